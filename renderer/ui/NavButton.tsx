import type { ReactNode } from 'react';
import classes from './NavButton.module.css';

/** One way to go in the left column, 28 high: icon and name, a count or a key at the right. */
export function NavButton(props: {
  readonly children: ReactNode;
  readonly current: boolean;
  readonly onClick: () => void;
  readonly end?: ReactNode;
}) {
  return (
    <button type="button" className={classes.nav} aria-current={props.current ? 'page' : undefined} onClick={props.onClick}>
      {props.children}
      {props.end !== undefined && <span className={classes.end}>{props.end}</span>}
    </button>
  );
}
