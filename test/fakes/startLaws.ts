import { reachedLimit, reachedLimitWithinTurn } from '../../shared/budget/limits';
import type { GoalStatus } from '../../shared/thread/goalState';
import type { ThreadState } from '../../shared/thread/state';
import { READ_ONLY_TOOLS } from '../../shared/tools/arguments';
import { law } from './law';

/** Tools after which the tree may be another, by the names that the histories know. */
const TOUCHING: ReadonlySet<string> = new Set(['shell', 'apply_patch', 'write_stdin']);

/** Turns that only look: a plan, or a draft of a contract. */
export const LOOKING: ReadonlySet<string | undefined> = new Set(['plan', 'draft']);

/** Where such a turn may run: never where somebody or something stopped the goal. */
export const PLANNED_IN: ReadonlySet<GoalStatus | undefined> = new Set<GoalStatus | undefined>([
  undefined,
  'draft',
  'active',
  'complete',
  'cleared',
]);

export function turnMayStart(state: ThreadState, data: { kind: string; inputs: readonly string[] }): void {
  law(state.turn === null, 'two turns at once');
  law(
    state.goal?.status === 'active' || (LOOKING.has(data.kind) && PLANNED_IN.has(state.goal?.status)),
    `a ${data.kind} turn started while ${state.goal?.status}`,
  );
  const looks = LOOKING.has(data.kind) ? data.kind : 'goal';
  law(data.kind === 'wrap_up' || looks === state.mode, `a ${data.kind} turn in ${state.mode} mode`);
  law(state.verification === null, 'a turn started while a check runs');
  law(Object.keys(state.questions).length === 0, 'a turn started while a question is open');
  law(!state.goal?.held, 'a turn started while the gate is held');
  law(state.revert === null, 'a turn started while files are put back');
  const reached = state.goal?.status === 'active' && reachedLimit(state.goal.contract.budget, state.goal.usage);
  const asked = state.goal?.wrapUp === 'asked';
  law(looks === 'goal' || state.inputs.length > 0, `a ${looks} that nobody asked for`);
  law(
    (data.kind === 'wrap_up') === (Boolean(reached) || asked),
    `${data.kind} turn with the limit ${reached ? '' : 'not '}reached, ${asked ? '' : 'not '}asked to wrap up`,
  );
  const waiting = data.kind === 'wrap_up' ? [] : state.inputs.map((input) => input.id);
  law(waiting.join() === data.inputs.join(), 'queued input did not go first');
  const fromPeople = state.inputs.some((input) => input.from !== 'app');
  law(
    ['wrap_up', 'plan', 'draft'].includes(data.kind) || (data.kind === 'user') === fromPeople,
    'input of people makes a user turn',
  );
}

export function deliversSteering(state: ThreadState, data: { readonly inputs: readonly string[] }): void {
  law(state.turn !== null && state.turn.request === null && state.turn.calls.length === 0, 'steering in the midst of a request');
  const steering = state.inputs.filter((input) => input.steer).map((input) => input.id);
  law(steering.join() === data.inputs.join(), 'steering was left out, or changed its order');
}

export function requestMayStart(state: ThreadState, data: { turn: string; purpose?: string | undefined }): void {
  const { turn, goal } = state;
  law(
    goal?.status === 'active' || (LOOKING.has(turn?.kind) && PLANNED_IN.has(goal?.status)),
    `a request started while ${goal?.status}`,
  );
  const own = turn?.kind !== 'wrap_up' && data.purpose === undefined;
  law(!own || !state.inputs.some((input) => input.steer), 'a request before the steering that was queued');
  law(turn?.id === data.turn && turn.request === null && turn.calls.length === 0, 'a request while another thing is pending');
  law(state.verification === null, 'a request while a check runs');
  law(!overLimit(state), 'a request over the limit');
}

/** Law 2 for reviewers: asked only for a verification that runs, of a goal that is pursued, within what may be spent. */
export function reviewMayStart(
  state: ThreadState,
  data: { verification: string; evidence: string; inputUsd: number | null },
): void {
  const { goal, verification } = state;
  law(goal?.status === 'active' || goal?.status === 'verifying', `a reviewer was asked while ${goal?.status}`);
  law(
    verification?.id === data.verification && verification.running?.evidence === data.evidence,
    'a reviewer that no check asks for',
  );
  law(verification?.purpose !== 'baseline', 'a reviewer was asked before activation');
  law(!verification?.running?.review?.request, 'two reviewers at once');
  law(!overLimit(state), 'a reviewer was asked over the limit');
  law(
    data.inputUsd !== null || goal?.contract.budget.usd === undefined,
    'a reviewer under a limit of money that nobody can count',
  );
}

export function overLimit({ goal, turn }: ThreadState): boolean {
  if (!goal || turn?.kind === 'wrap_up' || goal.status === 'complete' || goal.status === 'cleared') return false;
  return reachedLimitWithinTurn(goal.contract.budget, goal.usage) !== undefined;
}

export function toolMayStart(state: ThreadState, data: { name: string }): void {
  const plans = LOOKING.has(state.turn?.kind);
  law(!state.verification && (plans || state.goal?.status === 'active'), 'a tool started beside a check');
  law(state.checkpointDue === null, 'a tool started before the checkpoint of the turn before');
  law(!TOUCHING.has(data.name) || state.startDue === null, 'a tool started before it was known how its turn found the tree');
  const others = state.turn?.calls.filter((call) => call.status === 'started') ?? [];
  const looks = [data.name, ...others.map((call) => call.name)].every((name) => READ_ONLY_TOOLS.has(name));
  law(others.length === 0 || looks, 'two tools at once, and not all of them only look');
}
