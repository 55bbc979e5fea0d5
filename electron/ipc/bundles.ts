import type { Results } from '../../shared/ipc/methods';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { Fault, WindowParts } from './ipc';
import type { Pushes } from './push';
import { stateOf } from './threads';

/** Words of a goal that a file's name has room for. */
const NAME_WORDS = 6;

/**
 * Evidence bundles for the window. The person picks the place in a dialog, and a page can have nothing shown but what was exported
 * here: it names no path at all.
 */
export function bundleHandlers(parts: Pick<WindowParts, 'core' | 'dialogs' | 'bundles'>, pushes: Pick<Pushes, 'exporting'>) {
  const { core, dialogs, bundles } = parts;
  const exported = new Map<string, string>();
  return {
    async export(thread: string): Promise<Result<Results['bundle/export'], Fault>> {
      const state = stateOf(core, thread);
      if (!state.ok) return state;
      const target = await dialogs.saveBundle(`${nameOf(state.value.goal?.contract.outcome ?? '')}-evidence-${thread}.zip`);
      if (target === null) return ok({ bundle: null });
      const onProgress = (progress: Parameters<Pushes['exporting']>[1]) => pushes.exporting(thread, progress);
      const made = await bundles.export({ thread, target, onProgress });
      if (!made.ok) return made;
      exported.set(thread, made.value.path);
      return ok({ bundle: made.value });
    },
    cancel(thread: string): Result<Results['bundle/cancel'], Fault> {
      bundles.cancel(thread);
      return ok({});
    },
    show(thread: string): Result<Results['bundle/show'], Fault> {
      const path = exported.get(thread);
      if (path === undefined)
        return err({ code: 'not_exported', message: 'Nothing of this thread was exported since the app started.' });
      bundles.show(path);
      return ok({});
    },
  };
}

/** `reduce-p95-checkout-latency-below-120`. */
function nameOf(outcome: string): string {
  const words = outcome.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(0, NAME_WORDS).join('-').slice(0, 60) || 'goal';
}
