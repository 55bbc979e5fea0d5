import type { Instant } from '../../kernel/ids';
import type { Actor, EventData, RecordedEvent } from '../../thread/events';
import { type ConversationRow, type NoteFacts, note, type Placed, type ToolRow } from './row';

export interface KeptInput {
  readonly at: Instant;
  readonly from: 'user' | 'answer' | 'app';
  readonly text: string;
}

/** Where the rows stand that later events still change. */
export interface Open {
  readonly turn: string | null;
  readonly turnAt: number | null;
  /** The rows of the running check, of the call that asked for it, and of the claim. */
  readonly check: number | null;
  readonly asker: number | null;
  readonly claim: number | null;
  readonly purpose: EventData<'verification.started'>['purpose'] | null;
  readonly paused: { readonly row: number; readonly by: Actor; readonly requests: number } | null;
  /** Call → row; queued input and open question → its words. */
  readonly tools: ReadonlyMap<string, number>;
  readonly inputs: ReadonlyMap<string, KeptInput>;
  readonly questions: ReadonlyMap<string, string>;
  /** What each check's latest evidence came to, for where it answers again. */
  readonly verdicts: ReadonlyMap<string, ToolRow['result']>;
}

export const NOTHING_OPEN: Open = {
  turn: null,
  turnAt: null,
  check: null,
  asker: null,
  claim: null,
  purpose: null,
  paused: null,
  tools: new Map(),
  inputs: new Map(),
  questions: new Map(),
  verdicts: new Map(),
};

type RowOf<K extends ConversationRow['kind']> = Extract<ConversationRow, { kind: K }>;

/** One batch's working copy: rows are copied once, changed in place, and handed out as a new value. */
export class Draft {
  readonly rows: ConversationRow[];
  readonly tools: Map<string, number>;
  readonly inputs: Map<string, KeptInput>;
  readonly questions: Map<string, string>;
  readonly verdicts: Map<string, ToolRow['result']>;
  #open: Open;

  constructor(rows: readonly ConversationRow[], open: Open) {
    this.rows = [...rows];
    this.#open = open;
    this.tools = new Map(open.tools);
    this.inputs = new Map(open.inputs);
    this.questions = new Map(open.questions);
    this.verdicts = new Map(open.verdicts);
  }

  get open(): Open {
    const { tools, inputs, questions, verdicts } = this;
    return { ...this.#open, tools, inputs, questions, verdicts };
  }

  set(change: Partial<Omit<Open, 'tools' | 'inputs' | 'questions' | 'verdicts'>>): void {
    this.#open = { ...this.#open, ...change };
  }

  placed(event: RecordedEvent, folds = false): Placed {
    return { key: `e${event.seq}`, at: event.at, turn: this.#open.turn, folds };
  }

  /** Adds a row and answers where it stands. */
  push(row: ConversationRow): number {
    return this.rows.push(row) - 1;
  }

  note(event: RecordedEvent, facts: NoteFacts, folds = false): number {
    return this.push(note(this.placed(event, folds), facts));
  }

  /** Changes the row that stands there, where it is of that kind. */
  change<K extends ConversationRow['kind']>(
    at: number | null | undefined,
    kind: K,
    change: (row: RowOf<K>) => Partial<RowOf<K>>,
  ): void {
    if (at === null || at === undefined) return;
    const row = this.rows[at];
    if (row?.kind !== kind) return;
    const known = row as RowOf<K>;
    this.rows[at] = { ...known, ...change(known) };
  }
}
