import { reachedLimitWithinTurn } from '../../budget/limits';
import { addActiveTime } from '../../budget/usage';
import type { Instant } from '../../kernel/ids';
import { activeMs } from '../activeTime';
import type { Command } from '../commands';
import { contextTokens } from '../context';
import { nextRequest } from '../nextRequest';
import { isOver } from '../over';
import { onlyLooks } from '../plan';
import type { ThreadState, TurnState } from '../state';
import { troubleMs } from '../trouble';
import { compact, compactionRetry, EMPTY_SUMMARY, startCompaction, summaryIn } from './compaction';
import { type Decided, Decision, refuse } from './decision';
import { blockForPrice, giveUp } from './giveUp';
import { tellRunningTurn } from './input';
import { retryTime } from './retry';
import { stopAfterWrapUp, WRAPPED_UP } from './stop';
import { finishTurn } from './turnEnd';

type Order<T extends Command['type']> = Extract<Command, { type: T }>;

/** A plan or a draft has no check that would end it: a model that still only looks after so many answers is told so by the end of its turn. */
const LOOKING_MOST_ANSWERS = 40;

/** Budgets are looked at before every request, a compaction's too: at the limit the turn ends here instead, and a wrap-up is owed. */
export function startRequest(state: ThreadState, order: Order<'request.start'>, at: Instant): Decided {
  const turn = state.turn;
  if (!turn || turn.request || turn.calls.length > 0) return refuse('not_owed', 'No request is asked for.');
  const due = nextRequest(state, turn);
  if (order.request !== due.request) return refuse('not_owed', 'Another request is asked for.');
  const decision = new Decision(state, at);
  if (turn.kind !== 'wrap_up' && usedUp(state, activeMs(turn, at))) {
    finishTurn(decision, 'budget_reached');
    return decision.done();
  }
  if (order.inputUsd === null && !isOver(state) && decision.goal.contract.budget.usd !== undefined) {
    refuseUnpriced(decision);
    return decision.done();
  }
  const cost = order.inputUsd === undefined ? {} : { inputUsd: order.inputUsd };
  if (due.kind === 'compact') startCompaction(decision, turn, { ...due, ...cost });
  else startOwn(decision, { ...due, ...cost, turn: turn.id });
  return decision.done();
}

/** The turn's own request. What it is told as it begins is counted too; where that leaves no room, it is compacted first. */
function startOwn(
  decision: Decision,
  due: { readonly request: string; readonly attempt: number; readonly turn: string; readonly inputUsd?: number | null },
): void {
  tellRunningTurn(decision);
  const { turn } = decision.state;
  if (!turn || nextRequest(decision.state, turn).kind === 'compact') return;
  const { request, attempt, inputUsd } = due;
  const inputEstimate = contextTokens(decision.state);
  const cost = inputUsd === undefined ? {} : { inputUsd };
  decision.add('request.started', { request, turn: due.turn, attempt, inputEstimate, ...cost });
}

/** A plan or a draft has no goal to stop: its turn ends, and says why. */
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
  if (turn.request.compacts) return finishCompaction(state, turn, order, at);
  const decision = new Decision(state, at);
  const items = turn.kind === 'wrap_up' ? order.items.filter((item) => item.type !== 'tool_call') : order.items;
  decision.add('model.responded', { request: order.request, turn: turn.id, items: [...items] });
  charge(decision, turn.id, order.request, order);
  if (turn.kind === 'wrap_up') endWrapUp(decision);
  else if (decision.state.turn?.calls.length === 0) finishTurn(decision, 'no_more_calls');
  else if (onlyLooks(turn.kind) && turn.answers >= LOOKING_MOST_ANSWERS) finishTurn(decision, `${turn.kind}_too_long`);
  else stopAtLimit(decision);
  return decision.done();
}

/** A summary makes room, and is charged like every answer; without one nothing is replaced, and it is asked for again. */
function finishCompaction(state: ThreadState, turn: TurnState, order: Order<'request.finish'>, at: Instant): Decided {
  const summary = summaryIn(order.items);
  const { request, tokens, usd, estimated } = order;
  if (summary === undefined) {
    const paid = { tokens, usd, ...(estimated === undefined ? {} : { estimated }) };
    return failRequest(state, { type: 'request.fail', request, error: EMPTY_SUMMARY, ...paid, jitter: 0 }, at);
  }
  const decision = new Decision(state, at);
  compact(decision, turn, request, summary);
  charge(decision, turn.id, request, order);
  stopAtLimit(decision);
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
export function stopAtLimit(decision: Decision): void {
  const turn = decision.state.turn;
  if (turn && turn.kind !== 'wrap_up' && usedUp(decision.state, 0)) finishTurn(decision, 'budget_reached');
}

function endWrapUp(decision: Decision): void {
  finishTurn(decision, WRAPPED_UP);
  stopAfterWrapUp(decision);
}

export function failRequest(state: ThreadState, order: Order<'request.fail'>, at: Instant): Decided {
  const turn = state.turn;
  if (turn?.request?.id !== order.request) return refuse('not_owed', 'The request is no longer asked for.');
  const decision = new Decision(state, at);
  const { attempt } = turn.request;
  const answeredBefore = state.context.answered !== null;
  const { error, jitter } = order;
  const failure = { error, attempts: attempt, troubleMs: troubleMs(turn, at), jitter };
  const own = compactionRetry(state, error, at);
  const retryAt = own ? own.retryAt : retryTime({ ...failure, answeredBefore }, at);
  decision.add('request.failed', { request: order.request, turn: turn.id, attempt, error, retryAt });
  if (order.tokens) charge(decision, turn.id, order.request, { ...order, tokens: order.tokens });
  if (retryAt === null) giveUp(decision, failure);
  else stopAtLimit(decision);
  return decision.done();
}
