import { WARN_SHARE } from '../../shared/budget/limits';
import classes from './Meter.module.css';

/** A used share, 0 to 1: grey, and in the limit's colour from 80 % on. Limit and value stand beside it as text. */
export function Meter({ share }: { readonly share: number }) {
  const width = Math.min(1, Math.max(0, share)) * 100;
  return (
    <span className={classes.meter} aria-hidden="true">
      <span className={share >= WARN_SHARE ? classes.near : classes.fill} style={{ width: `${width}%` }} />
    </span>
  );
}
