import type { EventData } from '../events';
import type { ThreadState } from '../state';

/** From here on everything of the goal's happens in that place. */
export function placeMade(state: ThreadState, made: EventData<'place.made'>): ThreadState {
  const { root, gitDir, commonDir } = made;
  return {
    ...state,
    workspace: { root, gitDir, commonDir },
    place: { ...made, removed: false },
    verification: state.verification && { ...state.verification, place: null },
  };
}

/** What was made there stays in git's objects, which the user's own folder shares. */
export function placeRemoved(state: ThreadState): ThreadState {
  return { ...state, workspace: state.source, place: state.place && { ...state.place, removed: true } };
}

export function resultBrought(state: ThreadState, { result }: EventData<'result.brought'>): ThreadState {
  return { ...state, brought: [...state.brought, result] };
}
