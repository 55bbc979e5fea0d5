import type { Budget } from '../../shared/goal/contract';
import type { ModelRef, ServerApi } from '../../shared/provider/model';
import type { Command } from '../../shared/thread/commands';
import { contextTooSmall, LEAST_CONTEXT_TOKENS } from '../../shared/thread/context';
import { isAnsweredByResuming, openNeeds } from '../../shared/thread/decide/needs';
import { wakesAt } from '../../shared/thread/quota';
import type { ThreadState } from '../../shared/thread/state';
import type { Need } from '../../shared/tools/dossier';
import { EXIT } from '../../shared/views/outcome';
import type { Core } from '../core';
import { refusalOf } from './begin';
import { type BudgetOptions, changedBudget } from './budget';
import type { Output } from './io';
import { onOwnThread } from './ownThread';
import { pursue } from './pursue';
import { placeChosen } from './run';
import { type CommonOptions, modelNamed } from './settings';

export interface ResumeOptions extends CommonOptions, BudgetOptions {
  readonly model?: string;
  readonly api?: ServerApi;
  readonly acceptBaseline?: boolean;
  readonly wait?: boolean;
  readonly contextTokens?: number;
  readonly inPlace?: boolean;
  readonly worktree?: boolean;
}

/** `goalpost resume`: closes what a crash left open, extends the budget when asked to, and lets the goal go on. */
export async function resumeCommand(thread: string, options: ResumeOptions, output: Output): Promise<number> {
  return onOwnThread(thread, options, output, async (core, state) => {
    if (options.contextTokens !== undefined && options.contextTokens < LEAST_CONTEXT_TOKENS) {
      output.fault(contextTooSmall());
      return EXIT.badUsage;
    }
    const begin = () => resumeGoal(core, state, options, output);
    return pursue(core, thread, { json: options.json ?? false, wait: options.wait ?? false, output, begin });
  });
}

/** Resuming without an answer is the user's to choose, and is said: on stderr, which `--json` leaves to people. */
function tellUnanswered(open: readonly Need[], thread: string, output: Output): void {
  const asked = open.filter((need) => !isAnsweredByResuming(need)).map((need) => `${need.id} (${need.question})`);
  if (asked.length === 0) return;
  output.fault(`${thread} goes on without an answer to: ${asked.join(', ')}. The agent is told so.`);
}

function resumeGoal(core: Core, before: ThreadState, options: ResumeOptions, output: Output): string | undefined {
  const { thread } = before;
  const recovered = core.engine.submit(thread, { type: 'thread.recover' });
  if (!recovered.ok) return refusalOf(recovered.error);
  const open = openNeeds(recovered.value);
  for (const order of resumeOrders(recovered.value, options)) {
    const submitted = core.engine.submit(thread, order);
    if (!submitted.ok) return refusalOf(submitted.error);
  }
  tellUnanswered(open, thread, output);
  return undefined;
}

/** What lets the goal go on; a new budget and going on are one order, so that they are refused together. */
function resumeOrders(state: ThreadState, options: ResumeOptions): readonly Command[] {
  const { goal } = state;
  const by = 'user' as const;
  const chosen = otherModel(state, options);
  const model: readonly Command[] = chosen ? [{ type: 'model.choose', by, model: chosen }] : [];
  const { contextTokens: tokens } = options;
  const budget = goal ? changedBudget(goal.contract.budget, options) : undefined;
  // A model without a price may be chosen once no dollars are limited; otherwise the budget goes with going on.
  const first = chosen && budget?.usd === undefined ? budget : undefined;
  const last = first ? undefined : budget;
  const change = (to: Budget | undefined, resume: boolean): readonly Command[] =>
    to ? [{ type: 'budget.change', by, budget: to, resume }] : [];
  const world: readonly Command[] = [
    ...change(first, false),
    ...model,
    ...(tokens === undefined ? [] : [{ type: 'context.change', by, tokens } as const]),
  ];
  // Nothing is left to do for a complete goal, but perhaps its last checkpoint: it is shown as it stands.
  if (goal?.status === 'complete') return [...world, ...change(last, false)];
  if (goal?.status === 'draft') {
    const acceptBaseline = options.acceptBaseline ?? false;
    return [...world, ...change(last, false), { type: 'goal.activate', by, acceptBaseline, place: placeChosen(options) }];
  }
  // It goes on by itself: sleeping until then is what was asked for.
  if (options.wait && goal && wakesAt(goal) !== null) return [...world, ...change(last, false)];
  return [...world, ...(last ? change(last, true) : [{ type: 'goal.resume', by, reason: 'resumed' } as const])];
}

/** The model that is asked from now on: another one as the one before was, unless another way is named; or the same one another way. */
function otherModel({ model }: ThreadState, { model: name, api }: ResumeOptions): ModelRef | undefined {
  if (name !== undefined) return modelNamed(name, api ?? (model.api === 'scripted' ? 'responses' : model.api));
  return api === undefined || model.api === 'scripted' || model.api === api ? undefined : { ...model, api };
}
