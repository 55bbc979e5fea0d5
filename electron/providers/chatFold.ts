import type { ModelEvent, TokenUsage, TranscriptItem } from '../../shared/provider/model';
import { ChatCalls } from './chatCalls';
import type { AnswerFold, Delta, Ending } from './dialect';
import { chunkUsage, WireChunk, type WireDelta } from './wireChunk';
import { NO_TOKENS } from './wireField';

/**
 * Folds one streamed chat completion. The stream is read to its end, since usage comes after the reason for finishing, or never.
 * What the model thinks is shown and not kept: these servers take none of it back.
 */
export class ChatFold implements AnswerFold {
  readonly #calls = new ChatCalls();
  readonly #taken: ReadonlySet<string>;
  #text = '';
  #finish: string | undefined;
  #usage: TokenUsage | undefined;
  #ending: Ending | undefined;
  #events = 0;

  /** `taken`: call ids of the conversation so far. */
  constructor(taken: ReadonlySet<string>) {
    this.#taken = taken;
  }

  get ending(): Ending | undefined {
    return this.#ending;
  }

  get events(): number {
    return this.#events;
  }

  get usage(): TokenUsage | undefined {
    return this.#usage;
  }

  take(raw: unknown): readonly Delta[] {
    const chunk = WireChunk.safeParse(raw);
    if (!chunk.success) return [];
    this.#events++;
    this.#usage = chunkUsage(chunk.data) ?? this.#usage;
    const choice = chunk.data.choices.find(({ index }) => !index);
    this.#finish = choice?.finish_reason || this.#finish;
    return choice?.delta ? this.#add(choice.delta) : [];
  }

  /** Complete with a reason or with the mark: some servers leave out one of them. Without both the answer was cut. */
  over(marked: boolean): void {
    if (marked || this.#finish !== undefined) this.#ending ??= endingOf(this.#finish);
  }

  done(note: string | undefined): ModelEvent {
    // A line break before a call is how some chat templates end, and nothing said.
    const said: TranscriptItem[] = this.#text.trim() === '' ? [] : [{ type: 'message', role: 'assistant', text: this.#text }];
    const items = [...said, ...this.#calls.items(this.#taken)];
    return { type: 'done', items, usage: this.#usage ?? NO_TOKENS, ...(note === undefined ? {} : { note }) };
  }

  #add(delta: WireDelta): readonly Delta[] {
    const text = delta.content || delta.refusal || '';
    const thought = delta.reasoning_content || delta.reasoning || '';
    this.#text += text;
    const called = (delta.tool_calls ?? []).flatMap((call) => this.#calls.add(call));
    return [
      ...(thought === '' ? [] : [{ type: 'reasoning_delta' as const, text: thought }]),
      ...(text === '' ? [] : [{ type: 'text_delta' as const, text }]),
      ...called,
    ];
  }
}

/** `stop` and `tool_calls` are told apart by what came, not by the word: servers mix them up. */
function endingOf(finish: string | undefined): Ending {
  switch (finish) {
    case 'length':
    case 'max_tokens':
      return {
        type: 'done',
        note: 'The response was cut at the limit of output tokens, or of the context that the server was started with.',
      };
    case 'content_filter':
      return { type: 'done', note: "The server's content filter ended the response early." };
    case 'error':
    case 'abort':
      return { type: 'failed', body: { message: `finish_reason ${finish}` } };
    default:
      return { type: 'done' };
  }
}
