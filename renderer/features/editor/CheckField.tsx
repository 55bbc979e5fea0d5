import { NativeSelect, TextInput } from '@mantine/core';
import classes from './CheckEditor.module.css';
import { useProblem } from './formContext';

type Width = 'w2' | 'w3' | 'w4' | 'w6' | 'w12';

/** One figure or name of a check, with what does not parse of it. */
export function CheckField(props: {
  readonly label: string;
  readonly path: string;
  readonly width: Width;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly mono?: boolean;
  readonly placeholder?: string;
}) {
  const problem = useProblem(props.path);
  return (
    <TextInput
      className={`${classes[props.width]} ${props.mono ? classes.mono : ''}`}
      label={props.label}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      error={problem}
      placeholder={props.placeholder}
      spellCheck={false}
      autoComplete="off"
    />
  );
}

/** One of a few words. */
export function CheckChoice<T extends string>(props: {
  readonly label: string;
  readonly path: string;
  readonly width: Width;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}) {
  const problem = useProblem(props.path);
  const choose = (value: string) => {
    const found = props.options.find((option) => option.value === value);
    if (found) props.onChange(found.value);
  };
  return (
    <NativeSelect
      className={classes[props.width]}
      label={props.label}
      value={props.value}
      data={props.options.map(({ value, label }) => ({ value, label }))}
      onChange={(event) => choose(event.currentTarget.value)}
      error={problem}
    />
  );
}
