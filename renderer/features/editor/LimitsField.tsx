import { TextInput } from '@mantine/core';
import type { BoundariesForm, ResourceField } from '../../../shared/views/goalForm';
import { useProblem } from './formContext';
import classes from './LimitsField.module.css';

/** What one command with all its children may take. */
export function LimitsField(props: {
  readonly limits: BoundariesForm['limits'];
  readonly onChange: (limits: BoundariesForm['limits']) => void;
}) {
  return (
    <div className={classes.limits}>
      {FIELDS.map(({ field, label, unit }) => (
        <Resource
          key={field}
          path={`boundaries.limits.${field}`}
          label={label}
          unit={unit}
          value={props.limits[field]}
          onChange={(value) => props.onChange({ ...props.limits, [field]: value })}
        />
      ))}
    </div>
  );
}

const FIELDS: readonly { readonly field: ResourceField; readonly label: string; readonly unit: string }[] = [
  { field: 'processes', label: 'Processes and threads', unit: 'processes' },
  { field: 'memoryMb', label: 'Memory in megabytes', unit: 'MB of memory' },
  { field: 'fileMb', label: 'Size of one file in megabytes', unit: 'MB a file' },
];

function Resource(props: {
  readonly path: string;
  readonly label: string;
  readonly unit: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const problem = useProblem(props.path);
  return (
    <div className={classes.limit}>
      <TextInput
        size="xs"
        aria-label={props.label}
        value={props.value}
        placeholder="usual"
        error={problem !== undefined}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        autoComplete="off"
      />
      <span className={problem === undefined ? classes.unit : classes.problem} role={problem === undefined ? undefined : 'alert'}>
        {problem ?? props.unit}
      </span>
    </div>
  );
}
