import type { Work } from '../../shared/continuation/owed';
import type { WorkContext } from '../engine/engine';
import { deliver, type WorkerParts } from './parts';

/** Makes the place that the goal is to work in; what fails there is told, and the goal stays a draft. */
export async function makePlace(
  parts: WorkerParts,
  work: Extract<Work, { kind: 'make-place' }>,
  context: WorkContext,
): Promise<void> {
  const made = await parts.makePlace(context.state(), work.choice, context.signal);
  if (context.signal.aborted) return;
  deliver(context.submit({ type: 'place.record', verification: work.verification, made }));
}
