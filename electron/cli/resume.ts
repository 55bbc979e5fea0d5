import type { ThreadState } from '../../shared/thread/state';
import { EXIT } from '../../shared/views/outcome';
import type { Core } from '../core';
import type { Output } from './io';
import { mayHaveThread, openOwned } from './open';
import { pursue } from './pursue';
import { withBudget } from './run';
import { type CommonOptions, dataFolder } from './settings';

export interface ResumeOptions extends CommonOptions {
  readonly acceptBaseline?: boolean;
  readonly budgetTokens?: number;
  readonly budgetTurns?: number;
  readonly contextTokens?: number;
}

/** `goalpost resume`: closes what a crash left open, extends the budget when asked to, and lets the goal go on. */
export async function resumeCommand(thread: string, options: ResumeOptions, output: Output): Promise<number> {
  const dataDir = dataFolder(options);
  if (!mayHaveThread(dataDir, thread)) return unknownThread(thread, output);
  const core = await openOwned(dataDir);
  if (!core.ok) {
    output.fault(core.error);
    return EXIT.failed;
  }
  try {
    const state = core.value.engine.state(thread);
    if (!state) return unknownThread(thread, output);
    const begin = () => resumeGoal(core.value, state, options);
    return await pursue(core.value, thread, { json: options.json ?? false, output, begin });
  } finally {
    await core.value.dispose();
  }
}

export function unknownThread(thread: string, output: Output): number {
  output.fault(`There is no thread "${thread}" in this data folder. \`goalpost list\` shows those there are.`);
  return EXIT.badUsage;
}

function resumeGoal(core: Core, before: ThreadState, options: ResumeOptions): string | undefined {
  const { thread } = before;
  const recovered = core.engine.submit(thread, { type: 'thread.recover' });
  if (!recovered.ok) return recovered.error.message;
  const { goal } = recovered.value;
  if (goal && (options.budgetTokens !== undefined || options.budgetTurns !== undefined)) {
    const { budget } = withBudget(goal.contract, options);
    const changed = core.engine.submit(thread, { type: 'budget.change', by: 'user', budget });
    if (!changed.ok) return changed.error.message;
  }
  const { contextTokens: tokens } = options;
  if (tokens !== undefined) {
    const changed = core.engine.submit(thread, { type: 'context.change', by: 'user', tokens });
    if (!changed.ok) return changed.error.message;
  }
  // Nothing is left to do for a complete goal, but perhaps its last checkpoint: it is shown as it stands.
  if (goal?.status === 'complete') return undefined;
  const order =
    goal?.status === 'draft'
      ? ({ type: 'goal.activate', by: 'user', acceptBaseline: options.acceptBaseline ?? false } as const)
      : ({ type: 'goal.resume', by: 'user', reason: 'resumed' } as const);
  const submitted = core.engine.submit(thread, order);
  return submitted.ok ? undefined : submitted.error.message;
}
