import type { Instant } from '../../kernel/ids';
import type { Actor } from '../events';
import { acceptanceQuestion } from '../question';
import { isAcceptance, type PendingCall } from '../state';
import type { Decision } from './decision';
import { closePermissions } from './permission';

/** How every answer to a call begins that was cut off; the scripted agent and people look for it. */
export const INTERRUPTED = 'Interrupted:';

/** Closes whatever is open on the thread, so that nothing claims to be running: calls, the request, checks, the turn. */
export function closeOpenWork(decision: Decision, by: Actor, reason: string, activeUntil: Instant): void {
  abandonVerification(decision, reason);
  const turn = decision.state.turn;
  if (!turn) return;
  closePermissions(decision, reason);
  for (const call of turn.calls) closeCall(decision, turn.id, call, reason);
  if (turn.request) chargeCutRequest(decision, turn.id, turn.request);
  decision.add('turn.interrupted', { turn: turn.id, by, reason, activeUntil });
}

/** Drops an open verification. One that an acceptance waits for asks the user again: the agent must not go on instead. */
export function abandonVerification(decision: Decision, reason: string): void {
  const open = decision.state.verification;
  if (!open) return;
  const asked = open.running?.review?.request;
  if (asked) chargeCutRequest(decision, decision.state.turn?.id ?? '', asked, { purpose: 'review' });
  decision.add('verification.finished', { verification: open.id, outcome: 'abandoned', message: reason });
  const { checkpoint, goal } = decision.state;
  if (!isAcceptance(open) || !checkpoint || !goal) return;
  decision.add('question.opened', { question: acceptanceQuestion(checkpoint.id, goal.summary) });
}

function closeCall(decision: Decision, turn: string, call: PendingCall, reason: string): void {
  const started = call.status === 'started';
  const what = started ? 'it had started, and how far it came is not known' : 'it was not started';
  decision.add('tool.finished', {
    call: call.call,
    turn,
    name: call.name,
    status: started ? 'interrupted' : 'not_run',
    output: `${INTERRUPTED} ${reason}; ${what}.`,
    durationMs: 0,
  });
}

/** A request that was cut has been paid for all the same (law 4): its input is charged by estimate, marked as one. */
function chargeCutRequest(
  decision: Decision,
  turn: string,
  request: { readonly id: string; readonly inputEstimate: number; readonly inputUsd: number | null },
  marked: { readonly purpose?: 'review' } = {},
): void {
  decision.add('usage.charged', {
    request: request.id,
    turn,
    tokens: { input: request.inputEstimate, cached: 0, output: 0 },
    usd: request.inputUsd,
    estimated: true,
    ...marked,
  });
}
