import { Group, Radio } from '@mantine/core';
import { NamedRadios } from '../../ui/NamedRadios';
import { SettingRow } from './SettingRow';

/** One of a few, at once. */
export function ChoiceSetting<T extends string>(props: {
  readonly name: string;
  readonly value: T;
  readonly of: readonly { readonly value: T; readonly name: string }[];
  readonly note?: string;
  readonly onSave: (value: T) => void;
  readonly refusal?: string | undefined;
}) {
  const choose = (value: string) => {
    const chosen = props.of.find((option) => option.value === value);
    if (chosen) props.onSave(chosen.value);
  };
  return (
    <SettingRow name={props.name} note={props.note} problem={props.refusal}>
      <NamedRadios name={props.name} value={props.value} onChange={choose}>
        <Group gap="lg" wrap="nowrap">
          {props.of.map(({ value, name }) => (
            <Radio key={value} value={value} label={name} />
          ))}
        </Group>
      </NamedRadios>
    </SettingRow>
  );
}
