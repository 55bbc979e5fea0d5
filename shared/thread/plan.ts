import type { RecordedEvent, TurnKind } from './events';
import type { GoalStatus } from './goalState';
import type { ThreadState } from './state';

/** Turns that plan or draft: their tools only read, and nothing goes on from them by itself. */
export function onlyLooks(kind: TurnKind): boolean {
  return kind === 'plan' || kind === 'draft';
}

/** Planning and drafting ask the model, so nothing that was stopped is planned on: law 2, and a limited goal never runs. */
export function mayPlan({ goal, verification }: ThreadState): boolean {
  if (verification) return false;
  return goal === null || PLANNABLE.has(goal.status);
}

const PLANNABLE: ReadonlySet<GoalStatus> = new Set(['draft', 'active', 'complete', 'cleared']);

/** A fenced block of this kind in a plan holds a contract file, which the goal form can be filled from. */
const FENCE = /^```contract[^\S\n]*\r?\n([\s\S]*?)\r?\n```[^\S\n]*$/gm;

/** What a plan turn is told: to look and to think, and to end with a contract that can become a goal. */
export const PLAN_TEXT = [
  'This thread is in plan mode. You can read and search the workspace; nothing is changed and no command is run.',
  'Answer with a plan: what you found, the steps, what could go wrong, and what you need to know. Where a goal would be the better form, end with its contract as one fenced block of this shape:',
  '```contract',
  '---',
  'goalpost: 1',
  'outcome: what must be true at the end, so that it can be checked',
  'verification:',
  '  - { id: tests, kind: command, run: the command that proves it }',
  'constraints:',
  '  - text: what must not regress',
  'boundaries: { write: [src/] }',
  'iteration: how to choose the next try, and what to record',
  'blocked: { report: when to stop, and what to report }',
  'budget: { turns: 10 }',
  'protect: [test/]',
  '---',
  'Why it matters, in a sentence or two.',
  '```',
  'Name only commands and paths that you saw in the workspace.',
].join('\n');

/** What the model said last, which in plan mode is its plan; undefined before it said anything. */
export function lastPlan(state: ThreadState): string | undefined {
  const said = state.transcript.findLast((item) => item.type === 'message' && item.role === 'assistant');
  return said?.type === 'message' ? said.text : undefined;
}

/** The same from a thread's events: a window's state is without the conversation. */
export function lastPlanIn(events: readonly RecordedEvent[]): string | undefined {
  const answered = events.findLast((event) => event.type === 'model.responded');
  const items = answered?.type === 'model.responded' ? answered.data.items : [];
  const said = items.findLast((item) => item.type === 'message' && item.role === 'assistant');
  return said?.type === 'message' ? said.text : undefined;
}

/** The contract file that a plan ends with; undefined where it holds none. */
export function contractInPlan(text: string): string | undefined {
  return [...text.matchAll(FENCE)].at(-1)?.[1];
}
