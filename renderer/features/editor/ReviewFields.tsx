import { t } from '../../../shared/words/t';
import classes from './CheckEditor.module.css';
import { CheckField } from './CheckField';
import type { CheckPart } from './checkPart';
import { LinesField } from './LinesField';

/** What an independent reviewer judges, and who it is. It costs tokens of the goal's budget each time that it is asked. */
export function ReviewFields({ check, path, set }: CheckPart) {
  return (
    <div className={classes.row}>
      <div className={classes.w12}>
        <LinesField
          label={t`Criteria, each met by what it cites`}
          path={`${path}.rubric`}
          lines={check.rubric}
          onChange={(rubric) => set({ rubric })}
          placeholder={t`every figure in the report stands in the evidence`}
        />
      </div>
      <CheckField
        label={t`Reviewer’s model`}
        path={`${path}.model`}
        width="w4"
        value={check.model}
        onChange={(model) => set({ model })}
        placeholder={t`the goal’s own`}
        mono
      />
    </div>
  );
}
