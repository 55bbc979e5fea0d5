import type { WorkContext } from '../engine/engine';
import { deliver, type WorkerParts } from './parts';

/** Ends the goal's background processes; one that the tools do not know any more is reported as gone all the same. */
export async function endProcesses(parts: WorkerParts, context: WorkContext): Promise<void> {
  await parts.tools.endAll(context.thread);
  for (const process of Object.values(context.state().processes)) {
    if (process.status === 'running') deliver(context.submit({ type: 'process.exit', process: process.id, exit: null }));
  }
}
