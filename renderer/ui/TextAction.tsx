import type { ReactNode, Ref } from 'react';
import classes from './TextAction.module.css';

/** An action inside a section, as words in the accent. */
export function TextAction(props: {
  readonly children: ReactNode;
  readonly onClick: () => void;
  readonly label?: string;
  readonly expanded?: boolean;
  readonly disabled?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}) {
  return (
    <button
      ref={props.ref}
      type="button"
      className={classes.action}
      onClick={props.onClick}
      aria-label={props.label}
      aria-expanded={props.expanded}
      disabled={props.disabled}
    >
      {props.children}
    </button>
  );
}
