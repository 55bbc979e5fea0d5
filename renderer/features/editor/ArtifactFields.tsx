import { t } from '../../../shared/words/t';
import classes from './CheckEditor.module.css';
import { CheckField } from './CheckField';
import type { CheckPart } from './checkPart';
import { LinesField } from './LinesField';

/** A file that must be there, and what must be in it. */
export function ArtifactFields({ check, path, set }: CheckPart) {
  return (
    <div className={classes.row}>
      <CheckField
        label={t`File`}
        path={`${path}.path`}
        width="w6"
        value={check.path}
        onChange={(file) => set({ path: file })}
        mono
      />
      <CheckField
        label={t`JSON Schema it must fit`}
        path={`${path}.schema`}
        width="w4"
        value={check.schema}
        onChange={(schema) => set({ schema })}
        placeholder={t`none`}
        mono
      />
      <CheckField
        label={t`At least, bytes`}
        path={`${path}.minBytes`}
        width="w2"
        value={check.minBytes}
        onChange={(minBytes) => set({ minBytes })}
        placeholder="1"
      />
      <CheckField
        label={t`At most, bytes`}
        path={`${path}.maxBytes`}
        width="w2"
        value={check.maxBytes}
        onChange={(maxBytes) => set({ maxBytes })}
        placeholder={t`any`}
      />
      <div className={classes.w6}>
        <LinesField
          label={t`Headings it must contain`}
          path={`${path}.sections`}
          lines={check.sections}
          onChange={(sections) => set({ sections })}
        />
      </div>
    </div>
  );
}
