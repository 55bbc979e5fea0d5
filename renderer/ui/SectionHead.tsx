import type { ReactNode } from 'react';
import classes from './SectionHead.module.css';

/** A section's head line, 32 high: title, a fact beside it, an action at the right. */
export function SectionHead(props: { readonly title: string; readonly aside?: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className={classes.head}>
      <h2 className={classes.title}>{props.title}</h2>
      {props.aside !== undefined && <span className={classes.aside}>{props.aside}</span>}
      {props.action !== undefined && <span className={classes.action}>{props.action}</span>}
    </div>
  );
}
