import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { useId } from 'react';
import { SettingRow } from './SettingRow';

/** On or off, at once. */
export function SwitchSetting(props: {
  readonly name: string;
  readonly value: boolean;
  readonly note?: ReactNode;
  readonly onSave: (value: boolean) => void;
  readonly refusal?: string | undefined;
}) {
  const id = useId();
  return (
    <SettingRow name={props.name} of={id} note={props.note} problem={props.refusal}>
      <Checkbox id={id} checked={props.value} onChange={(event) => props.onSave(event.currentTarget.checked)} />
    </SettingRow>
  );
}
