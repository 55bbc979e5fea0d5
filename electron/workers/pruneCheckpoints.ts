import type { Work } from '../../shared/continuation/owed';
import type { WorkContext } from '../engine/engine';
import { deliver, type WorkerParts } from './parts';

/** Lets go of the refs of checkpoints that nothing cites. Done twice, it comes to the same. */
export async function pruneCheckpoints(
  parts: WorkerParts,
  { checkpoints }: Extract<Work, { kind: 'prune-checkpoints' }>,
  context: WorkContext,
): Promise<void> {
  const state = context.state();
  const place = await parts.place(state);
  const going = new Set(checkpoints);
  const anchors = [...new Set(state.checkpoints.filter((row) => going.has(row.id)).map((row) => row.anchor))];
  const dropped = await parts.git.dropCheckpoints(place.workspace, { thread: state.thread, anchors }, context.signal);
  if (context.signal.aborted) return;
  if (!dropped.ok) throw new Error(dropped.error.message);
  deliver(context.submit({ type: 'prune.finish', checkpoints }));
}
