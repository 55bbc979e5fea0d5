import { Checkbox } from '@mantine/core';
import { AT_LEAST, type RepeatForm } from '../../../shared/views/checkForm';
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
        label="Start it several times"
        checked={repeat.on}
        onChange={(event) => change({ on: event.currentTarget.checked })}
      />
      {repeat.on && (
        <>
          <CheckField
            label="Times"
            path={`${at}.times`}
            width="w3"
            value={repeat.times}
            onChange={(times) => change({ times })}
          />
          <CheckChoice
            label="Judged by"
            path={repeat.judge === AT_LEAST ? `${at}.judgedBy` : `${at}.judge`}
            width="w3"
            value={repeat.judge}
            options={JUDGES}
            onChange={(judge) => change({ judge })}
          />
          {repeat.judge === AT_LEAST && (
            <CheckField
              label="Of them, at least"
              path={`${at}.judge`}
              width="w3"
              value={repeat.atLeast}
              onChange={(atLeast) => change({ atLeast })}
            />
          )}
          <CheckField
            label="To warm up, not judged"
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
  { value: 'all', label: 'all pass' },
  { value: 'any', label: 'any passes' },
  { value: AT_LEAST, label: 'at least so many pass' },
  { value: 'median', label: 'median of the metric' },
  { value: 'p95', label: 'p95 of the metric' },
];
