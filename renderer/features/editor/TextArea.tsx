import type { ClipboardEventHandler, KeyboardEventHandler } from 'react';
import classes from './Fields.module.css';
import { useDescribedBy } from './formContext';

/** A part's text, in a field of the form's own measure. */
export function TextArea(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly invalid?: boolean;
  readonly placeholder?: string;
  readonly onBlur?: () => void;
  readonly onPaste?: ClipboardEventHandler<HTMLTextAreaElement>;
  readonly onKeyDown?: KeyboardEventHandler<HTMLTextAreaElement>;
  readonly mono?: boolean;
  readonly rows?: number;
  readonly describedBy?: string;
}) {
  const { label, onChange, invalid = false, mono = false, describedBy, ...area } = props;
  const part = useDescribedBy();
  const names = [classes.area, mono && classes.mono, invalid && classes.wrong, props.rows !== undefined && classes.lines];
  return (
    <textarea
      {...area}
      className={names.filter(Boolean).join(' ')}
      aria-label={label}
      aria-invalid={invalid}
      aria-describedby={describedBy ?? part}
      spellCheck={!mono}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
