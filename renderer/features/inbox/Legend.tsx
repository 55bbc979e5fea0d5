import { t } from '../../../shared/words/t';
import type { InboxTab } from '../../stores/inboxTab';
import { Keys } from '../../ui/Keys';
import classes from './InboxPlace.module.css';

const ANSWERED_KEYS = [
  ['j k', t`next, previous`],
  ['↵', t`open the thread there`],
] as const;

const OPEN_KEYS = [
  ['j k', t`next, previous`],
  ['↵', t`answer`],
  ['y', t`yes`],
  ['n', t`no`],
  ['e', t`edit`],
  ['z', t`undo`],
  ['o', t`open thread`],
] as const;

/** The inbox's keys; those that are of one kind of question stand on its buttons. */
export function Legend({ of }: { readonly of: InboxTab }) {
  const keysOf = of === 'open' ? OPEN_KEYS : ANSWERED_KEYS;
  return (
    <span className={classes.legend}>
      {keysOf.map(([keys, words]) => (
        <span key={keys}>
          <Keys of={keys} /> {words}
        </span>
      ))}
    </span>
  );
}
