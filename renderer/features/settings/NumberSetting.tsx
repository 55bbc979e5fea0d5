import { NumberInput } from '@mantine/core';
import { useId, useState } from 'react';
import { thousands } from '../../../shared/views/format';
import { t } from '../../../shared/words/t';
import { SettingRow } from './SettingRow';
import { onFieldKey, useTyped } from './useSaving';

/** A whole number in its bounds, saved when the field is left or with ↵. Escape brings back what is saved. */
export function NumberSetting(props: {
  readonly name: string;
  readonly value: number;
  readonly bounds: { readonly least: number; readonly most: number };
  readonly unit: string;
  readonly note?: string;
  readonly onSave: (value: number) => Promise<boolean>;
  readonly refusal?: string | undefined;
}) {
  const { bounds, name, unit } = props;
  const id = useId();
  const field = useTyped<number | string>(props.value);
  const [problem, setProblem] = useState<string>();
  const span = t`${thousands(bounds.least)} to ${thousands(bounds.most)}`;
  const save = async () => {
    if (!field.typed) return;
    const { value } = field;
    if (typeof value !== 'number' || value < bounds.least || value > bounds.most) {
      return setProblem(t`${name} was not saved: write a number from ${span}. ${thousands(props.value)} holds.`);
    }
    setProblem(undefined);
    if (value === props.value || (await props.onSave(value))) field.clear();
  };
  const putBack = () => {
    setProblem(undefined);
    field.clear();
  };
  const failed = problem ?? (field.typed ? props.refusal : undefined);
  return (
    <SettingRow name={name} of={id} note={`${unit}, ${span}${props.note ? `. ${props.note}` : ''}`} problem={failed}>
      <NumberInput
        id={id}
        w={120}
        value={field.value}
        onChange={field.set}
        onBlur={() => void save()}
        onKeyDown={(event) => onFieldKey(event, { typed: field.typed, save, putBack })}
        error={failed !== undefined}
        aria-describedby={failed === undefined ? undefined : `${id}-problem`}
        allowDecimal={false}
        allowNegative={false}
        thousandSeparator=","
        min={bounds.least}
        max={bounds.most}
        clampBehavior="none"
      />
    </SettingRow>
  );
}
