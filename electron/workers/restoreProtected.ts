import type { Work } from '../../shared/continuation/owed';
import type { WorkContext } from '../engine/engine';
import { deliver, type WorkerParts } from './parts';

/** Puts protected files back as they were accepted, after the user has sent the agent's change back. */
export async function restoreProtected(
  parts: WorkerParts,
  work: Extract<Work, { kind: 'restore-protected' }>,
  context: WorkContext,
): Promise<void> {
  const state = context.state();
  const place = await parts.place(state);
  const restored = await parts.git.restoreProtected(place.workspace, state.goal?.protected ?? {}, work.paths, context.signal);
  if (!restored.ok) throw new Error(restored.error.message);
  deliver(context.submit({ type: 'protected.restore', paths: work.paths }));
}
