import type { ReactNode } from 'react';
import classes from './FirstRun.module.css';

/** One of the three steps: number, what and why, and its one button. */
export function Step(props: {
  readonly n: number;
  readonly title: string;
  readonly children: ReactNode;
  readonly action: ReactNode;
  readonly below?: ReactNode;
}) {
  return (
    <section className={classes.step}>
      <span className={classes.number}>{props.n}</span>
      <div>
        <h3>{props.title}</h3>
        <p className={classes.text}>{props.children}</p>
      </div>
      {props.action}
      {props.below !== undefined && <div className={classes.below}>{props.below}</div>}
    </section>
  );
}
