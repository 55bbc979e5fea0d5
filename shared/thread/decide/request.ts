import { reachedLimitWithinTurn } from '../../budget/limits';
import { addActiveTime } from '../../budget/usage';
import type { Instant } from '../../kernel/ids';
import { activeMs } from '../activeTime';
import type { Command } from '../commands';
import { isOver } from '../evolve/goal';
import type { ThreadState } from '../state';
import { troubleMs } from '../trouble';
import { type Decided, Decision, refuse } from './decision';
import { blockForPrice, giveUp, limitGoal } from './giveUp';
import { tellRunningTurn } from './input';
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
  if (turn.kind !== 'wrap_up' && usedUp(state, activeMs(turn, at))) {
    finishTurn(decision, 'budget_reached');
    return decision.done();
  }
  if (order.inputUsd === null && !isOver(state) && decision.goal.contract.budget.usd !== undefined) {
    refuseUnpriced(decision);
    return decision.done();
  }
  tellRunningTurn(decision);
  const attempt = (turn.failure?.attempts ?? 0) + 1;
  const { request, inputEstimate, inputUsd } = order;
  const cost = inputUsd === undefined ? {} : { inputUsd };
  return decision.add('request.started', { request, turn: turn.id, attempt, inputEstimate, ...cost }).done();
}

/** A plan beside a draft has no goal to stop: its turn ends, and says why. */
function refuseUnpriced(decision: Decision): void {
  if (decision.state.goal?.status === 'active') blockForPrice(decision);
  else finishTurn(decision, 'no_price');
}

/** Whether a limit is reached within a turn that has been active so long. Planning on a draft, too, spends what its budget allows and no more. */
export function usedUp(state: ThreadState, turnMs: number): boolean {
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

export function failRequest(state: ThreadState, order: Order<'request.fail'>, at: Instant): Decided {
  const turn = state.turn;
  if (turn?.request?.id !== order.request) return refuse('not_owed', 'The request is no longer asked for.');
  const decision = new Decision(state, at);
  const { attempt } = turn.request;
  const answeredBefore = state.transcript.some((item) => item.type !== 'message' || item.role === 'assistant');
  const { error, jitter } = order;
  const failure = { error, attempts: attempt, troubleMs: troubleMs(turn, at), jitter };
  const retryAt = retryTime({ ...failure, answeredBefore }, at);
  decision.add('request.failed', { request: order.request, turn: turn.id, attempt, error, retryAt });
  if (order.tokens) charge(decision, turn.id, order.request, { ...order, tokens: order.tokens });
  if (retryAt === null) giveUp(decision, failure);
  else stopAtLimit(decision);
  return decision.done();
}
