import { isFresh } from '../../evidence/gate';
import type { CheckReport, Purpose } from '../../evidence/record';
import { isRun } from '../../goal/checkSubject';
import { baselineChecks, type ContractCheck, contractChecks } from '../../goal/contract';
import { assertNever } from '../../kernel/assertNever';
import type { Instant } from '../../kernel/ids';
import { isStartOwed } from '../checkpoints/start';
import type { Command } from '../commands';
import type { EvidenceRow, ThreadState, VerificationState } from '../state';
import { concludeBaseline } from './baseline';
import { type Decided, Decision, refuse } from './decision';
import { concludeAgentCheck, concludeGate, holdGate } from './gate';
import { concludeRevert } from './revert';

type Order<T extends Command['type']> = Extract<Command, { type: T }>;

export interface VerificationOrder {
  readonly purpose: Purpose;
  readonly call?: string;
  readonly check?: string;
  readonly accept?: boolean;
  readonly trial?: true;
}

/** Owes a checkpoint, then the checks on it. A baseline asks all of them; the gate stops at the first red. */
export function startVerification(decision: Decision, order: VerificationOrder): void {
  decision.add('verification.started', {
    verification: `v${decision.state.verificationCount + 1}`,
    purpose: order.purpose,
    checks: order.check === undefined ? orderedChecks(decision.state, order.purpose) : [order.check],
    all: order.purpose === 'baseline',
    ...(order.call === undefined ? {} : { call: order.call }),
    ...(order.accept === undefined ? {} : { accept: order.accept }),
    ...(order.trial === undefined ? {} : { trial: order.trial }),
  });
}

/**
 * Those that the app runs: constraints before verification, and in each the one that took least time first: a red one is found soonest.
 * Reviews come last, since they cost money and judge what the others recorded; and not in a baseline, where there is nothing to judge
 * and nothing may be spent.
 */
function orderedChecks(state: ThreadState, purpose: Purpose): string[] {
  const contract = state.goal?.contract;
  const all = contract ? (purpose === 'baseline' ? baselineChecks(contract) : contractChecks(contract)) : [];
  const asked = all.filter(({ check }) => isRun(check));
  const cost = (entry: ContractCheck) => state.evidence.findLast((row) => row.check === entry.check.id)?.durationMs ?? 0;
  const rank = (entry: ContractCheck) => (entry.check.kind === 'review' ? 2 : 0) + (entry.role === 'constraint' ? 0 : 1);
  return [...asked].sort((a, b) => rank(a) - rank(b) || cost(a) - cost(b)).map((entry) => entry.check.id);
}

/** The check that must run next, or undefined when the verification has seen enough. */
export function nextCheck(state: ThreadState, verification: VerificationState): string | undefined {
  if (!verification.checkpoint) return undefined;
  const red = Object.values(verification.results).some((id) => evidenceById(state, id)?.verdict.verdict !== 'pass');
  if (red && !verification.all) return undefined;
  return verification.checks.find((check) => verification.results[check] === undefined);
}

export function evidenceById(state: ThreadState, id: string): EvidenceRow | undefined {
  return state.evidence.findLast((row) => row.id === id);
}

function isCheckpointOwed(state: ThreadState, order: Order<'checkpoint.record'>): boolean {
  const { verification, revert, checkpointDue, startDue } = state;
  switch (order.reason) {
    case 'turn':
      return checkpointDue !== null && order.turn === checkpointDue;
    case 'start':
      return order.turn === startDue && isStartOwed(state);
    case 'before_revert':
      return revert !== null && revert.before === null && order.revert === revert.id;
    case 'after_revert':
      return revert !== null && revert.written !== null && order.revert === revert.id;
    case 'baseline':
    case 'gate':
    case 'agent':
      return verification !== null && !verification.checkpoint && order.verification === verification.id;
    default:
      return assertNever(order.reason);
  }
}

export function recordCheckpoint(state: ThreadState, order: Order<'checkpoint.record'>, at: Instant): Decided {
  if (!isCheckpointOwed(state, order)) {
    return refuse('not_owed', 'The checkpoint is no longer asked for.');
  }
  const decision = new Decision(state, at);
  decision.add('checkpoint.taken', {
    reason: order.reason,
    checkpoint: order.checkpoint,
    changed: [...order.changed],
    reused: reusable(state, order),
    notes: [...order.notes],
    ...(order.verification === undefined ? {} : { verification: order.verification }),
    ...(order.turn === undefined ? {} : { turn: order.turn }),
    ...(order.revert === undefined ? {} : { revert: order.revert }),
  });
  if (order.reason === 'after_revert') concludeRevert(decision);
  if (order.verification === undefined) return decision.done();
  if (order.reason === 'gate' && order.protectedDiff) holdGate(decision, order.protectedDiff);
  else concludeWhenDone(decision);
  return decision.done();
}

/**
 * Evidence with the same tree, revision and environment answers again, except where a check repeats or asks to be fresh. The tree
 * does not hold what git ignores, so nothing is reused once a command or a patch has run since, or while a process of the goal's
 * is alive. An acceptance is judged on what it was asked about: there only the tree decides.
 */
function reusable(state: ThreadState, order: Order<'checkpoint.record'>): Record<string, string> {
  const { goal, verification } = state;
  if (!goal || !verification || order.verification === undefined || verification.purpose === 'baseline') return {};
  const { evidenceTree: tree, protectedDigest, environment } = order.checkpoint;
  const standing = { revision: goal.revision, tree, protectedDigest, environment };
  if (Object.values(state.processes).some((process) => process.status === 'running')) return {};
  const reused: Record<string, string> = {};
  for (const { check } of contractChecks(goal.contract)) {
    if (!verification.checks.includes(check.id)) continue;
    if (!verification.accept && check.kind === 'command' && (check.repeat || check.fresh)) continue;
    const last = state.evidence.findLast((row) => row.check === check.id);
    if (last && check.kind === 'review' && !verification.accept && seesMore(state, last)) continue;
    const settled = last?.verdict.verdict === 'pass' || last?.verdict.verdict === 'fail';
    if (last && settled && evidenceNumber(last.id) > state.reuseAfter && isFresh(last, standing)) reused[check.id] = last.id;
  }
  return reused;
}

/** A reviewer that was not convinced is asked again only where there is more to see: no verdict is had by asking until it comes. */
function seesMore(state: ThreadState, last: EvidenceRow): boolean {
  const later = state.evidence.slice(state.evidence.indexOf(last) + 1);
  return last.verdict.verdict !== 'pass' && later.some((row) => row.review === undefined);
}

/** `e12` is the twelfth check ever started on the thread. */
function evidenceNumber(id: string): number {
  return Number(id.slice(1));
}

export function startCheck(state: ThreadState, order: Order<'check.start'>, at: Instant): Decided {
  const verification = state.verification;
  if (verification?.id !== order.verification || verification.running || nextCheck(state, verification) !== order.check) {
    return refuse('not_owed', 'The check is no longer asked for.');
  }
  const { verification: id, check, evidence } = order;
  return new Decision(state, at).add('check.started', { verification: id, check, evidence }).done();
}

export function finishCheck(state: ThreadState, order: Order<'check.finish'>, at: Instant): Decided {
  const { verification, goal } = state;
  const asked = goal && contractChecks(goal.contract).find(({ check }) => check.id === order.check);
  const running = verification?.id === order.verification ? verification.running : null;
  if (
    !goal ||
    !asked ||
    asked.check.kind === 'review' ||
    !verification?.checkpoint ||
    running?.evidence !== order.evidence ||
    running.check !== order.check
  ) {
    return refuse('not_owed', 'The check is no longer asked for.');
  }
  const decision = new Decision(state, at);
  recordEvidence(decision, order.report);
  return decision.done();
}

/** What the running check came to becomes evidence; when it was the last that is asked, the verification is concluded. */
export function recordEvidence(decision: Decision, report: CheckReport): void {
  const { verification, goal } = decision.state;
  const running = verification?.running;
  const asked = goal && contractChecks(goal.contract).find(({ check }) => check.id === running?.check);
  if (!verification?.checkpoint || !running || !asked) throw new Error('evidence of a check that does not run');
  decision.add('evidence.recorded', {
    verification: verification.id,
    evidence: {
      ...report,
      id: running.evidence,
      check: running.check,
      role: asked.role,
      purpose: verification.purpose,
      revision: goal.revision,
      checkpoint: verification.checkpoint.id,
      tree: verification.checkpoint.evidenceTree,
      protectedDigest: verification.checkpoint.protectedDigest,
    },
  });
  concludeWhenDone(decision);
}

function concludeWhenDone(decision: Decision): void {
  const verification = decision.state.verification;
  if (!verification?.checkpoint || nextCheck(decision.state, verification) !== undefined) return;
  switch (verification.purpose) {
    case 'baseline':
      return concludeBaseline(decision, verification);
    case 'agent':
      return concludeAgentCheck(decision, verification);
    case 'gate':
      return concludeGate(decision, verification);
  }
}
