import { addActiveTime, addCharge } from '../../budget/usage';
import type { Instant } from '../../kernel/ids';
import type { EventData, TurnKind } from '../events';
import type { Iteration, PendingCall, ThreadState, TurnState } from '../state';
import { contextAnswered, contextCounted, contextRefused, withItems, withWords } from './context';
import { withGoal } from './goal';

/** Turns that pursue the goal and count against its budget. */
export function isGoalTurn(kind: TurnKind): boolean {
  return kind === 'user' || kind === 'continuation';
}

export function turnStarted(state: ThreadState, data: EventData<'turn.started'>, at: Instant): ThreadState {
  const turn: TurnState = {
    id: data.turn,
    n: data.n,
    kind: data.kind,
    startedAt: at,
    answers: 0,
    request: null,
    failure: null,
    calls: [],
    toolCalls: 0,
  };
  const delivered = state.inputs.filter((input) => data.inputs.includes(input.id));
  const said = withWords(withItems(state, [{ type: 'message', role: 'user', text: data.prompt }]), delivered);
  const started: ThreadState = {
    ...said,
    turn,
    turns: data.n,
    inputs: state.inputs.filter((input) => !data.inputs.includes(input.id)),
  };
  if (!isGoalTurn(data.kind)) return started;
  return withGoal(started, (goal) => ({
    ...goal,
    usage: { ...goal.usage, turns: goal.usage.turns + 1 },
    iterations: [...goal.iterations, newIteration(data, at)],
  }));
}

function newIteration(data: EventData<'turn.started'>, at: Instant): Iteration {
  return {
    turn: data.turn,
    n: data.n,
    kind: data.kind,
    startedAt: at,
    changed: [],
    tools: 0,
    evidence: [],
    claims: [],
    words: null,
    ended: null,
  };
}

/** Changes the ledger's entry of one turn; a turn without an entry (wrap-up, plan) has nothing to change. */
export function withIteration(state: ThreadState, turn: string, change: (iteration: Iteration) => Iteration): ThreadState {
  return withGoal(state, (goal) => {
    const last = goal.iterations.findLastIndex((iteration) => iteration.turn === turn);
    const found = goal.iterations[last];
    if (!found) return goal;
    return { ...goal, iterations: goal.iterations.with(last, change(found)) };
  });
}

function withTurn(state: ThreadState, change: (turn: TurnState) => TurnState): ThreadState {
  return state.turn ? { ...state, turn: change(state.turn) } : state;
}

export function requestStarted(state: ThreadState, data: EventData<'request.started'>, at: Instant): ThreadState {
  const { request: id, attempt, inputEstimate } = data;
  const request = { id, attempt, startedAt: at, inputEstimate, compacts: data.purpose === 'compaction' };
  return withTurn(state, (turn) => ({ ...turn, request }));
}

export function requestFailed(state: ThreadState, data: EventData<'request.failed'>, at: Instant): ThreadState {
  const refused = contextRefused(state, data.error, state.turn?.request?.compacts ?? false);
  return withTurn(refused, (turn) => ({
    ...turn,
    request: null,
    failure: {
      error: data.error,
      attempts: data.attempt,
      since: turn.failure?.since ?? at,
      retryAt: data.retryAt ?? at,
    },
  }));
}

export function modelResponded(state: ThreadState, data: EventData<'model.responded'>): ThreadState {
  const calls = data.items.flatMap((item): PendingCall[] =>
    item.type === 'tool_call'
      ? [{ call: item.call, name: item.name, arguments: item.arguments, status: 'pending', wait: null }]
      : [],
  );
  const next = withTurn(state, (turn) => ({
    ...turn,
    request: null,
    failure: null,
    answers: turn.answers + 1,
    calls,
    toolCalls: turn.toolCalls + calls.length,
  }));
  return contextAnswered(withItems(next, data.items), data.request);
}

export function usageCharged(state: ThreadState, data: EventData<'usage.charged'>): ThreadState {
  const counted = contextCounted(state, data);
  return withGoal(counted, (goal) => ({ ...goal, usage: addCharge(goal.usage, data.tokens, data.usd) }));
}

/** Closes the open turn; its active time ends at `until`, which for a crash is the last thing known to have happened. */
export function turnEnded(state: ThreadState, reason: string, until: Instant, interrupted: boolean): ThreadState {
  const turn = state.turn;
  if (!turn) return state;
  const closed: ThreadState = {
    ...state,
    turn: null,
    lastTurn: { kind: turn.kind, reason, interrupted },
    checkpointDue: state.touched ? turn.id : state.checkpointDue,
    touched: false,
  };
  const charged = withGoal(closed, (goal) => ({
    ...goal,
    usage: addActiveTime(goal.usage, until - turn.startedAt),
    suppressed: goal.suppressed || (!interrupted && isGoalTurn(turn.kind) && turn.toolCalls === 0),
    continueReason: interrupted ? 'turn_interrupted' : 'turn_finished',
  }));
  return withIteration(charged, turn.id, (iteration) => ({ ...iteration, ended: reason }));
}
