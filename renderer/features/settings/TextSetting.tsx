import { Textarea } from '@mantine/core';
import { useId } from 'react';
import { SettingRow } from './SettingRow';
import { useTyped } from './useSaving';

/** A text of a few lines, saved when the field is left. Escape brings back what is saved. */
export function TextSetting(props: {
  readonly name: string;
  readonly value: string;
  readonly note?: string;
  readonly onSave: (value: string) => Promise<boolean>;
  readonly refusal?: string | undefined;
}) {
  const id = useId();
  const field = useTyped(props.value);
  const save = async () => {
    if (field.typed && (field.value === props.value || (await props.onSave(field.value)))) field.clear();
  };
  return (
    <SettingRow name={props.name} of={id} note={props.note} problem={field.typed ? props.refusal : undefined}>
      <Textarea
        id={id}
        rows={3}
        value={field.value}
        onChange={(event) => field.set(event.currentTarget.value)}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !field.typed) return;
          event.preventDefault();
          field.clear();
        }}
      />
    </SettingRow>
  );
}
