import type { AvailableAction } from '../../../shared/views/actions/available';
import { type ActionId, actionRow } from '../../../shared/views/actions/table';
import { call } from '../../bridge/bridge';
import { runProvided } from '../../stores/actions';

/** What can be done now; kept by `useAvailableActions`, read by keys that come at any time. */
let available: readonly AvailableAction[] = [];

export function setAvailable(actions: readonly AvailableAction[]): void {
  available = actions;
}

export function isAvailable(id: ActionId): boolean {
  return available.some((action) => action.id === id);
}

/** Does an action: here, where somebody in the window provides it, or in main. */
export function runAction(id: ActionId): void {
  if (actionRow(id).by === 'main') void call('window/act', { action: id });
  else runProvided(id);
}
