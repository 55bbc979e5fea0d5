import { Checkbox } from '@mantine/core';
import type { MetricForm } from '../../../shared/views/checkForm';
import { t } from '../../../shared/words/t';
import classes from './CheckEditor.module.css';
import { CheckChoice, CheckField } from './CheckField';
import type { CheckPart } from './checkPart';

/** The number that a command measures, where it is read and what it must be. */
export function MetricFields({ check, path, set }: CheckPart) {
  const { metric } = check;
  const at = `${path}.metric`;
  const change = (part: Partial<MetricForm>) => set({ metric: { ...metric, ...part } });
  return (
    <div className={classes.row}>
      <Checkbox
        className={classes.switch}
        label={t`Read a number from it`}
        checked={metric.on}
        onChange={(event) => change({ on: event.currentTarget.checked })}
      />
      {metric.on && (
        <>
          <CheckField
            label={t`From stdout, or a file`}
            path={`${at}.from`}
            width="w4"
            value={metric.from}
            onChange={(from) => change({ from })}
            mono
          />
          <CheckChoice
            label={t`Read by`}
            path={`${at}.read`}
            width="w2"
            value={metric.read}
            options={READS}
            onChange={(read) => change({ read })}
          />
          <Expression metric={metric} at={at} change={change} />
          <CheckField
            label={t`Target`}
            path={`${at}.target`}
            width="w4"
            value={metric.target}
            onChange={(target) => change({ target })}
            placeholder="< 120"
            mono
          />
          <CheckField label={t`Unit`} path={`${at}.unit`} width="w2" value={metric.unit} onChange={(unit) => change({ unit })} />
          <Checkbox
            className={classes.switch}
            label={t`Take the last match; otherwise there must be exactly one`}
            checked={metric.last}
            onChange={(event) => change({ last: event.currentTarget.checked })}
          />
        </>
      )}
    </div>
  );
}

const READS = [
  { value: 'pattern', label: t`pattern` },
  { value: 'pointer', label: t`JSON pointer` },
] as const;

function Expression(props: {
  readonly metric: MetricForm;
  readonly at: string;
  readonly change: (part: Partial<MetricForm>) => void;
}) {
  const { metric, at, change } = props;
  if (metric.read === 'pointer') {
    return (
      <CheckField
        label={t`JSON pointer`}
        path={`${at}.pointer`}
        width="w6"
        value={metric.pointer}
        onChange={(pointer) => change({ pointer })}
        placeholder="/latency/p95"
        mono
      />
    );
  }
  return (
    <CheckField
      label={t`Pattern, its group named value is the number`}
      path={`${at}.pattern`}
      width="w6"
      value={metric.pattern}
      onChange={(pattern) => change({ pattern })}
      placeholder={t`^p95: (?<value>[0-9.]+) ms$`}
      mono
    />
  );
}
