import type { BoundariesForm, ResourceField } from '../../../shared/views/goalForm';
import { t } from '../../../shared/words/t';
import { Amount } from './Amount';
import classes from './LimitsField.module.css';

/** What one command with all its children may take. */
export function LimitsField(props: {
  readonly limits: BoundariesForm['limits'];
  readonly onChange: (limits: BoundariesForm['limits']) => void;
}) {
  return (
    <div className={classes.limits}>
      {FIELDS.map(({ field, label, unit }) => (
        <div key={field} className={classes.limit}>
          <Amount
            path={`boundaries.limits.${field}`}
            label={label}
            unit={unit}
            value={props.limits[field]}
            placeholder={t`usual`}
            onChange={(value) => props.onChange({ ...props.limits, [field]: value })}
          />
        </div>
      ))}
    </div>
  );
}

const FIELDS: readonly { readonly field: ResourceField; readonly label: string; readonly unit: string }[] = [
  { field: 'processes', label: t`Processes and threads`, unit: t`processes` },
  { field: 'memoryMb', label: t`Memory in megabytes`, unit: t`MB of memory` },
  { field: 'fileMb', label: t`Size of one file in megabytes`, unit: t`MB a file` },
];
