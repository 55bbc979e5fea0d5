import { addActiveTime, addCharge, type Usage } from '../../budget/usage';
import type { Instant } from '../../kernel/ids';
import { activeMs } from '../activeTime';
import type { EventData, TurnKind } from '../events';
import type { Iteration } from '../goalState';
import { isOver } from '../over';
import { onlyLooks } from '../plan';
import type { PendingCall, ThreadState, TurnState } from '../state';
import { troubleMs } from '../trouble';
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
    failedTries: 0,
    calls: [],
    toolCalls: 0,
    tried: [],
    told: state.goal?.revision ?? 0,
    idleMs: 0,
    idleSince: null,
  };
  const delivered = state.inputs.filter((input) => data.inputs.includes(input.id));
  const said = withWords(withItems(state, [{ type: 'message', role: 'user', text: data.prompt }]), delivered);
  const started: ThreadState = {
    ...said,
    turn,
    turns: data.n,
    inputs: state.inputs.filter((input) => !data.inputs.includes(input.id)),
    startDue: isGoalTurn(data.kind) && !knowsBeginning(state, data.reason, at) ? data.turn : null,
  };
  if (!isGoalTurn(data.kind)) return started;
  return withGoal(started, (goal) => ({
    ...goal,
    usage: { ...goal.usage, turns: goal.usage.turns + 1 },
    iterations: [...goal.iterations, newIteration(data, at)],
  }));
}

/** A baseline ends on the very tree that it began with. Much later, because the turn stood in line, it tells nothing any more. */
const BASELINE_HOLDS_MS = 5_000;

/**
 * Whether the tree as the turn finds it is known: the last turn's checkpoint is still owed, and stands for this one's beginning too;
 * or the baseline was on it just now. Otherwise somebody may have changed files since.
 */
function knowsBeginning({ checkpointDue, goal }: ThreadState, reason: string, at: Instant): boolean {
  if (checkpointDue !== null || !goal) return true;
  const baselined = reason === 'goal_activated' && goal.baseline?.flags.length === 0;
  return baselined && at - goal.mark.at < BASELINE_HOLDS_MS;
}

function newIteration(data: EventData<'turn.started'>, at: Instant): Iteration {
  return {
    turn: data.turn,
    n: data.n,
    kind: data.kind,
    startedAt: at,
    changed: [],
    others: [],
    span: null,
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

/** The time in which no process lived is nobody's; a turn that was waiting counts it as waited already. */
export function turnResumed(state: ThreadState, data: EventData<'turn.resumed'>, at: Instant): ThreadState {
  const dead = Math.max(0, at - data.idleFrom);
  return withTurn(state, (turn) => (turn.idleSince === null ? { ...turn, idleMs: turn.idleMs + dead } : turn));
}

export function requestStarted(state: ThreadState, data: EventData<'request.started'>, at: Instant): ThreadState {
  const { request: id, attempt, inputEstimate, inputUsd } = data;
  const compacts = data.purpose === 'compaction';
  const request = { id, attempt, startedAt: at, inputEstimate, inputUsd: inputUsd ?? null, compacts };
  return withTurn(state, (turn) => ({ ...turn, request }));
}

export function requestFailed(state: ThreadState, data: EventData<'request.failed'>, at: Instant): ThreadState {
  const refused = contextRefused(state, data.error, state.turn?.request?.compacts ?? false);
  return withTurn(refused, (turn) => ({
    ...turn,
    request: null,
    failedTries: turn.request?.compacts ? turn.failedTries : data.attempt,
    failure: {
      error: data.error,
      attempts: data.attempt,
      troubleMs: troubleMs(turn, at),
      pauseMs: (data.retryAt ?? at) - at,
      retryAt: data.retryAt ?? at,
    },
  }));
}

export function modelResponded(state: ThreadState, data: EventData<'model.responded'>): ThreadState {
  const calls = data.items.flatMap((item): PendingCall[] =>
    item.type === 'tool_call'
      ? [
          {
            call: item.call,
            name: item.name,
            arguments: item.arguments,
            status: 'pending',
            wait: null,
            asks: null,
            permission: null,
          },
        ]
      : [],
  );
  const next = withTurn(state, (turn) => ({
    ...turn,
    request: null,
    failure: null,
    failedTries: 0,
    answers: turn.answers + 1,
    calls,
    toolCalls: turn.toolCalls + calls.length,
  }));
  const answered = withGoal(next, (goal) => (goal.quota === null ? goal : { ...goal, quota: null }));
  return contextAnswered(withItems(answered, data.items), data.request);
}

/** Spent on the goal; by a plan or a draft beside none, or beside one that has ended, on the goal that comes next. */
function withUsage(state: ThreadState, turn: TurnState | null, add: (usage: Usage) => Usage): ThreadState {
  if (turn && onlyLooks(turn.kind) && isOver(state)) return { ...state, unclaimed: add(state.unclaimed) };
  return withGoal(state, (goal) => ({ ...goal, usage: add(goal.usage) }));
}

export function usageCharged(state: ThreadState, data: EventData<'usage.charged'>): ThreadState {
  return withUsage(contextCounted(state, data), state.turn, (usage) => addCharge(usage, data.tokens, data.usd));
}

/** A turn that only looked, or that called no tool: nothing goes on by itself until something changes. */
function stopsAfter(turn: TurnState): boolean {
  return onlyLooks(turn.kind) || (isGoalTurn(turn.kind) && turn.toolCalls === 0);
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
    startDue: null,
  };
  const charged = withGoal(
    withUsage(closed, turn, (usage) => addActiveTime(usage, activeMs(turn, until))),
    (goal) => ({
      ...goal,
      suppressed: goal.suppressed || (!interrupted && stopsAfter(turn)),
      continueReason: interrupted ? 'turn_interrupted' : 'turn_finished',
    }),
  );
  return withIteration(charged, turn.id, (iteration) => ({ ...iteration, ended: reason }));
}
