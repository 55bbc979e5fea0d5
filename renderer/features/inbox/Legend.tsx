import { t } from '../../../shared/words/t';
import { Keys } from '../../ui/Keys';
import classes from './InboxPlace.module.css';

const KEYS = [
  ['j k', t`next, previous`],
  ['↵', t`answer`],
  ['y', t`yes`],
  ['n', t`no`],
  ['e', t`edit`],
  ['z', t`undo`],
  ['o', t`open thread`],
] as const;

/** The inbox's keys; those that are of one kind of question stand on its buttons. */
export function Legend() {
  return (
    <span className={classes.legend}>
      {KEYS.map(([keys, words]) => (
        <span key={keys}>
          <Keys of={keys} /> {words}
        </span>
      ))}
    </span>
  );
}
