import type { Work } from '../../shared/continuation/owed';
import { checkpointRow } from '../../shared/thread/checkpoints/held';
import type { RevertState } from '../../shared/thread/checkpoints/row';
import type { ThreadState } from '../../shared/thread/state';
import type { WorkContext } from '../engine/engine';
import type { RevertChange } from '../git/git';
import { deliver, type WorkerParts } from './parts';

/** Puts files back as a person asked for, while the goal's own processes stand still. */
export async function revertTree(
  parts: WorkerParts,
  work: Extract<Work, { kind: 'revert-tree' }>,
  context: WorkContext,
): Promise<void> {
  const state = context.state();
  const order = revertOrder(state);
  const place = await parts.place(state);
  const report = (answer: { readonly message: string; readonly paths: readonly string[] }) =>
    deliver(context.submit({ type: 'revert.refuse', revert: work.revert, ...answer }));
  if (!order) return report({ message: 'A checkpoint that it is reckoned from is not held any more.', paths: [] });
  await parts.tools.freeze(state.thread);
  try {
    const done = await parts.git.revertFiles(place.workspace, order, context.signal);
    if (context.signal.aborted) return;
    if (!done.ok) return report({ message: done.error.message, paths: [] });
    if (done.value.outcome === 'refused') return report({ message: done.value.message, paths: done.value.paths });
    deliver(context.submit({ type: 'revert.write', revert: work.revert, paths: done.value.paths }));
  } finally {
    await parts.tools.thaw(state.thread);
  }
}

function revertOrder(state: ThreadState): { readonly now: string; readonly change: RevertChange } | undefined {
  const { revert } = state;
  const now = revert?.before == null ? undefined : checkpointRow(state, revert.before)?.tree;
  const from = revert && checkpointRow(state, revert.from)?.tree;
  const to = revert && checkpointRow(state, revert.to)?.tree;
  return revert && now && from && to ? { now, change: changeOf(revert, from, to) } : undefined;
}

function changeOf({ what }: RevertState, from: string, to: string): RevertChange {
  switch (what.kind) {
    case 'file':
      return { kind: 'exact', from, to, path: what.path };
    case 'all':
      return { kind: 'exact', from, to };
    case 'hunk':
      return { ...what, from, to };
    case 'turn':
    case 'revert':
      return { kind: 'merge', from, to };
  }
}
