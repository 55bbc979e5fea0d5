import { t } from '../../../shared/words/t';
import classes from './CheckEditor.module.css';
import { CheckField } from './CheckField';
import type { CheckPart } from './checkPart';

/** What a person is asked, once every check that the app runs passes. */
export function HumanFields({ check, path, set }: CheckPart) {
  return (
    <div className={classes.row}>
      <CheckField
        label={t`What somebody is to look at, and when it passes`}
        path={`${path}.ask`}
        width="w12"
        value={check.ask}
        onChange={(ask) => set({ ask })}
        placeholder={t`The plots are readable in print`}
      />
    </div>
  );
}
