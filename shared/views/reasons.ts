import type { LimitName } from '../budget/limits';
import type { EventData, RecordedEvent } from '../thread/events';
import { counted, t } from '../words/t';
import { thousands } from './format';
import { goalEvents } from './goalEvents';
import { failing } from './timelineMarks';

/** One decision: when, what it came to, why in words, and the reason's name. */
export interface ReasonRow {
  readonly at: number;
  readonly verb: string;
  readonly words: string;
  readonly reason: string;
}

/** Why the present goal went on or stopped, oldest first. */
export function reasonRows(events: readonly RecordedEvent[]): readonly ReasonRow[] {
  return goalEvents(events).flatMap((event) => {
    const row = reasonRow(event);
    return row ? [{ at: event.at, ...row }] : [];
  });
}

type Said = Omit<ReasonRow, 'at'>;

function reasonRow(event: RecordedEvent): Said | undefined {
  switch (event.type) {
    case 'goal.activated':
      return { verb: t`Began`, words: activatedWords(event.data), reason: 'goal_activated' };
    case 'turn.started':
      return { verb: t`Continued`, words: turnWords(event.data), reason: event.data.reason };
    case 'turn.interrupted':
      return { verb: t`Stopped`, words: t`Turn cut: ${plain(event.data.reason)}`, reason: 'turn_interrupted' };
    case 'turn.resumed':
      return { verb: t`Continued`, words: t`The app was started again; the turn goes on`, reason: 'turn_resumed' };
    case 'gate.refused':
      return { verb: t`Refused`, words: sentences(event.data.reasons.map((reason) => reason.message)), reason: 'gate_refused' };
    case 'gate.held':
      return { verb: t`Held`, words: t`Protected files changed: ${event.data.paths.join(', ')}`, reason: 'protected_changed' };
    case 'goal.edited':
      return {
        verb: t`Changed`,
        words: editedWords(event.data),
        reason: 'goal_edited',
      };
    case 'sandbox.waived':
      return {
        verb: t`Changed`,
        words: t`You gave up the sandbox: commands and checks run without one`,
        reason: 'sandbox_waived',
      };
    case 'sandbox.restored':
      return {
        verb: t`Changed`,
        words: t`You took it back: commands and checks are sandboxed again`,
        reason: 'sandbox_restored',
      };
    case 'goal.paused':
      return { verb: t`Stopped`, words: t`Paused by ${BY[event.data.by]}`, reason: event.data.reason };
    case 'goal.blocked':
      return { verb: t`Stopped`, words: t`Blocked: ${event.data.dossier.blocker}`, reason: event.data.reason };
    case 'goal.limited':
      return limitedRow(event.data);
    case 'goal.resumed':
      return { verb: t`Continued`, words: resumedWords(event.data), reason: event.data.reason };
    case 'wrap_up.asked':
      return { verb: t`Changed`, words: t`You asked it to wrap up`, reason: 'wrap_up_asked' };
    case 'budget.changed':
      return { verb: t`Changed`, words: t`Budget changed by you`, reason: 'budget_changed' };
    case 'budget.warned':
      return { verb: t`Warned`, words: `${LIMITS[event.data.limit]}: ${figures(event.data)}`, reason: 'budget_near' };
    case 'model.chosen':
      return { verb: t`Changed`, words: t`Another model by you`, reason: 'model_chosen' };
    case 'goal.reopened':
      return { verb: t`Continued`, words: t`Reopened by you`, reason: event.data.reason };
    case 'goal.completed':
      return completedRow(event.data);
    case 'goal.cleared':
      return { verb: t`Stopped`, words: t`Cleared by ${BY[event.data.by]}`, reason: 'cleared' };
    case 'question.opened':
      return { verb: t`Asked`, words: firstSentence(event.data.question.text), reason: `question_${event.data.question.kind}` };
    case 'permission.granted':
      return {
        verb: t`Changed`,
        words: t`Allowed by you ${REACH[event.data.scope]}: ${event.data.allows.join('; ')}`,
        reason: `permission_${event.data.scope}`,
      };
    case 'permission.revoked':
      return {
        verb: t`Changed`,
        words: t`Permission ${event.data.grant} taken back by ${BY[event.data.by]}`,
        reason: 'permission_revoked',
      };
    case 'context.changed':
      return { verb: t`Changed`, words: t`The model takes ${thousands(event.data.tokens, 0)} tokens`, reason: 'context_changed' };
    case 'context.compacted':
      return { verb: t`Compacted`, words: compactedWords(event.data), reason: 'compaction' };
    case 'wait.ended':
      return { verb: t`Waited`, words: plain(event.data.reason), reason: 'wait_ended' };
    default:
      return undefined;
  }
}

function editedWords({ revision, why }: EventData<'goal.edited'>): string {
  return why === undefined
    ? t`Contract revision ${revision}; older evidence is stale`
    : t`Contract revision ${revision}: ${why}; older evidence is stale`;
}

function resumedWords({ by, reason }: EventData<'goal.resumed'>): string {
  return reason === 'usage_reset' ? t`Resumed by the app: the provider’s quota is renewed` : t`Resumed by ${BY[by]}`;
}

const REACH = { once: t`once`, goal: t`for this goal`, always: t`always in this workspace` } as const;

const BY = { user: t`you`, agent: t`the agent`, app: t`the app` } as const;

function activatedWords(data: EventData<'goal.activated'>): string {
  const flags = data.flags.length;
  return flags === 0
    ? t`Baseline taken, nothing to decide`
    : t`Baseline taken, ${counted(flags, 'flag', 'flags')} accepted by you`;
}

function turnWords(data: EventData<'turn.started'>): string {
  const words = TURN_REASONS[data.reason] ?? plain(data.reason);
  return t`Turn ${data.n}: ${words}`;
}

/** Why a turn began, in the policy's named reasons. */
const TURN_REASONS: Readonly<Record<string, string>> = {
  goal_activated: t`the goal was activated`,
  turn_finished: t`the last turn ended without a claim that stood`,
  turn_interrupted: t`the last turn was cut`,
  user_input: t`your message goes first`,
  goal_edited: t`the contract was edited`,
  resumed: t`you resumed the goal`,
  budget_extended: t`you extended the budget`,
  usage_reset: t`the provider’s quota is renewed`,
  protected_restored: t`the protected files were put back`,
  protected_returned: t`you sent the protected files back`,
  sent_back: t`you sent the result back`,
  wrap_up_asked: t`you asked for one wrap-up`,
  budget_tokens: t`the token limit is reached, one wrap-up`,
  budget_usd: t`the money limit is reached, one wrap-up`,
  budget_minutes: t`the time limit is reached, one wrap-up`,
  budget_turns: t`the turn limit is reached, one wrap-up`,
};

const LIMITS: Readonly<Record<LimitName, string>> = {
  tokens: t`Tokens`,
  usd: t`Money`,
  minutes: t`Active time`,
  turns: t`Turns`,
};

function limitedRow(data: EventData<'goal.limited'>): Said {
  if (data.by === 'provider') return { verb: t`Stopped`, words: t`Usage limited: ${data.message}`, reason: 'provider_quota' };
  return { verb: t`Stopped`, words: t`${LIMITS[data.limit]} used up: ${figures(data)}`, reason: `budget_${data.limit}` };
}

function figures({ used, max }: { readonly used: number; readonly max: number }): string {
  return t`${Number(used.toPrecision(6)).toLocaleString('en-US')} of ${max.toLocaleString('en-US')}`;
}

function completedRow(data: EventData<'goal.completed'>): Said {
  const count = data.evidence.length;
  const fresh = t`${count} of ${count} checks pass, fresh at ${data.checkpoint}`;
  const words = data.by === 'user' ? t`Accepted by you at ${data.checkpoint}` : t`Complete: ${fresh}`;
  return { verb: t`Completed`, words, reason: 'evidence_complete' };
}

function sentences(messages: readonly string[]): string {
  return messages.join('; ') || failing([]);
}

const compactedWords = (data: EventData<'context.compacted'>) =>
  t`The conversation: ${thousands(data.before, 0)} → ${thousands(data.after, 0)} tokens`;

const plain = (reason: string) => reason.replaceAll('_', ' ');

function firstSentence(text: string): string {
  return /^.*?[.?!](?=\s|$)/s.exec(text)?.[0] ?? text;
}
