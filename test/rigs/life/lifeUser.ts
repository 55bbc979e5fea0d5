import { reachedLimit } from '../../../shared/budget/limits';
import { assertNever } from '../../../shared/kernel/assertNever';
import type { ModelRef } from '../../../shared/provider/model';
import type { Command } from '../../../shared/thread/commands';
import type { ThreadState } from '../../../shared/thread/state';
import type { LifePlace } from './lifePlace';
import { LIFE_CONTRACT } from './lifeScript';
import { workspaceOf } from './lifeWorld';

/** Larger than what every request carries, and smaller than what the mending says: the life meets a compaction. */
const CONTEXT_TOKENS = 16_000;

const REOPENED = 'user reopened';

/** A complete goal is reopened once. */
export function isOver(state: ThreadState | undefined, place: LifePlace): boolean {
  return state?.goal?.status === 'complete' && place.deeds().includes(REOPENED);
}

/** What the user does with a goal that stands still; what the state says is all they know. */
export function ordersAt(state: ThreadState | undefined, place: LifePlace): readonly Command[] {
  const by = 'user' as const;
  if (!state) {
    const model = { api: 'responses' as const, model: 'm' };
    return [{ type: 'thread.open', workspace: workspaceOf(place), model, mode: 'plan' }];
  }
  if (!state.goal) {
    const planned = state.lastTurn?.kind === 'plan' && !state.lastTurn.interrupted;
    return [planned ? { type: 'goal.draft', by, contract: LIFE_CONTRACT } : { type: 'input.queue', text: 'What would it take?' }];
  }
  const [question] = Object.values(state.questions);
  if (question) return [{ type: 'question.answer', question: question.question.id, answer: ANSWERS[question.question.kind] }];
  const { status } = state.goal;
  switch (status) {
    case 'draft':
      return [{ type: 'goal.activate', by, acceptBaseline: true }];
    case 'paused':
    case 'blocked':
    case 'budget_limited':
      return [...extension(state), { type: 'goal.resume', by, reason: 'resumed' }];
    case 'active':
      return [{ type: 'input.queue', text: 'Go on.' }];
    case 'complete':
      place.note(REOPENED);
      return [{ type: 'goal.reopen', by, reason: 'one more look' }];
    case 'verifying':
    case 'usage_limited':
    case 'cleared':
      throw new Error(`the goal stands still while ${status}`);
    default:
      return assertNever(status);
  }
}

/** A goal is not resumed over its limit: the user takes the limit away. */
function extension({ goal }: ThreadState): readonly Command[] {
  const used = goal && reachedLimit(goal.contract.budget, goal.usage);
  return used ? [{ type: 'budget.change', by: 'user', budget: {} }] : [];
}

const ANSWERS = {
  baseline: 'accept',
  protected: 'restore',
  acceptance: 'accept',
  human: 'pass',
  need: '42',
  permission: 'once',
} as const;

/** The thread as the user sees it while something runs, and their word. */
export interface Watched {
  state(): ThreadState | undefined;
  order(command: Command): unknown;
}

/** What the user does in the middle of things, each once in a life. A word about something that is gone meanwhile is refused, and left at that. */
export async function userDuring(call: string, place: LifePlace, { state, order }: Watched): Promise<void> {
  await Promise.resolve();
  const once = (deed: string, command: (now: ThreadState) => Command | undefined) => {
    const now = state();
    if (!now || place.deeds().includes(deed)) return;
    place.note(deed);
    const given = command(now);
    if (given) order(given);
  };
  for (const [begins, deed, command] of DURING) if (call.startsWith(begins)) once(deed, command);
}

const OTHER_MODEL: ModelRef = { api: 'responses', model: 'n' };

const queued = ({ inputs }: ThreadState, text: string) => inputs.find((input) => input.text === text)?.id;

/** During which call, what is done, and how it is ordered. */
const DURING: readonly (readonly [string, string, (now: ThreadState) => Command | undefined])[] = [
  ['survey-1', 'user chose', () => ({ type: 'model.choose', by: 'user', model: OTHER_MODEL })],
  ['survey-1', 'user measured', () => ({ type: 'context.change', by: 'user', tokens: CONTEXT_TOKENS })],
  ['look-1', 'user spoke', () => ({ type: 'input.queue', text: 'Hello.' })],
  ['look-2', 'user asked', () => ({ type: 'input.queue', text: 'Look at the cahce.' })],
  ['look-2', 'user mused', () => ({ type: 'input.queue', text: 'Or not.' })],
  ['try-1', 'user steered', () => ({ type: 'input.queue', text: 'Mind the rule.', steer: true })],
  [
    'serve-1',
    'user reworded',
    (now) => about(now, 'Look at the cahce.', (input) => ({ type: 'input.edit', input, text: 'Look at the cache.' })),
  ],
  ['serve-1', 'user withdrew', (now) => about(now, 'Or not.', (input) => ({ type: 'input.withdraw', input }))],
  ['serve-1', 'user urged', (now) => about(now, 'Hello.', (input) => ({ type: 'input.steer', input }))],
  ['bend-1', 'user edited', edited],
  ['mend-1', 'user paused', () => ({ type: 'goal.pause', by: 'user', reason: 'paused' })],
];

function about(now: ThreadState, text: string, order: (input: string) => Command): Command | undefined {
  const input = queued(now, text);
  return input === undefined ? undefined : order(input);
}

function edited({ goal }: ThreadState): Command | undefined {
  if (!goal) return undefined;
  return { type: 'goal.edit', by: 'user', contract: { ...goal.contract, iteration: 'One thing at a time.' } };
}
