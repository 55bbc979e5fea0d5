import type { BringHow, Results } from '../../shared/ipc/methods';
import { ok, type Result } from '../../shared/kernel/result';
import type { Fault, WindowParts } from './ipc';
import { stateOf } from './threads';

/** Where a thread's goal works, and what becomes of its result, for the window; a page names no path at all. */
export function placeHandlers({ core, dialogs }: Pick<WindowParts, 'core' | 'dialogs'>) {
  return {
    async look(thread: string): Promise<Result<Results['place/look'], Fault>> {
      const state = stateOf(core, thread);
      return state.ok ? core.places.look(state.value.source, thread) : state;
    },
    async remove(thread: string, discard: boolean): Promise<Result<Results['place/remove'], Fault>> {
      const state = stateOf(core, thread);
      return state.ok ? core.places.remove(thread, discard) : state;
    },
    async bring(thread: string, how: BringHow): Promise<Result<Results['result/bring'], Fault>> {
      const state = stateOf(core, thread);
      if (!state.ok) return state;
      if (how.as !== 'patch') return wrapped(await core.places.bring(thread, how));
      const path = await dialogs.savePatch(`goal-${thread}.patch`);
      // The system's dialog has asked before it named a file that is there.
      return path === null ? ok({ brought: null }) : wrapped(await core.places.bring(thread, { as: 'patch', path, over: true }));
    },
  };
}

function wrapped<T>(brought: Result<T, Fault>): Result<{ readonly brought: T }, Fault> {
  return brought.ok ? ok({ brought: brought.value }) : brought;
}
