import { type ActionId, actionRow, keysOf } from '../../shared/views/actions/table';
import { Keys, MAC } from './Keys';

/** The keycaps of an action, as the table has them. */
export function ActionKeys({ of }: { readonly of: ActionId }) {
  const keys = keysOf(actionRow(of), MAC);
  return keys === undefined ? null : <Keys of={keys} />;
}
