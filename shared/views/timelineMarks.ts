import type { EventData, RecordedEvent } from '../thread/events';
import { t } from '../words/t';
import type { Mark } from './shape';

// What one event is on the timeline's axis.

export interface GateMark {
  readonly at: number;
  readonly mark: Mark;
  /** Whether it draws a line through all lanes and plots. */
  readonly line: 'complete' | 'failed' | null;
}

/** A decision of the gate, or the baseline before it. */
export function gateMark(event: RecordedEvent): GateMark | undefined {
  switch (event.type) {
    case 'goal.activated': {
      const word = event.data.flags.length > 0 ? t`baseline accepted` : t`baseline`;
      return { at: event.at, mark: { shape: 'draft', word }, line: null };
    }
    case 'gate.refused':
      return { at: event.at, mark: { shape: 'failed', word: t`refused: ${failing(event.data.reasons)}` }, line: 'failed' };
    case 'gate.held':
      return { at: event.at, mark: { shape: 'asks', word: t`held: protected file` }, line: null };
    case 'gate.opened':
      return { at: event.at, mark: { shape: 'pass', word: t`opened` }, line: null };
    case 'goal.completed': {
      const word = event.data.by === 'user' ? t`complete, accepted` : t`complete`;
      return { at: event.at, mark: { shape: 'pass', word }, line: 'complete' };
    }
    default:
      return undefined;
  }
}

/** The checks that keep the gate closed, by name. */
export function failing(reasons: EventData<'gate.refused'>['reasons']): string {
  const checks = [...new Set(reasons.map((reason) => reason.check ?? reason.code.replaceAll('_', ' ')))];
  return checks.join(', ');
}

/** What a person did, in a word; undefined for what nobody did. */
export function userWords(event: RecordedEvent): string | undefined {
  switch (event.type) {
    case 'goal.activated':
      return t`activated`;
    case 'goal.edited':
      return t`revision ${event.data.revision}`;
    case 'goal.resumed':
      return event.data.by === 'user' ? t`resumed` : undefined;
    case 'goal.reopened':
      return t`reopened`;
    case 'goal.paused':
      return event.data.by === 'user' ? t`paused` : undefined;
    case 'wrap_up.asked':
      return t`wrap-up`;
    case 'budget.changed':
      return t`budget changed`;
    case 'sandbox.waived':
      return t`gave up the sandbox`;
    case 'sandbox.restored':
      return t`sandboxed again`;
    case 'model.chosen':
      return t`another model`;
    case 'protected.accepted':
      return t`accepted`;
    case 'tree.reverted':
    case 'protected.restored':
      return t`put back`;
    case 'protected.returned':
      return t`sent back`;
    case 'input.queued':
      return event.data.from === 'user' ? t`message` : undefined;
    default:
      return undefined;
  }
}

/** How the goal stands still from this event on; undefined where it does not. */
export function stillMark(event: RecordedEvent): Mark | undefined {
  switch (event.type) {
    case 'goal.paused':
      return { shape: 'paused', word: t`Paused` };
    case 'goal.blocked':
      return { shape: 'blocked', word: t`Blocked` };
    case 'goal.limited':
      return { shape: 'limited', word: event.data.by === 'budget' ? t`Limited` : t`Usage limited` };
    case 'gate.held':
      return { shape: 'asks', word: t`Asks` };
    default:
      return undefined;
  }
}
