import { addActiveTime } from '../../budget/usage';
import type { Evidence } from '../../evidence/record';
import type { Instant } from '../../kernel/ids';
import type { EventData } from '../events';
import type { Iteration } from '../goalState';
import type { EvidenceRow, ThreadState, VerificationState } from '../state';
import { citeCheckpoint, turnSpan, withCheckpoint } from './checkpoints';
import { setStatus, withGoal } from './goal';
import { withIteration } from './turn';

function withVerification(state: ThreadState, change: (verification: VerificationState) => VerificationState): ThreadState {
  return state.verification ? { ...state, verification: change(state.verification) } : state;
}

/**
 * What a person's answer asks the gate counts as verifying also where the goal was paused while the question was open. A baseline
 * begins anew: what an earlier one of the draft showed is history, and no value to count from.
 */
export function verificationStarted(state: ThreadState, data: EventData<'verification.started'>, at: Instant): ThreadState {
  const asked = data.purpose === 'gate' && data.call === undefined;
  const accepted = asked && (data.accept === true || state.goal?.status !== 'verifying');
  const standing = accepted ? setStatus(state, 'verifying', 'user', at, data.accept ? 'accepted' : 'answered') : state;
  return {
    ...standing,
    ...(data.purpose === 'baseline' ? { evidence: [] } : {}),
    verificationCount: state.verificationCount + 1,
    verification: {
      id: data.verification,
      purpose: data.purpose,
      call: data.call ?? null,
      accept: data.accept ?? false,
      trial: data.trial ?? false,
      all: data.all,
      checks: data.checks,
      checkpoint: null,
      notes: [],
      running: null,
      results: {},
    },
  };
}

/** From where a turn's changes are counted. What is put back between turns is no turn's: the next one's start sees to that. */
const BOUNDARIES: ReadonlySet<EventData<'checkpoint.taken'>['reason']> = new Set(['turn', 'start']);

export function checkpointTaken(state: ThreadState, data: EventData<'checkpoint.taken'>, at: Instant): ThreadState {
  const turn = data.turn ?? state.turn?.id;
  const closesTurn = data.reason === 'turn';
  const taken: ThreadState = {
    ...withCheckpoint(state, data, at),
    checkpoint: data.checkpoint,
    repeats: data.checkpoint.tree === state.checkpoint?.tree ? state.repeats : [],
    checkpointCount: data.checkpoint.n,
    checkpointDue: closesTurn ? null : state.checkpointDue,
    startDue: data.reason === 'start' ? null : state.startDue,
    boundaryTree: BOUNDARIES.has(data.reason) ? data.checkpoint.tree : state.boundaryTree,
    revert: data.reason === 'before_revert' && state.revert ? { ...state.revert, before: data.checkpoint.id } : state.revert,
  };
  const counted = turn === undefined ? taken : withIteration(taken, turn, countedIn(state, data));
  if (data.verification !== counted.verification?.id) return counted;
  return withVerification(counted, (verification) => ({
    ...verification,
    checkpoint: data.checkpoint,
    notes: data.notes,
    results: data.reused,
  }));
}

/** A turn's changes, so far or in all; what came before its first tool is another's. */
function countedIn(state: ThreadState, data: EventData<'checkpoint.taken'>): (iteration: Iteration) => Iteration {
  if (data.reason === 'start') return (iteration) => ({ ...iteration, others: data.changed });
  const span = data.reason === 'turn' ? turnSpan(state, data) : null;
  return (iteration) => ({ ...iteration, changed: data.changed, span });
}

export function checkStarted(state: ThreadState, data: EventData<'check.started'>): ThreadState {
  return withVerification({ ...state, evidenceCount: state.evidenceCount + 1 }, (verification) => ({
    ...verification,
    running: { check: data.check, evidence: data.evidence },
  }));
}

export function evidenceRecorded(state: ThreadState, data: EventData<'evidence.recorded'>): ThreadState {
  const { evidence } = data;
  const recorded = {
    ...citeCheckpoint(state, evidence.checkpoint),
    evidence: [...state.evidence, evidenceRow(evidence)],
    excerpts: { ...state.excerpts, [evidence.check]: { evidence: evidence.id, text: evidence.excerpt } },
  };
  const counted = withVerification(recorded, (verification) => ({
    ...verification,
    running: null,
    results: { ...verification.results, [evidence.check]: evidence.id },
  }));
  const timed = state.turn
    ? counted
    : withGoal(counted, (goal) => ({ ...goal, usage: addActiveTime(goal.usage, evidence.durationMs) }));
  // A person looks after the turn that claimed has ended: what they saw belongs to it all the same.
  const turn = state.turn?.id ?? (evidence.looked ? lastTurn(state) : undefined);
  if (turn === undefined) return timed;
  return withIteration(timed, turn, (iteration) => ({ ...iteration, evidence: [...iteration.evidence, evidence.id] }));
}

function lastTurn(state: ThreadState): string | undefined {
  return state.goal?.iterations.at(-1)?.turn;
}

function evidenceRow(evidence: Evidence): EvidenceRow {
  const { runs: _runs, excerpt: _excerpt, ...row } = evidence;
  return row;
}

export function verificationFinished(state: ThreadState, data: EventData<'verification.finished'>, at: Instant): ThreadState {
  const purpose = state.verification?.purpose;
  const finished = { ...state, verification: null };
  if (purpose === 'agent' && data.outcome === 'red') return countFailure(finished, state.verification?.checks ?? []);
  const claimDropped =
    purpose === 'gate' &&
    !state.verification?.accept &&
    state.goal?.status === 'verifying' &&
    (data.outcome === 'abandoned' || data.outcome === 'failed');
  return claimDropped ? setStatus(finished, 'active', 'app', at, `verification_${data.outcome}`) : finished;
}

/** Failures of the ledger by names that no check's id can be. */
export const LEDGER = 'the ledger of claims';
export const CLAIM = 'the claim ';

/** Which failures on which tree: what must repeat to count as no progress. */
export function failureKey(state: ThreadState, checks: readonly string[]): string {
  return `${state.checkpoint?.evidenceTree ?? ''}|${[...checks].sort().join(',')}`;
}

/** Counts a red claim or check run; the same failures on the same tree add up, others start anew. */
export function countFailure(state: ThreadState, checks: readonly string[]): ThreadState {
  const key = failureKey(state, checks);
  return withGoal(state, (goal) => ({
    ...goal,
    sameFailure: { key, count: goal.sameFailure.key === key ? goal.sameFailure.count + 1 : 1 },
  }));
}

/** A claim that people were asked about is answered after its turn has ended: it is noted where it was made. */
function noteClaim(state: ThreadState, outcome: 'refused' | 'opened' | 'held'): ThreadState {
  const last = state.goal?.iterations.at(-1);
  const turn = state.turn?.id ?? (last?.claims.length === 0 ? last.turn : undefined);
  if (turn === undefined) return state;
  return withIteration(state, turn, (iteration) => ({ ...iteration, claims: [...iteration.claims, outcome] }));
}

export function gateRefused(state: ThreadState, data: EventData<'gate.refused'>, at: Instant): ThreadState {
  const refused = withGoal(setStatus(state, 'active', 'app', at, 'gate_refused'), (goal) => ({ ...goal, held: null }));
  const failing = data.reasons.flatMap(failureName);
  return noteClaim(failing.length > 0 ? countFailure(refused, failing) : refused, 'refused');
}

/** What is counted as the same failure: a red check, and a ledger of claims that stays as it is. */
function failureName({ code, check, claim }: EventData<'gate.refused'>['reasons'][number]): string[] {
  if (code === 'no_claims') return [LEDGER];
  if (code === 'claim_unproven' && claim !== undefined) return [`${CLAIM}${claim}`];
  return code === 'failed' && check !== undefined ? [check] : [];
}

export function gateOpened(state: ThreadState): ThreadState {
  return noteClaim(
    withGoal(state, (goal) => ({ ...goal, held: null })),
    'opened',
  );
}

export function gateHeld(state: ThreadState, data: EventData<'gate.held'>): ThreadState {
  return noteClaim(
    withGoal(citeCheckpoint(state, data.checkpoint), (goal) => ({
      ...goal,
      held: { paths: data.paths, protected: data.protected },
    })),
    'held',
  );
}

/** What stands is now what the user accepted; the claim that it held is judged again, also where the goal was paused meanwhile. */
export function protectedAccepted(state: ThreadState, data: EventData<'protected.accepted'>, at: Instant): ThreadState {
  return withGoal(setStatus(state, 'verifying', data.by, at, 'protected_accepted'), (goal) => ({
    ...goal,
    held: null,
    protected: data.protected,
  }));
}

/** The agent goes on, unless somebody stopped the goal while the files were put back. */
export function protectedRestored(state: ThreadState, at: Instant): ThreadState {
  const held = state.goal?.status === 'verifying';
  return withGoal(held ? setStatus(state, 'active', 'user', at, 'protected_restored') : state, (goal) => ({
    ...goal,
    held: null,
    suppressed: false,
    continueReason: 'protected_restored',
  }));
}

/** The files stay as the agent left them, and what was accepted stays what it is held against when it claims again. */
export function protectedReturned(state: ThreadState, data: EventData<'protected.returned'>, at: Instant): ThreadState {
  return withGoal(setStatus(state, 'active', data.by, at, 'protected_returned'), (goal) => ({
    ...goal,
    held: null,
    suppressed: false,
    continueReason: 'protected_returned',
  }));
}
