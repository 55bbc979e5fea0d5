import { reachedLimit, reachedLimitWithinTurn } from '../../budget/limits';
import { addActiveTime } from '../../budget/usage';
import { assertNever } from '../../kernel/assertNever';
import type { Instant } from '../../kernel/ids';
import type { ProviderError } from '../../provider/model';
import type { Dossier } from '../../tools/dossier';
import type { Command } from '../commands';
import { isOver } from '../evolve/goal';
import type { ThreadState } from '../state';
import { blockGoal } from './blocked';
import { type Decided, Decision, refuse } from './decision';
import { tellRunningTurn } from './input';
import { closeOpenWork } from './interrupt';
import { retryTime } from './retry';
import { finishTurn } from './turnEnd';

type Order<T extends Command['type']> = Extract<Command, { type: T }>;

/** A plan has no check that would end it: a model that still only looks after so many answers is told so by the end of its turn. */
const PLAN_MOST_ANSWERS = 40;

/** Budgets are looked at before every request: at the limit the turn ends here instead, and a wrap-up is owed. */
export function startRequest(state: ThreadState, order: Order<'request.start'>, at: Instant): Decided {
  const turn = state.turn;
  if (!turn || turn.request || turn.calls.length > 0) return refuse('not_owed', 'No request is asked for.');
  const decision = new Decision(state, at);
  if (turn.kind !== 'wrap_up' && usedUp(state, at - turn.startedAt)) {
    finishTurn(decision, 'budget_reached');
    return decision.done();
  }
  tellRunningTurn(decision);
  const attempt = (turn.failure?.attempts ?? 0) + 1;
  const data = { request: order.request, turn: turn.id, attempt, inputEstimate: order.inputEstimate };
  return decision.add('request.started', data).done();
}

/** Planning on a draft, too, spends what its budget allows and no more. */
function usedUp(state: ThreadState, turnMs: number): boolean {
  const { goal } = state;
  if (!goal || isOver(state)) return false;
  return reachedLimitWithinTurn(goal.contract.budget, addActiveTime(goal.usage, turnMs)) !== undefined;
}

/** One answer of the model: charged, kept, and then either its calls are owed or the turn is over. */
export function finishRequest(state: ThreadState, order: Order<'request.finish'>, at: Instant): Decided {
  const turn = state.turn;
  if (turn?.request?.id !== order.request) return refuse('not_owed', 'The request is no longer asked for.');
  const decision = new Decision(state, at);
  const items = turn.kind === 'wrap_up' ? order.items.filter((item) => item.type !== 'tool_call') : order.items;
  decision.add('model.responded', { request: order.request, turn: turn.id, items: [...items] });
  charge(decision, turn.id, order.request, order);
  if (turn.kind === 'wrap_up') endWrapUp(decision);
  else if (decision.state.turn?.calls.length === 0) finishTurn(decision, 'no_more_calls');
  else if (turn.kind === 'plan' && turn.answers >= PLAN_MOST_ANSWERS) finishTurn(decision, 'plan_too_long');
  else stopAtLimit(decision);
  return decision.done();
}

function charge(
  decision: Decision,
  turn: string,
  request: string,
  paid: Pick<Order<'request.finish'>, 'tokens' | 'usd' | 'estimated'>,
): void {
  decision.add('usage.charged', { request, turn, tokens: paid.tokens, usd: paid.usd, estimated: paid.estimated ?? false });
}

/** Over the limit, what the model asked for is neither run nor asked again: the turn ends and a wrap-up is owed. */
function stopAtLimit(decision: Decision): void {
  const turn = decision.state.turn;
  if (turn && turn.kind !== 'wrap_up' && usedUp(decision.state, 0)) finishTurn(decision, 'budget_reached');
}

function endWrapUp(decision: Decision): void {
  finishTurn(decision, 'wrapped_up');
  limitGoal(decision);
}

/**
 * Limited is never complete: the goal stops where it stands, with its usage and history. Answers false, and limits nothing, where
 * the budget was extended during the wrap-up.
 */
function limitGoal(decision: Decision): boolean {
  const reached = reachedLimit(decision.goal.contract.budget, decision.goal.usage);
  if (reached) decision.add('goal.limited', { by: 'budget', ...reached });
  return reached !== undefined;
}

export function failRequest(state: ThreadState, order: Order<'request.fail'>, at: Instant): Decided {
  const turn = state.turn;
  if (turn?.request?.id !== order.request) return refuse('not_owed', 'The request is no longer asked for.');
  const decision = new Decision(state, at);
  const { attempt } = turn.request;
  const answeredBefore = state.transcript.some((item) => item.type !== 'message' || item.role === 'assistant');
  const retryAt = retryTime(
    { error: order.error, attempts: attempt, since: turn.failure?.since ?? at, answeredBefore, jitter: order.jitter },
    at,
  );
  decision.add('request.failed', { request: order.request, turn: turn.id, attempt, error: order.error, retryAt });
  if (order.tokens) charge(decision, turn.id, order.request, { ...order, tokens: order.tokens });
  if (retryAt === null) giveUp(decision, order.error, attempt);
  else stopAtLimit(decision);
  return decision.done();
}

function giveUp(decision: Decision, error: ProviderError, attempts: number): void {
  const wrapUp = decision.state.turn?.kind === 'wrap_up';
  closeOpenWork(decision, 'app', error.message, decision.at);
  // A plan beside a goal that is not pursued: the turn says why it ended, and there is no goal to stop.
  if (decision.state.goal?.status !== 'active') return;
  if (wrapUp && limitGoal(decision)) return;
  if (error.kind === 'quota') {
    decision.add('goal.limited', { by: 'provider', message: error.message, resetAt: error.resetAt ?? null });
    return;
  }
  blockGoal(decision, 'app', `provider_${error.kind}`, providerDossier(error, attempts));
}

function providerDossier(error: ProviderError, attempts: number): Dossier {
  return {
    attempts: [`Asked the model ${attempts === 1 ? 'once' : `${attempts} times`}: ${error.message}`],
    evidence: [],
    blocker: error.message,
    needs: [{ id: 'provider', kind: 'text', question: `${error.message} ${remedy(error.kind)}` }],
  };
}

function remedy(kind: ProviderError['kind']): string {
  switch (kind) {
    case 'auth':
      return 'Then resume the thread.';
    case 'unreachable':
    case 'server':
    case 'cut':
    case 'rate_limited':
    case 'quota':
      return 'Resume the thread when the server answers again.';
    case 'bad_model':
    case 'bad_request':
    case 'context_full':
      return 'Resume the thread after changing what the server refused.';
    default:
      return assertNever(kind);
  }
}
