import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Keys } from '../../ui/Keys';
import classes from './AnswerParts.module.css';

/** A row's button and its key; the current row's first one is the page's primary. */
export function AnswerButton(props: {
  readonly keyName: 'y' | 'n' | 'g' | 'a' | 'e' | 'z';
  readonly name: string;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}) {
  return (
    <Button
      size="sm"
      data-key={props.keyName}
      variant={props.primary ? 'filled' : 'default'}
      disabled={props.disabled ?? false}
      onClick={props.onClick}
    >
      {props.name} <Keys of={props.keyName} />
    </Button>
  );
}

export function Buttons({ children }: { readonly children: ReactNode }) {
  return <div className={classes.buttons}>{children}</div>;
}

export function Hint({ children }: { readonly children: ReactNode }) {
  return <p className={classes.hint}>{children}</p>;
}

/** The refusal's own sentence, under the buttons that met it. */
export function AnswerRefusal({ message }: { readonly message: string | undefined }) {
  return (
    message !== undefined && (
      <p className={classes.refusal} role="alert">
        {message}
      </p>
    )
  );
}
