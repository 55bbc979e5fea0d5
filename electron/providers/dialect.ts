import type OpenAI from 'openai';
import type { ModelEvent, ModelRequest, TokenUsage } from '../../shared/provider/model';
import type { ServerFault } from './serverFault';

/** How a stream said that it ended. `failed` holds the server's words, unread. */
export type Ending = { readonly type: 'done'; readonly note?: string } | { readonly type: 'failed'; readonly body: unknown };

export type Delta = Extract<ModelEvent, { type: 'text_delta' | 'reasoning_delta' | 'arguments_delta' }>;

/** Folds one answer's events into deltas to show, the items for the transcript, and the ending. */
export interface AnswerFold {
  /** Once it is known nothing more is read. */
  readonly ending: Ending | undefined;
  /** Events understood so far. */
  readonly events: number;
  /** Undefined when the server did not say. */
  readonly usage: TokenUsage | undefined;
  /** Takes one parsed SSE event; unknown kinds and shapes are passed over. */
  take(raw: unknown): readonly Delta[];
  /** The stream is over; `marked` when its last line was the `[DONE]` that some APIs end it with. */
  over(marked: boolean): void;
  done(note: string | undefined): ModelEvent;
}

/** What a request can do without, where a server refuses it for nothing else. */
export type Concession = 'reasoning' | 'stream_options' | 'max_tokens';

/** One of the APIs that the `openai` package speaks: how a request is written in it, and how its answer reads. */
export interface Dialect {
  /** As messages name it. */
  readonly api: string;
  /** Sends the request, without what was conceded. */
  open(client: OpenAI, request: ModelRequest, options: OpenOptions): Promise<AsyncIterable<unknown>>;
  fold(request: ModelRequest): AnswerFold;
  /** What the server refused alone; `lasting` when it would refuse it of this model every time. */
  refusedAlone(fault: ServerFault): { readonly what: Concession; readonly lasting: boolean } | undefined;
}

export interface OpenOptions {
  readonly conceded: ReadonlySet<Concession>;
  readonly signal: AbortSignal;
}
