import { Checkbox } from '@mantine/core';
import { t } from '../../../shared/words/t';
import classes from './CheckEditor.module.css';
import { CheckField } from './CheckField';
import type { CheckPart } from './checkPart';
import { LinesField } from './LinesField';
import { MetricFields } from './MetricFields';
import { RepeatFields } from './RepeatFields';

/** A command line: how it starts, what passes, how often it is started, what it may change. */
export function CommandFields({ check, path, set }: CheckPart) {
  const { clean } = check;
  return (
    <>
      <div className={classes.row}>
        <CheckField
          label={t`Command, read by bash`}
          path={`${path}.run`}
          width="w12"
          value={check.run}
          onChange={(run) => set({ run })}
          mono
        />
        <CheckField
          label={t`Folder`}
          path={`${path}.cwd`}
          width="w6"
          value={check.cwd}
          onChange={(cwd) => set({ cwd })}
          placeholder={t`the workspace`}
          mono
        />
        <CheckField
          label={t`Within`}
          path={`${path}.timeout`}
          width="w3"
          value={check.timeout}
          onChange={(timeout) => set({ timeout })}
          placeholder="60s"
        />
        <CheckField
          label={t`Exit code`}
          path={`${path}.expect`}
          width="w3"
          value={check.exit}
          onChange={(exit) => set({ exit })}
        />
      </div>
      <MetricFields check={check} path={path} set={set} />
      <RepeatFields check={check} path={path} set={set} />
      <div className={classes.row}>
        <div className={classes.w6}>
          <LinesField label={t`May write`} path={`${path}.writes`} lines={check.writes} onChange={(writes) => set({ writes })} />
        </div>
        <Checkbox
          className={classes.switch}
          label={t`Never reuse earlier evidence`}
          checked={check.fresh}
          onChange={(event) => set({ fresh: event.currentTarget.checked })}
        />
        <Checkbox
          className={classes.switch}
          label={t`The agent’s background processes go on while it runs`}
          checked={check.live}
          onChange={(event) => set({ live: event.currentTarget.checked })}
        />
        <Checkbox
          className={classes.switch}
          label={t`Check a fresh checkout`}
          checked={clean.on}
          onChange={(event) => set({ clean: { ...clean, on: event.currentTarget.checked } })}
        />
        {clean.on && (
          <CheckField
            label={t`Set it up with`}
            path={`${path}.clean.setup`}
            width="w6"
            value={clean.setup}
            onChange={(setup) => set({ clean: { ...clean, setup } })}
            placeholder={t`npm ci`}
            mono
          />
        )}
      </div>
    </>
  );
}
