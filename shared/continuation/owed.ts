import type { Instant } from '../kernel/ids';
import { pruneDue } from '../thread/checkpoints/prune';
import type { CheckpointReason } from '../thread/checkpoints/row';
import { isStartOwed } from '../thread/checkpoints/start';
import { checkById } from '../thread/decide/goal';
import { runnableCalls } from '../thread/decide/tool';
import { nextCheck } from '../thread/decide/verification';
import type { WaitUntil } from '../thread/events';
import { isPursued } from '../thread/goalState';
import { nextRequest } from '../thread/nextRequest';
import { wakesAt } from '../thread/quota';
import { nextReview } from '../thread/review/progress';
import { isRestoring, type ThreadState, type TurnState } from '../thread/state';
import { policy } from './policy';

/** What must be running now. `key` is stable while it is owed, so that a restart and a step are the same path. */
export type Work =
  | {
      readonly kind: 'take-checkpoint';
      readonly key: string;
      readonly reason: CheckpointReason;
      readonly verification?: string;
      readonly turn?: string;
      readonly revert?: string;
    }
  /** Puts files back; what was there is held by a checkpoint already. */
  | { readonly kind: 'revert-tree'; readonly key: string; readonly revert: string }
  | { readonly kind: 'prune-checkpoints'; readonly key: string; readonly checkpoints: readonly string[] }
  | {
      readonly kind: 'run-check';
      readonly key: string;
      readonly verification: string;
      readonly check: string;
      readonly evidence: string;
    }
  /** A check that asks a model: an independent reviewer's. */
  | {
      readonly kind: 'review';
      readonly key: string;
      readonly verification: string;
      readonly check: string;
      readonly evidence: string;
      readonly request: string;
      readonly notBefore: Instant;
    }
  | { readonly kind: 'start-turn'; readonly key: string; readonly reason: string }
  | { readonly kind: 'request-model'; readonly key: string; readonly request: string; readonly notBefore: Instant }
  /** In place of a request that would not fit: asks for the summary that makes room. */
  | { readonly kind: 'compact'; readonly key: string; readonly request: string; readonly notBefore: Instant }
  | { readonly kind: 'run-tool'; readonly key: string; readonly call: string }
  | { readonly kind: 'await'; readonly key: string; readonly call: string; readonly until: WaitUntil }
  | { readonly kind: 'restore-protected'; readonly key: string; readonly paths: readonly string[] }
  | { readonly kind: 'await-reset'; readonly key: string; readonly at: Instant }
  | { readonly kind: 'end-processes'; readonly key: string };

/** Work that asks a model; everything else costs no tokens. */
export function asksModel(work: Work): boolean {
  return work.kind === 'request-model' || work.kind === 'compact' || work.kind === 'start-turn' || work.kind === 'review';
}

/** How far a thread is carried here: wherever it leads, not past a provider's reset, or only as far as no model is asked. */
export type Drive = 'all' | 'until_reset' | 'without_model';

export function isDriven(work: Work, drive: Drive): boolean {
  if (drive === 'all') return true;
  return work.kind !== 'await-reset' && (drive === 'until_reset' || !asksModel(work));
}

/** Everything a thread owes the world, from its state alone. A paused thread owes nothing that asks a model (law 2). */
export function owedWork(state: ThreadState): readonly Work[] {
  return [
    ...checkpointWork(state),
    ...revertWork(state),
    ...pruneWork(state),
    ...verificationWork(state),
    ...turnWork(state),
    ...restoreWork(state),
    ...processWork(state),
    ...resetWork(state),
  ];
}

function checkpointWork(state: ThreadState): Work[] {
  const { checkpointDue, startDue } = state;
  const take = { kind: 'take-checkpoint' } as const;
  const turn: Work[] =
    checkpointDue === null ? [] : [{ ...take, key: `checkpoint:${checkpointDue}`, reason: 'turn', turn: checkpointDue }];
  const start: Work[] =
    startDue === null || !isStartOwed(state)
      ? []
      : [{ ...take, key: `checkpoint:start:${startDue}`, reason: 'start', turn: startDue }];
  return [...turn, ...start];
}

/** One after the other: what is there is held, then the files are put back, then that is held. */
function revertWork({ revert, checkpointDue }: ThreadState): Work[] {
  if (!revert || checkpointDue !== null) return [];
  const { id } = revert;
  const take = (reason: 'before_revert' | 'after_revert'): Work[] => [
    { kind: 'take-checkpoint', key: `checkpoint:${reason}:${id}`, reason, revert: id },
  ];
  if (revert.before === null) return take('before_revert');
  return revert.written === null ? [{ kind: 'revert-tree', key: `revert:${id}`, revert: id }] : take('after_revert');
}

function pruneWork(state: ThreadState): Work[] {
  const checkpoints = pruneDue(state);
  if (checkpoints.length === 0) return [];
  return [{ kind: 'prune-checkpoints', key: `prune:p${state.prunes + 1}`, checkpoints }];
}

function verificationWork(state: ThreadState): Work[] {
  const { verification } = state;
  if (!verification || state.checkpointDue !== null || state.revert) return [];
  const { id } = verification;
  if (!verification.checkpoint) {
    return [{ kind: 'take-checkpoint', key: `checkpoint:${id}`, reason: verification.purpose, verification: id }];
  }
  const check = verification.running?.check ?? nextCheck(state, verification);
  if (check === undefined) return [];
  const evidence = verification.running?.evidence ?? `e${state.evidenceCount + 1}`;
  if (state.goal && checkById(state.goal.contract, check)?.kind === 'review') {
    const { request, notBefore } = nextReview(evidence, verification.running?.review);
    return [{ kind: 'review', key: `review:${request}`, verification: id, check, evidence, request, notBefore }];
  }
  return [{ kind: 'run-check', key: `check:${evidence}`, verification: id, check, evidence }];
}

function turnWork(state: ThreadState): Work[] {
  if (state.turn) return openTurnWork(state, state.turn);
  const { next, reason } = policy(state);
  if (next !== 'continue' && next !== 'wrap_up') return [];
  return [{ kind: 'start-turn', key: `turn:t${state.turns + 1}`, reason }];
}

function openTurnWork(state: ThreadState, turn: TurnState): Work[] {
  const waits = turn.calls.flatMap((call): Work[] =>
    call.wait ? [{ kind: 'await', key: `wait:${turn.id}:${call.call}`, call: call.call, until: call.wait }] : [],
  );
  if (turn.calls.length === 0) return requestWork(state, turn);
  if (state.verification || state.checkpointDue !== null || isStartOwed(state)) return waits;
  const running = turn.calls.filter((call) => call.status === 'started' && !call.wait);
  const calls = [...running, ...runnableCalls(turn)];
  return [...waits, ...calls.map((call): Work => ({ kind: 'run-tool', key: `tool:${turn.id}:${call.call}`, call: call.call }))];
}

function requestWork(state: ThreadState, turn: TurnState): Work[] {
  const { kind, request, notBefore } = nextRequest(state, turn);
  return [{ kind, key: `request:${request}`, request, notBefore }];
}

function restoreWork(state: ThreadState): Work[] {
  const held = state.goal?.held;
  if (!held || !isRestoring(state)) return [];
  return [{ kind: 'restore-protected', key: `restore:v${state.verificationCount}`, paths: held.paths }];
}

/** Background processes live as long as the goal is being pursued. */
function processWork(state: ThreadState): Work[] {
  const running = Object.values(state.processes).some((process) => process.status === 'running');
  if (!running || isPursued(state.goal?.status)) return [];
  return [{ kind: 'end-processes', key: 'end-processes' }];
}

/** A goal that its provider's quota stopped goes on by itself; each such stop has ended a turn, which numbers its wake-up. */
function resetWork({ goal, turns }: ThreadState): Work[] {
  const at = goal && wakesAt(goal);
  return at === null ? [] : [{ kind: 'await-reset', key: `reset:t${turns}`, at }];
}
