import type { ReactNode } from 'react';
import classes from './SettingRow.module.css';

/** One setting in a row: its name, its field, and what it does or why it was not taken. */
export function SettingRow(props: {
  readonly name: string;
  /** The field's id, where the name is its label; left out where the field has a name of its own. */
  readonly of?: string;
  readonly note?: ReactNode;
  readonly problem?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <div className={classes.row}>
      {props.of === undefined ? (
        <span className={classes.name}>{props.name}</span>
      ) : (
        <label className={classes.name} htmlFor={props.of}>
          {props.name}
        </label>
      )}
      <div className={classes.field}>{props.children}</div>
      {props.problem === undefined ? (
        <p className={classes.note}>{props.note}</p>
      ) : (
        <p className={classes.problem} role="alert" id={props.of && `${props.of}-problem`}>
          {props.problem}
        </p>
      )}
    </div>
  );
}
