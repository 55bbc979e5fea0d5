import { t } from '../../shared/words/t';
import classes from './Refused.module.css';
import { StatusGlyph } from './StatusWord';
import { TextAction } from './TextAction';

/** An order that was not carried out, in the app's own sentence, until it is put away. */
export function Refused({ message, onDismiss }: { readonly message: string; readonly onDismiss: () => void }) {
  return (
    <div className={classes.refused} role="alert">
      <StatusGlyph glyph="failed" />
      <span className={classes.message}>{message}</span>
      <TextAction onClick={onDismiss}>{t`Dismiss`}</TextAction>
    </div>
  );
}
