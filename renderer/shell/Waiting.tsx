import { t } from '../../shared/words/t';
import { Loading } from '../ui/Loading';
import classes from './Centre.module.css';

/** A place whose code is still being read. */
export function Waiting() {
  return (
    <div className={classes.waiting}>
      <Loading rows={6} words={t`Opening`} />
    </div>
  );
}
