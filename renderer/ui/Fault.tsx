import { type ReactNode, useState } from 'react';
import { t } from '../../shared/words/t';
import { Mono } from './Mono';
import classes from './Notice.module.css';
import { StatusWord } from './StatusWord';
import { TextAction } from './TextAction';

/** What failed, in place of its content: the cause, the remedy, one action, and the raw text on demand. */
export function Fault(props: {
  readonly cause: string;
  readonly remedy?: ReactNode;
  readonly action?: ReactNode;
  readonly details?: string;
}) {
  const [open, setOpen] = useState(false);
  return (
    <div className={classes.fault} role="alert">
      <p className={classes.cause}>
        <StatusWord glyph="failed" word={props.cause} />
      </p>
      {props.remedy !== undefined && <p>{props.remedy}</p>}
      <div className={classes.actions}>
        {props.action}
        {props.details !== undefined && (
          <TextAction onClick={() => setOpen(!open)} expanded={open}>
            {t`Details`}
          </TextAction>
        )}
      </div>
      {open && (
        <pre className={classes.details}>
          <Mono>{props.details}</Mono>
        </pre>
      )}
    </div>
  );
}
