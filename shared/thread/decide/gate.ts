import { ledgerReasons } from '../../evidence/claimProof';
import { type ClosedReason, gate } from '../../evidence/gate';
import { agentCheckAnswer, completedAnswer, heldAnswer, refusalAnswer } from '../answers';
import type { ProtectedDiff } from '../commands';
import { acceptanceQuestion, PROTECTED_OPTIONS } from '../question';
import type { VerificationState } from '../state';
import { blockForNoProgress, failureNote, madeNoProgress } from './blocked';
import type { Decision } from './decision';
import { askPeople, looksMissing } from './human';
import { answerCall, finishTurn } from './turnEnd';

/** The agent's own look at one check, with the same runner as the gate's. */
export function concludeAgentCheck(decision: Decision, verification: VerificationState): void {
  const green = Object.values(verification.results).every(
    (id) => decision.state.evidence.findLast((row) => row.id === id)?.verdict.verdict === 'pass',
  );
  decision.add('verification.finished', { verification: verification.id, outcome: green ? 'green' : 'red', message: '' });
  const answer = `${agentCheckAnswer(decision.state, verification)}${green ? '' : failureNote(decision.state)}`;
  if (verification.call !== null) answerCall(decision, verification.call, green ? 'ok' : 'failed', answer);
  if (madeNoProgress(decision.state)) blockForNoProgress(decision);
}

/** Asks the gate, which alone completes a goal, and hands its answer to the claim that asked. */
export function concludeGate(decision: Decision, verification: VerificationState): void {
  const { checkpoint } = verification;
  if (!checkpoint) throw new Error('a gate without a checkpoint');
  const standing = {
    revision: decision.goal.revision,
    tree: checkpoint.evidenceTree,
    protectedDigest: checkpoint.protectedDigest,
    environment: checkpoint.environment,
  };
  const answer = gate(decision.goal.contract, decision.state.evidence, standing, []);
  const { contract, revision, claimLedger } = decision.goal;
  const claims = ledgerReasons(claimLedger, { contract, revision, evidence: decision.state.evidence });
  if (answer.open && claims.length === 0) return openGate(decision, verification, checkpoint.id, [...answer.evidence]);
  const looks = answer.open || claims.length > 0 ? [] : looksMissing(contract, answer.reasons);
  if (looks.length > 0) askPeople(decision, verification, looks, standing);
  else refuseGate(decision, verification, checkpoint.id, [...(answer.open ? [] : decisive(answer.reasons)), ...claims]);
}

/** Checks that were not asked after the first red are no reason of their own. */
function decisive(reasons: readonly ClosedReason[]): ClosedReason[] {
  const asked = reasons.filter((reason) => reason.code !== 'not_run' && reason.code !== 'stale');
  return asked.length > 0 ? asked : [...reasons];
}

function openGate(decision: Decision, verification: VerificationState, checkpoint: string, evidence: string[]): void {
  const { summary, contract } = decision.goal;
  decision.add('verification.finished', { verification: verification.id, outcome: 'green', message: 'every check passes' });
  decision.add('gate.opened', { verification: verification.id, checkpoint, evidence });
  if (verification.call !== null) answerCall(decision, verification.call, 'ok', completedAnswer(contract.accept));
  if (contract.accept === 'auto' || verification.accept) {
    decision.add('goal.completed', { by: verification.accept ? 'user' : 'app', checkpoint, evidence, summary });
    return finishTurn(decision, 'completed');
  }
  decision.add('question.opened', { question: acceptanceQuestion(checkpoint, summary) });
  finishTurn(decision, 'awaiting_acceptance');
}

function refuseGate(decision: Decision, verification: VerificationState, checkpoint: string, reasons: ClosedReason[]): void {
  const message = reasons.map((reason) => reason.message).join('; ');
  decision.add('verification.finished', { verification: verification.id, outcome: 'red', message });
  decision.add('gate.refused', { verification: verification.id, checkpoint, reasons });
  const answer = `${refusalAnswer(decision.state, verification, reasons)}${failureNote(decision.state)}`;
  if (verification.call !== null) answerCall(decision, verification.call, 'refused', answer);
  else decision.add('input.queued', { input: `i${decision.state.inputCount + 1}`, from: 'app', text: answer });
  if (madeNoProgress(decision.state)) blockForNoProgress(decision);
}

function generatedWords({ ignored = [] }: ProtectedDiff): string {
  return ignored.length === 0 ? '' : ` Git ignores ${ignored.join(', ')}: most likely generated.`;
}

/** A protected file changed: no check that rests on it can prove anything until the user has seen exactly that diff. */
export function holdGate(decision: Decision, change: ProtectedDiff): void {
  const { verification } = decision.state;
  if (!verification?.checkpoint) throw new Error('a gate held without a checkpoint');
  const paths = [...change.paths];
  decision.add('verification.finished', {
    verification: verification.id,
    outcome: 'held',
    message: `protected files changed: ${paths.join(', ')}`,
  });
  decision.add('gate.held', {
    verification: verification.id,
    checkpoint: verification.checkpoint.id,
    paths,
    protected: verification.checkpoint.protected,
  });
  decision.add('question.opened', {
    question: {
      id: 'protected',
      kind: 'protected',
      text: `The agent changed ${paths.length === 1 ? 'a protected file' : `${paths.length} protected files`}: ${paths.join(', ')}.${generatedWords(change)} Accept the change, restore what stood before, or send it back with a note?`,
      options: [...PROTECTED_OPTIONS],
      paths,
      diff: change.diff,
      excerpt: change.excerpt,
    },
  });
  if (verification.call !== null) answerCall(decision, verification.call, 'refused', heldAnswer(paths));
  finishTurn(decision, 'gate_held');
}
