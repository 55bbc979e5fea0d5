import { Checkbox } from '@mantine/core';
import { AT_LEAST, type RepeatForm } from '../../../shared/views/checkForm';
import { t } from '../../../shared/words/t';
import classes from './CheckEditor.module.css';
import { CheckChoice, CheckField } from './CheckField';
import type { CheckPart } from './checkPart';

/** How often a command is started, what of it warms up, and how the rest is judged together. */
export function RepeatFields({ check, path, set }: CheckPart) {
  const { repeat } = check;
  const at = `${path}.repeat`;
  const change = (part: Partial<RepeatForm>) => set({ repeat: { ...repeat, ...part } });
  return (
    <div className={classes.row}>
      <Checkbox
        className={classes.switch}
        label={t`Start it several times`}
        checked={repeat.on}
        onChange={(event) => change({ on: event.currentTarget.checked })}
      />
      {repeat.on && (
        <>
          <CheckField
            label={t`Times`}
            path={`${at}.times`}
            width="w3"
            value={repeat.times}
            onChange={(times) => change({ times })}
          />
          <CheckChoice
            label={t`Judged by`}
            path={repeat.judge === AT_LEAST ? `${at}.judgedBy` : `${at}.judge`}
            width="w3"
            value={repeat.judge}
            options={JUDGES}
            onChange={(judge) => change({ judge })}
          />
          {repeat.judge === AT_LEAST && (
            <CheckField
              label={t`Of them, at least`}
              path={`${at}.judge`}
              width="w3"
              value={repeat.atLeast}
              onChange={(atLeast) => change({ atLeast })}
            />
          )}
          <CheckField
            label={t`To warm up, not judged`}
            path={`${at}.warmUp`}
            width="w3"
            value={repeat.warmUp}
            onChange={(warmUp) => change({ warmUp })}
            placeholder="0"
          />
        </>
      )}
    </div>
  );
}

const JUDGES = [
  { value: 'all', label: t`all pass` },
  { value: 'any', label: t`any passes` },
  { value: AT_LEAST, label: t`at least so many pass` },
  { value: 'median', label: t`median of the metric` },
  { value: 'p95', label: t`p95 of the metric` },
];
