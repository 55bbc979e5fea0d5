import { t } from '../../shared/words/t';
import classes from './Notice.module.css';

/** Still bars where rows will be, after a moment only, and after a second words for what is being read. */
export function Loading({ rows, words = t`Reading` }: { readonly rows: number; readonly words?: string }) {
  const numbers = Array.from({ length: rows }, (_, row) => row);
  return (
    <div className={classes.loading} role="status" aria-label={words}>
      {numbers.map((row) => (
        <span key={row} className={row % 2 === 0 ? classes.bar : classes.shortBar} />
      ))}
      <p className={classes.late}>{words}</p>
    </div>
  );
}
