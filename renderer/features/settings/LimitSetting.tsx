import { NumberInput } from '@mantine/core';
import { useId, useState } from 'react';
import { t } from '../../../shared/words/t';
import { SettingRow } from './SettingRow';
import { onFieldKey, useTyped } from './useSaving';

/** A limit of a budget, or none where the field is empty; saved when it is left or with ↵. Escape brings back what is saved. */
export function LimitSetting(props: {
  readonly name: string;
  readonly value: number | undefined;
  readonly note: string;
  readonly whole: boolean;
  readonly onSave: (value: number | undefined) => Promise<boolean>;
  readonly refusal: string | undefined;
}) {
  const id = useId();
  const field = useTyped<number | string>(props.value ?? '');
  const [problem, setProblem] = useState<string>();
  const save = async () => {
    if (!field.typed) return;
    const value = field.value === '' ? undefined : Number(field.value);
    if (value !== undefined && !(value > 0))
      return setProblem(t`${props.name} was not saved: write more than 0, or nothing for no limit.`);
    setProblem(undefined);
    if (value === props.value || (await props.onSave(value))) field.clear();
  };
  const putBack = () => {
    setProblem(undefined);
    field.clear();
  };
  const failed = problem ?? (field.typed ? props.refusal : undefined);
  return (
    <SettingRow name={props.name} of={id} note={t`Empty for no limit. ${props.note}`} problem={failed}>
      <NumberInput
        id={id}
        w={120}
        value={field.value}
        onChange={field.set}
        onBlur={() => void save()}
        onKeyDown={(event) => onFieldKey(event, { typed: field.typed, save, putBack })}
        error={failed !== undefined}
        aria-describedby={failed === undefined ? undefined : `${id}-problem`}
        allowDecimal={!props.whole}
        allowNegative={false}
        thousandSeparator=","
        hideControls
      />
    </SettingRow>
  );
}
