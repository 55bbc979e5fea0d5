import type { Instant } from '../../kernel/ids';
import type { EventData } from '../events';
import type { Grant } from '../goalState';
import type { ThreadState } from '../state';
import { withGoal } from './goal';
import { withCall } from './tool';

/** The call may run its command with what was allowed; what was allowed for the goal holds for its later commands too. */
export function permissionGranted(state: ThreadState, data: EventData<'permission.granted'>, at: Instant): ThreadState {
  const { scope, allow, allows, command, grant: id } = data;
  const permitted =
    command === null ? state : withCall(state, data.call, (pending) => ({ ...pending, permission: { scope, allow } }));
  if (id === undefined) return permitted;
  const grant: Grant = { id, allow, allows, command, at };
  return withGoal(permitted, (goal) => ({ ...goal, grants: [...goal.grants, grant] }));
}

export function permissionRevoked(state: ThreadState, data: EventData<'permission.revoked'>): ThreadState {
  return withGoal(state, (goal) => ({ ...goal, grants: goal.grants.filter(({ id }) => id !== data.grant) }));
}
