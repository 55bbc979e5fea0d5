import { TextInput } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './Amount.module.css';
import { useProblem } from './formContext';

/** A field for a number, and behind it its unit, or what is wrong with what it says. */
export function Amount(props: {
  readonly path: string;
  readonly label: string;
  /** What stands behind the field while it parses. */
  readonly unit: ReactNode;
  readonly value: string;
  /** What holds where it is left empty. */
  readonly placeholder: string;
  readonly onChange: (value: string) => void;
}) {
  const problem = useProblem(props.path);
  const id = useId();
  return (
    <>
      <TextInput
        size="xs"
        aria-label={props.label}
        value={props.value}
        placeholder={props.placeholder}
        error={problem !== undefined}
        aria-describedby={id}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        autoComplete="off"
      />
      <span
        id={id}
        className={problem === undefined ? classes.unit : classes.problem}
        role={problem === undefined ? undefined : 'alert'}
      >
        {problem ?? props.unit}
      </span>
    </>
  );
}
