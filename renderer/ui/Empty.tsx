import type { ReactNode } from 'react';
import classes from './Notice.module.css';

/** One sentence in place of the first row: what will appear here and what makes it appear. */
export function Empty({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <p>{children}</p>
      {action !== undefined && <div className={classes.actions}>{action}</div>}
    </div>
  );
}
