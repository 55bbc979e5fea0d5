import type { LimitName } from '../budget/limits';
import type { EventData, RecordedEvent } from '../thread/events';
import { thousands } from './format';
import { goalEvents } from './goalEvents';
import { failing } from './timelineMarks';

/** One decision: when, what it came to, why in words, and the reason's name. */
export interface ReasonRow {
  readonly at: number;
  readonly verb:
    | 'Began'
    | 'Continued'
    | 'Refused'
    | 'Held'
    | 'Stopped'
    | 'Asked'
    | 'Waited'
    | 'Completed'
    | 'Changed'
    | 'Compacted'
    | 'Warned';
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
      return { verb: 'Began', words: activatedWords(event.data), reason: 'goal_activated' };
    case 'turn.started':
      return { verb: 'Continued', words: turnWords(event.data), reason: event.data.reason };
    case 'turn.interrupted':
      return { verb: 'Stopped', words: `Turn cut: ${plain(event.data.reason)}`, reason: 'turn_interrupted' };
    case 'turn.resumed':
      return { verb: 'Continued', words: 'The app was started again; the turn goes on', reason: 'turn_resumed' };
    case 'gate.refused':
      return { verb: 'Refused', words: sentences(event.data.reasons.map((reason) => reason.message)), reason: 'gate_refused' };
    case 'gate.held':
      return { verb: 'Held', words: `Protected files changed: ${event.data.paths.join(', ')}`, reason: 'protected_changed' };
    case 'goal.edited':
      return {
        verb: 'Changed',
        words: `Contract revision ${event.data.revision}; older evidence is stale`,
        reason: 'goal_edited',
      };
    case 'sandbox.waived':
      return { verb: 'Changed', words: 'You gave up the sandbox: commands and checks run without one', reason: 'sandbox_waived' };
    case 'sandbox.restored':
      return { verb: 'Changed', words: 'You took it back: commands and checks are sandboxed again', reason: 'sandbox_restored' };
    case 'goal.paused':
      return { verb: 'Stopped', words: `Paused by ${BY[event.data.by]}`, reason: event.data.reason };
    case 'goal.blocked':
      return { verb: 'Stopped', words: `Blocked: ${event.data.dossier.blocker}`, reason: event.data.reason };
    case 'goal.limited':
      return limitedRow(event.data);
    case 'goal.resumed':
      return { verb: 'Continued', words: resumedWords(event.data), reason: event.data.reason };
    case 'wrap_up.asked':
      return { verb: 'Changed', words: 'You asked it to wrap up', reason: 'wrap_up_asked' };
    case 'budget.changed':
      return { verb: 'Changed', words: 'Budget changed by you', reason: 'budget_changed' };
    case 'budget.warned':
      return { verb: 'Warned', words: `${LIMITS[event.data.limit]}: ${figures(event.data)}`, reason: 'budget_near' };
    case 'model.chosen':
      return { verb: 'Changed', words: 'Another model by you', reason: 'model_chosen' };
    case 'goal.reopened':
      return { verb: 'Continued', words: 'Reopened by you', reason: event.data.reason };
    case 'goal.completed':
      return completedRow(event.data);
    case 'goal.cleared':
      return { verb: 'Stopped', words: `Cleared by ${BY[event.data.by]}`, reason: 'cleared' };
    case 'question.opened':
      return { verb: 'Asked', words: firstSentence(event.data.question.text), reason: `question_${event.data.question.kind}` };
    case 'permission.granted':
      return {
        verb: 'Changed',
        words: `Allowed by you ${REACH[event.data.scope]}: ${event.data.allows.join('; ')}`,
        reason: `permission_${event.data.scope}`,
      };
    case 'permission.revoked':
      return {
        verb: 'Changed',
        words: `Permission ${event.data.grant} taken back by ${BY[event.data.by]}`,
        reason: 'permission_revoked',
      };
    case 'context.changed':
      return { verb: 'Changed', words: `The model takes ${thousands(event.data.tokens, 0)} tokens`, reason: 'context_changed' };
    case 'context.compacted':
      return { verb: 'Compacted', words: compactedWords(event.data), reason: 'compaction' };
    case 'wait.ended':
      return { verb: 'Waited', words: plain(event.data.reason), reason: 'wait_ended' };
    default:
      return undefined;
  }
}

function resumedWords({ by, reason }: EventData<'goal.resumed'>): string {
  return reason === 'usage_reset' ? 'Resumed by the app: the provider’s quota is renewed' : `Resumed by ${BY[by]}`;
}

const REACH = { once: 'once', goal: 'for this goal', always: 'always in this workspace' } as const;

const BY = { user: 'you', agent: 'the agent', app: 'the app' } as const;

function activatedWords(data: EventData<'goal.activated'>): string {
  const flags = data.flags.length;
  return flags === 0
    ? 'Baseline taken, nothing to decide'
    : `Baseline taken, ${flags === 1 ? '1 flag' : `${flags} flags`} accepted by you`;
}

function turnWords(data: EventData<'turn.started'>): string {
  const words = TURN_REASONS[data.reason] ?? plain(data.reason);
  return `Turn ${data.n}: ${words}`;
}

/** Why a turn began, in the policy's named reasons. */
const TURN_REASONS: Readonly<Record<string, string>> = {
  goal_activated: 'the goal was activated',
  turn_finished: 'the last turn ended without a claim that stood',
  turn_interrupted: 'the last turn was cut',
  user_input: 'your message goes first',
  goal_edited: 'the contract was edited',
  resumed: 'you resumed the goal',
  budget_extended: 'you extended the budget',
  usage_reset: 'the provider’s quota is renewed',
  protected_restored: 'the protected files were put back',
  protected_returned: 'you sent the protected files back',
  sent_back: 'you sent the result back',
  wrap_up_asked: 'you asked for one wrap-up',
  budget_tokens: 'the token limit is reached, one wrap-up',
  budget_usd: 'the money limit is reached, one wrap-up',
  budget_minutes: 'the time limit is reached, one wrap-up',
  budget_turns: 'the turn limit is reached, one wrap-up',
};

const LIMITS: Readonly<Record<LimitName, string>> = { tokens: 'Tokens', usd: 'Money', minutes: 'Active time', turns: 'Turns' };

function limitedRow(data: EventData<'goal.limited'>): Said {
  if (data.by === 'provider') return { verb: 'Stopped', words: `Usage limited: ${data.message}`, reason: 'provider_quota' };
  return { verb: 'Stopped', words: `${LIMITS[data.limit]} used up: ${figures(data)}`, reason: `budget_${data.limit}` };
}

function figures({ used, max }: { readonly used: number; readonly max: number }): string {
  return `${Number(used.toPrecision(6)).toLocaleString('en-US')} of ${max.toLocaleString('en-US')}`;
}

function completedRow(data: EventData<'goal.completed'>): Said {
  const count = data.evidence.length;
  const fresh = `${count} of ${count} checks pass, fresh at ${data.checkpoint}`;
  const words = data.by === 'user' ? `Accepted by you at ${data.checkpoint}` : `Complete: ${fresh}`;
  return { verb: 'Completed', words, reason: 'evidence_complete' };
}

function sentences(messages: readonly string[]): string {
  return messages.join('; ') || failing([]);
}

const compactedWords = (data: EventData<'context.compacted'>) =>
  `The conversation: ${thousands(data.before, 0)} → ${thousands(data.after, 0)} tokens`;

const plain = (reason: string) => reason.replaceAll('_', ' ');

function firstSentence(text: string): string {
  return /^.*?[.?!](?=\s|$)/s.exec(text)?.[0] ?? text;
}
