import { mayInterrupt } from '../thread/decide/mode';
import { mayPlan } from '../thread/plan';
import { wakesAt } from '../thread/quota';
import type { ThreadState } from '../thread/state';
import { t } from '../words/t';

/** What the text in the composer asks for. */
export type Composed =
  | { readonly kind: 'empty' }
  | { readonly kind: 'message'; readonly text: string }
  /** Words that mean "stop": a pause is offered, and the model is not left to decide. */
  | { readonly kind: 'stop'; readonly text: string }
  | { readonly kind: 'show' | 'edit' | 'pause' | 'resume' | 'clear' }
  /** Plan mode on or off; with a text, plan mode on and the text its first message. */
  | { readonly kind: 'plan'; readonly text: string }
  /** Fill the goal form with this text; nothing is activated. */
  | { readonly kind: 'fill'; readonly text: string }
  /** A slash word that means nothing here: told, never sent. */
  | { readonly kind: 'unknown'; readonly word: string; readonly message: string };

/** A slash and one word at the very beginning; a path (`/src/a.ts`) or a space before it makes it a message. */
const SLASH_WORD = /^(\/[a-z][\w-]*)(?:\s+([\s\S]*))?$/i;

const GOAL_WORDS = ['edit', 'pause', 'resume', 'clear'] as const;

/** Reads what was typed: a message, a goal command, or a slash word nobody knows. */
export function parseComposer(text: string): Composed {
  if (text.trim() === '') return { kind: 'empty' };
  const match = SLASH_WORD.exec(text);
  if (!match) return isOrderToStop(text) ? { kind: 'stop', text: text.trim() } : { kind: 'message', text: text.trim() };
  const [, word = '', rest = ''] = match;
  if (word.toLowerCase() === '/plan') return { kind: 'plan', text: rest.trim() };
  return word.toLowerCase() === '/goal' ? goalCommand(rest.trim()) : unknown(word);
}

/** A message that says nothing but "stop", however politely; with anything more it is a message. */
const STOP_WORDS =
  /^\s*(please[,\s]+)?(stop|pause|halt|abort|cancel|wait|hold on|stop (it|that|now|working))([,\s]+please)?[\s.!]*$/i;

export function isOrderToStop(text: string): boolean {
  return STOP_WORDS.test(text);
}

/** What the thread is stopped with now; null where nothing runs and nothing goes on by itself. */
export function stopOrder(state: ThreadState): { readonly type: 'turn.interrupt' | 'goal.pause' } | null {
  if (state.goal !== null && wakesAt(state.goal) !== null) return { type: 'goal.pause' };
  return mayInterrupt(state) ? { type: 'turn.interrupt' } : null;
}

function goalCommand(rest: string): Composed {
  if (rest === '') return { kind: 'show' };
  const word = GOAL_WORDS.find((known) => known === rest.toLowerCase());
  return word ? { kind: word } : { kind: 'fill', text: rest };
}

function unknown(word: string): Composed {
  return {
    kind: 'unknown',
    word,
    message: t`${word} is not a command. Known: /goal, /goal <text>, /goal edit, pause, resume, clear, /plan, /plan <text>. Begin with a space to send it as text.`,
  };
}

/** What happens to a message that is queued now, in the line under the field. */
export function queueHint(state: ThreadState): string {
  if (state.mode === 'plan' && mayPlan(state)) return t`Plan mode: the agent looks and answers; nothing is changed.`;
  if (state.mode === 'draft' && mayPlan(state)) return t`Drafting: the agent looks and proposes a contract; nothing is changed.`;
  switch (state.goal?.status) {
    case 'draft':
      return t`A draft: a message waits until you activate the goal.`;
    case 'paused':
      return t`Paused: a message waits until you resume.`;
    case 'blocked':
    case 'budget_limited':
      return t`A message waits until the goal goes on.`;
    case 'usage_limited':
      return t`A message waits until the provider’s limit ends.`;
    case 'verifying':
      return t`A message waits until the claim is judged.`;
    default:
      return state.turn ? t`A message starts the next turn.` : t`Input goes before any continuation.`;
  }
}
