import type { Instant } from '../../kernel/ids';
import type { TurnKind } from '../../thread/events';
import type { Mark, Shape } from '../shape';

/** Which line icon stands before a row that is no status. */
export type RowIcon = 'file' | 'search' | 'edit' | 'command' | 'check' | 'user' | 'agent' | 'gate' | 'wait';

export interface Placed {
  /** Stable while the thread lives: the number of the event that made the row. */
  readonly key: string;
  readonly at: Instant;
  /** The turn it belongs to; null between turns. */
  readonly turn: string | null;
  /** Hidden while its turn is folded: how, not what came of it. */
  readonly folds: boolean;
}

/** A turn's head line, with what it came to so far. */
export interface TurnRow extends Placed {
  readonly kind: 'turn';
  readonly n: number;
  readonly turnKind: TurnKind;
  readonly tools: number;
  readonly checks: number;
  readonly files: number;
  readonly tokens: number;
  readonly endedAt: Instant | null;
  readonly ended: string | null;
}

/** Somebody's words: the user's as typed, the model's as simple Markdown. */
export interface SayRow extends Placed {
  readonly kind: 'say';
  readonly from: 'user' | 'agent';
  readonly text: string;
}

export interface ReasoningRow extends Placed {
  readonly kind: 'reasoning';
  readonly text: string;
}

/** A call of the model, or a check that the app runs. `result` is what it came to, null while it runs. */
export interface ToolRow extends Placed {
  readonly kind: 'tool';
  readonly icon: RowIcon;
  readonly name: string;
  readonly subject: string;
  readonly running: boolean;
  readonly result: Mark | { readonly shape: null; readonly word: string };
  readonly durationMs: number | null;
  /** What it was told and what it answered, for the reader who opens the row; both bounded by the log. */
  readonly details: { readonly input: string; readonly output: string };
}

/** A fact of the goal: claimed, refused, paused, asked, retried. */
export interface NoteRow extends Placed {
  readonly kind: 'note';
  readonly mark: Mark | null;
  readonly icon: RowIcon | null;
  readonly text: string;
  /** Said in monospace after the text: paths. */
  readonly mono: string;
  readonly aside: string;
  readonly durationMs: number | null;
  /** Where its proof stands. */
  readonly link: 'timeline' | 'inbox' | 'goal' | 'diff' | null;
  /** Further words, one fact a line, for the reader who opens the row. */
  readonly details: string;
}

export type ConversationRow = TurnRow | SayRow | ReasoningRow | ToolRow | NoteRow;

/** Everything but a row's place. */
export type NoteFacts = Partial<Omit<NoteRow, 'kind' | keyof Placed>> & { readonly text: string };

export function note(placed: Placed, facts: NoteFacts): NoteRow {
  return {
    mark: null,
    icon: null,
    mono: '',
    aside: '',
    durationMs: null,
    link: null,
    details: '',
    ...facts,
    kind: 'note',
    ...placed,
  };
}

export const mark = (shape: Shape, word: string): Mark => ({ shape, word });
