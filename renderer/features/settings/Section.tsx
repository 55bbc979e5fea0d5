import type { ReactNode } from 'react';
import classes from './SettingsPlace.module.css';
import { SECTIONS, type SectionId } from './sections';

/** One section: its head with a fact beside it, then its rows. */
export function Section(props: {
  readonly id: SectionId;
  readonly aside?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  const name = SECTIONS.find(({ id }) => id === props.id)?.name;
  return (
    <section id={props.id} className={classes.section} aria-label={name} tabIndex={-1}>
      <div className={classes.head}>
        <h2 className={classes.name}>{name}</h2>
        {props.aside !== undefined && <span className={classes.aside}>{props.aside}</span>}
        {props.action !== undefined && <span className={classes.action}>{props.action}</span>}
      </div>
      {props.children}
    </section>
  );
}
