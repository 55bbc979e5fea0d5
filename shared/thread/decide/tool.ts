import { reachedLimit } from '../../budget/limits';
import { addActiveTime } from '../../budget/usage';
import { isRun } from '../../goal/checkSubject';
import type { Instant } from '../../kernel/ids';
import { READ_ONLY_TOOLS, THREAD_TOOLS, type ToolArguments } from '../../tools/arguments';
import type { Need } from '../../tools/dossier';
import { parseToolArguments, type ToolCall } from '../../tools/specs';
import { activeMs } from '../activeTime';
import type { Command } from '../commands';
import type { WaitUntil } from '../events';
import { isGoalTurn } from '../evolve/turn';
import { describeGoal } from '../prompt';
import type { PendingCall, ThreadState, TurnState } from '../state';
import { notAllowed, turnTools } from '../turnTools';
import { blockGoal } from './blocked';
import { recordClaim } from './claimLedger';
import { type Decided, Decision, refuse } from './decision';
import { propose } from './draft';
import { checkById } from './goal';
import { recordedSinceActivation } from './noProgress';
import { asksPermission } from './permission';
import { answerCall, finishTurn } from './turnEnd';
import { startVerification } from './verification';

type Order<T extends Command['type']> = Extract<Command, { type: T }>;

/** A time that is never far enough to overflow a timer, for waits without one of their own: one hour. */
const LONGEST_WAIT_MS = 3_600_000;

/**
 * Calls that may be started now. Calls run in the model's order; only calls that merely look run side by side, so that what
 * one sees never depends on what another is changing.
 */
export function runnableCalls(turn: TurnState): readonly PendingCall[] {
  const head = turn.calls.findIndex((call) => !READ_ONLY_TOOLS.has(call.name));
  const looking = head === -1 ? turn.calls : turn.calls.slice(0, head);
  const next = looking.length > 0 ? looking : turn.calls.slice(0, 1);
  return next.filter((call) => call.status === 'pending' && call.asks === null);
}

/** Starts a call. Tools of the thread itself are carried out here; the others are marked started, and a worker runs them. */
export function startTool(state: ThreadState, order: Order<'tool.start'>, at: Instant): Decided {
  const turn = state.turn;
  const pending = turn?.calls.find((call) => call.call === order.call);
  if (!turn || pending?.status !== 'pending' || pending.asks !== null || asksPermission(state, pending))
    return refuse('not_owed', 'The call is no longer asked for.');
  const decision = new Decision(state, at);
  if (isOutOfTime(state, turn, pending.name, at)) {
    finishTurn(decision, 'budget_reached');
    return decision.done();
  }
  decision.add('tool.started', { call: pending.call, turn: turn.id, name: pending.name, arguments: pending.arguments });
  const parsed = parseToolArguments(pending.name, pending.arguments);
  if (!parsed.ok) answerCall(decision, pending.call, 'failed', parsed.error);
  else if (!turnTools(state).includes(pending.name))
    answerCall(decision, pending.call, 'refused', notAllowed(state, pending.name));
  else carryOut(decision, pending.call, parsed.value);
  return decision.done();
}

/** A long call may use up the time: no new one begins after it. What only notes or claims is still heard. */
function isOutOfTime({ goal }: ThreadState, turn: TurnState, name: string, at: Instant): boolean {
  if (goal?.contract.budget.minutes === undefined || THREAD_TOOLS.has(name) || !isGoalTurn(turn.kind)) return false;
  const { minutes } = goal.contract.budget;
  return reachedLimit({ minutes }, addActiveTime(goal.usage, activeMs(turn, at))) !== undefined;
}

function carryOut(decision: Decision, call: string, parsed: ToolCall): void {
  switch (parsed.name) {
    case 'update_plan':
      decision.add('plan.updated', { turn: turnOf(decision), steps: parsed.arguments.steps });
      return answerCall(decision, call, 'ok', 'Plan noted.');
    case 'get_goal':
      return answerCall(decision, call, 'ok', describeGoal(decision.state));
    case 'record_iteration':
      decision.add('iteration.recorded', { turn: turnOf(decision), ...parsed.arguments });
      return answerCall(decision, call, 'ok', 'Iteration recorded.');
    case 'record_claim':
      return recordClaim(decision, call, parsed.arguments);
    case 'run_check':
      return runCheck(decision, call, parsed.arguments.id);
    case 'wait':
      decision.add('wait.started', { call, until: waitUntil(parsed.arguments, decision.at) });
      return;
    case 'update_goal':
      return parsed.arguments.status === 'complete'
        ? claim(decision, call, parsed.arguments)
        : block(decision, call, parsed.arguments);
    case 'propose_contract':
      return propose(decision, call, parsed.arguments);
    case 'shell':
    case 'write_stdin':
    case 'read_file':
    case 'search':
    case 'apply_patch':
    case 'request_permission':
      return;
  }
}

function turnOf(decision: Decision): string {
  const turn = decision.state.turn;
  if (!turn) throw new Error('a call outside a turn');
  return turn.id;
}

function runCheck(decision: Decision, call: string, id: string): void {
  const { contract } = decision.goal;
  const check = checkById(contract, id);
  if (check && !isRun(check)) {
    return answerCall(
      decision,
      call,
      'failed',
      `A person judges "${id}". They are asked at your claim, once every other check passes.`,
    );
  }
  if (check) return startVerification(decision, { purpose: 'agent', call, check: id });
  const known = [...contract.verification, ...contract.constraints.flatMap((constraint) => constraint.check ?? [])];
  answerCall(
    decision,
    call,
    'failed',
    `The contract has no check "${id}". Its checks: ${known.map((check) => check.id).join(', ')}.`,
  );
}

function waitUntil(wait: ToolArguments<'wait'>, at: Instant): WaitUntil {
  switch (wait.for) {
    case 'process':
      return { for: 'process', session: wait.session, deadline: at + (wait.timeout_ms ?? LONGEST_WAIT_MS) };
    case 'file':
      return { for: 'file', path: wait.path, deadline: at + (wait.timeout_ms ?? LONGEST_WAIT_MS) };
    case 'time':
      return { for: 'time', deadline: at + wait.ms };
  }
}

/** `complete` is a claim: the app checkpoints the tree, runs the checks, and the gate answers. */
function claim(decision: Decision, call: string, claimed: ToolArguments<'update_goal'>): void {
  decision.add('goal.claimed', {
    turn: turnOf(decision),
    call,
    claim: decision.goal.claims + 1,
    summary: claimed.summary,
  });
  startVerification(decision, { purpose: 'gate', call });
}

function block(decision: Decision, call: string, stop: ToolArguments<'update_goal'>): void {
  const missing = dossierFault(decision.state, stop);
  if (missing || !stop.dossier) return answerCall(decision, call, 'failed', missing ?? 'A dossier is needed.');
  answerCall(decision, call, 'ok', 'The goal is blocked; the user has been asked for what the dossier needs.');
  const { blocker, needs } = stop.dossier;
  const named = blocker.trim() === '' ? stop.summary.trim() || 'The agent does not say what is in the way.' : blocker;
  blockGoal(decision, 'agent', 'blocked_by_agent', { ...stop.dossier, blocker: named, needs: ownIds(needs) });
}

/** Ids that are taken, by the app's own questions or by a need before, get a number: a dossier is not sent back for them. */
function ownIds(needs: readonly Need[]): Need[] {
  const taken = new Set(APP_QUESTIONS);
  return needs.map((need) => {
    let id = need.id;
    for (let n = 2; taken.has(id); n += 1) id = `${need.id}-${n}`;
    taken.add(id);
    return { ...need, id };
  });
}

/** The arguments' own door has refused a dossier without attempts or needs; only the thread knows which evidence exists. */
function dossierFault(state: ThreadState, stop: ToolArguments<'update_goal'>): string | undefined {
  const unknown = stop.dossier?.evidence.filter((id) => !state.evidence.some((row) => row.id === id)) ?? [];
  if (unknown.length > 0) {
    const known = recordedSinceActivation(state).join(', ');
    return `The dossier cites unknown evidence: ${unknown.join(', ')}. Known: ${known}. Cite those that matter, or none: then what was recorded since activation is attached.`;
  }
  return undefined;
}

/** Questions that the app itself asks, by their ids: no need of the agent's may pass for one. */
const APP_QUESTIONS: ReadonlySet<string> = new Set([
  'baseline',
  'protected',
  'acceptance',
  'provider',
  'price',
  'guidance',
  'budget',
]);

export function finishTool(state: ThreadState, order: Order<'tool.finish'>, at: Instant): Decided {
  const pending = state.turn?.calls.find((call) => call.call === order.call);
  if (pending?.status !== 'started') return refuse('not_owed', 'The call is no longer asked for.');
  const { report } = order;
  const decision = new Decision(state, at);
  if (report.opened) decision.add('process.opened', { ...report.opened, call: order.call });
  answerCall(decision, order.call, report.status, report.output, report);
  return decision.done();
}

export function endWait(state: ThreadState, order: Order<'wait.end'>, at: Instant): Decided {
  const pending = state.turn?.calls.find((call) => call.call === order.call);
  if (!pending?.wait) return refuse('not_owed', 'The wait is over already.');
  const decision = new Decision(state, at);
  decision.add('wait.ended', { call: order.call, reason: order.reason });
  answerCall(decision, order.call, 'ok', order.reason);
  return decision.done();
}

export function exitProcess(state: ThreadState, order: Order<'process.exit'>, at: Instant): Decided {
  if (state.processes[order.process]?.status !== 'running') return refuse('not_owed', 'The process is not running.');
  const { process, exit, stored, hostDied } = order;
  return new Decision(state, at)
    .add('process.exited', {
      process,
      exit,
      reason: hostDied ? 'host_died' : 'ended',
      ...(stored === undefined ? {} : { stored }),
    })
    .done();
}
