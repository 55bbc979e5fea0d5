import type { Work } from '../../shared/continuation/owed';
import type { WorkContext } from '../engine/engine';
import { deliver, type WorkerParts } from './parts';
import { sleepUntil } from './sleep';

type ResetWork = Extract<Work, { kind: 'await-reset' }>;

/** Sleeps until the provider renews its quota, then lets the goal go on. Whether it may is decided by the thread alone. */
export async function awaitReset(parts: WorkerParts, work: ResetWork, context: WorkContext): Promise<void> {
  await sleepUntil(work.at, parts.now, context.signal);
  if (!context.signal.aborted) deliver(context.submit({ type: 'usage.reset' }));
}
