import { mayPlan } from '../thread/plan';
import type { ThreadState } from '../thread/state';

/** What the text in the composer asks for. */
export type Composed =
  | { readonly kind: 'empty' }
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'show' | 'edit' | 'pause' | 'resume' | 'clear' }
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
  if (!match) return { kind: 'message', text: text.trim() };
  const [, word = '', rest = ''] = match;
  return word.toLowerCase() === '/goal' ? goalCommand(rest.trim()) : unknown(word);
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
    message: `${word} is not a command. Known: /goal, /goal <text>, /goal edit, pause, resume, clear. Begin with a space to send it as text.`,
  };
}

/** What happens to a message that is queued now, in the line under the field. */
export function queueHint(state: ThreadState): string {
  if (state.mode === 'plan' && mayPlan(state)) return 'Plan mode: the agent looks and answers; nothing is changed.';
  switch (state.goal?.status) {
    case 'draft':
      return 'A draft: a message waits until you activate the goal.';
    case 'paused':
      return 'Paused: a message waits until you resume.';
    case 'blocked':
    case 'budget_limited':
      return 'A message waits until the goal goes on.';
    case 'usage_limited':
      return 'A message waits until the provider’s limit ends.';
    case 'verifying':
      return 'A message waits until the claim is judged.';
    default:
      return state.turn ? 'A message starts the next turn.' : 'Input goes before any continuation.';
  }
}
