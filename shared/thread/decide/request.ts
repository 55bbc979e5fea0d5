import { reachedLimit, reachedLimitWithinTurn } from '../../budget/limits';
import { addActiveTime } from '../../budget/usage';
import { assertNever } from '../../kernel/assertNever';
import type { Instant } from '../../kernel/ids';
import type { ProviderError } from '../../provider/model';
import type { Dossier } from '../../tools/dossier';
import type { Command } from '../commands';
import { contextTokens } from '../context';
import { isGoalTurn } from '../evolve/turn';
import { nextRequest } from '../nextRequest';
import type { GoalState, ThreadState, TurnState } from '../state';
import { blockGoal } from './blocked';
import { compact, compactionRetry, contextDossier, EMPTY_SUMMARY, startCompaction, summaryIn } from './compaction';
import { type Decided, Decision, refuse } from './decision';
import { closeOpenWork } from './interrupt';
import { retryTime } from './retry';
import { finishTurn } from './turnEnd';

type Order<T extends Command['type']> = Extract<Command, { type: T }>;

/** Budgets are looked at before every request, a compaction's too: at the limit the turn ends here instead, and a wrap-up is owed. */
export function startRequest(state: ThreadState, order: Order<'request.start'>, at: Instant): Decided {
  const turn = state.turn;
  if (!turn || turn.request || turn.calls.length > 0) return refuse('not_owed', 'No request is asked for.');
  const due = nextRequest(state, turn);
  if (order.request !== due.request) return refuse('not_owed', 'Another request is asked for.');
  const decision = new Decision(state, at);
  if (isGoalTurn(turn.kind) && usedUp(decision.goal, at - turn.startedAt)) {
    finishTurn(decision, 'budget_reached');
    return decision.done();
  }
  if (due.kind === 'compact') startCompaction(decision, turn, due.request, due.attempt);
  else {
    const inputEstimate = contextTokens(state);
    decision.add('request.started', { request: due.request, turn: turn.id, attempt: due.attempt, inputEstimate });
  }
  return decision.done();
}

function usedUp(goal: GoalState, turnMs: number): boolean {
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
  else stopAtLimit(decision);
  return decision.done();
}

/** A summary makes room, and is charged as any answer; without one nothing is replaced, and it is asked for again. */
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
function stopAtLimit(decision: Decision): void {
  const turn = decision.state.turn;
  if (!turn || !isGoalTurn(turn.kind)) return;
  if (reachedLimitWithinTurn(decision.goal.contract.budget, decision.goal.usage)) finishTurn(decision, 'budget_reached');
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
  const { error, jitter } = order;
  const answeredBefore = state.context.answered !== null;
  const since = turn.failure?.since ?? at;
  const own = compactionRetry(state, error, at);
  const retryAt = own ? own.retryAt : retryTime({ error, attempts: attempt, since, answeredBefore, jitter }, at);
  decision.add('request.failed', { request: order.request, turn: turn.id, attempt, error, retryAt });
  if (order.tokens) charge(decision, turn.id, order.request, { ...order, tokens: order.tokens });
  if (retryAt === null) giveUp(decision, error, attempt);
  else if (isGoalTurn(turn.kind)) stopAtLimit(decision);
  return decision.done();
}

function giveUp(decision: Decision, error: ProviderError, attempts: number): void {
  const wrapUp = decision.state.turn?.kind === 'wrap_up';
  closeOpenWork(decision, 'app', error.message, decision.at);
  if (wrapUp && limitGoal(decision)) return;
  if (error.kind === 'quota') {
    decision.add('goal.limited', { by: 'provider', message: error.message, resetAt: error.resetAt ?? null });
    return;
  }
  const dossier =
    error.kind === 'context_full' ? contextDossier(decision.state, error.message) : providerDossier(error, attempts);
  blockGoal(decision, 'app', `provider_${error.kind}`, dossier);
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
