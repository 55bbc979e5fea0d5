import type { ReactNode } from 'react';
import classes from './Mono.module.css';

/** What a machine reads or says. */
export function Mono({ children }: { readonly children: ReactNode }) {
  return <code className={classes.mono}>{children}</code>;
}
