import type { ModelEvent, TokenUsage, TranscriptItem } from '../../shared/provider/model';
import type { AnswerFold, Delta, Ending } from './dialect';
import { kindOf, OutputSlots, type Slot } from './outputSlots';
import { usageOf, WireEvent, WireItem, WireResponse } from './wireEvent';
import { NO_TOKENS } from './wireField';

/** Folds one response of the Responses API. */
export class ResponseFold implements AnswerFold {
  readonly #slots = new OutputSlots();
  readonly #taken: ReadonlySet<string>;
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

  done(note: string | undefined): ModelEvent {
    const items: readonly TranscriptItem[] = this.#slots.items(this.#taken);
    return { type: 'done', items, usage: this.#usage ?? NO_TOKENS, ...(note === undefined ? {} : { note }) };
  }

  over(): void {
    // Its events have said how the response ended; the end of the stream adds nothing.
  }

  take(raw: unknown): readonly Delta[] {
    const event = WireEvent.safeParse(raw);
    if (!event.success) return [];
    this.#events++;
    return this.#fold(event.data);
  }

  #fold(event: WireEvent): readonly Delta[] {
    const key = { index: event.output_index, id: event.item_id };
    switch (event.type) {
      case 'response.output_item.added':
      case 'response.output_item.done':
        return this.#item(event);
      case 'response.output_text.delta':
      case 'response.refusal.delta':
        return addText(this.#slots.at('message', key), event.delta ?? '');
      case 'response.reasoning_summary_text.delta':
        return addSummary(this.#slots.at('reasoning', key), event.summary_index ?? 0, event.delta ?? '');
      case 'response.reasoning_text.delta':
        return event.delta ? [{ type: 'reasoning_delta', text: event.delta }] : [];
      case 'response.function_call_arguments.delta':
        return this.#addArguments(this.#slots.at('tool_call', key), event.delta ?? '');
      case 'response.function_call_arguments.done':
        return fill(this.#slots.at('tool_call', key), { type: 'function_call', name: event.name, arguments: event.arguments });
      default:
        return this.#end(event);
    }
  }

  #addArguments(slot: Slot, text: string): readonly Delta[] {
    slot.arguments += text;
    return text === '' ? [] : [{ type: 'arguments_delta', nth: this.#slots.nthOf(slot), name: slot.name, text }];
  }

  #item(event: WireEvent): readonly Delta[] {
    const item = WireItem.safeParse(event.item);
    if (!item.success) return [];
    const key = { index: event.output_index, id: item.data.id ?? event.item_id };
    const opens = event.type === 'response.output_item.added';
    const slot = opens ? this.#slots.open(kindOf(item.data), key) : this.#slots.at(kindOf(item.data), key);
    slot.closed = !opens;
    return fill(slot, item.data);
  }

  #end(event: WireEvent): readonly Delta[] {
    if (event.type === 'error') this.#ending = { type: 'failed', body: event };
    const match = /^response\.(completed|incomplete|failed|cancelled)$/.exec(event.type);
    if (!match) return [];
    const parsed = WireResponse.safeParse(event.response ?? {});
    const response: WireResponse = parsed.success ? parsed.data : { output: [] };
    this.#usage = usageOf(response);
    this.#ending = ending(response.status ?? match[1], response);
    return this.#reconcile(response);
  }

  #reconcile(response: WireResponse): readonly Delta[] {
    const deltas: Delta[] = [];
    const items = response.output.flatMap((raw) => {
      const item = WireItem.safeParse(raw);
      return item.success ? [item.data] : [];
    });
    this.#slots.reconcile(items, (slot, item) => deltas.push(...fill(slot, item)));
    return deltas;
  }
}

function ending(status: string | undefined, response: WireResponse): Ending {
  if (status === 'failed' || status === 'cancelled') return { type: 'failed', body: response.error };
  if (status !== 'incomplete') return { type: 'done' };
  const reason = response.incomplete_details?.reason;
  if (reason === 'max_output_tokens') return { type: 'done', note: 'The response was cut at the limit of output tokens.' };
  if (reason === 'content_filter') return { type: 'done', note: "The server's content filter ended the response early." };
  return { type: 'done', note: 'The server ended the response early without saying why.' };
}

/** Takes from a whole item what it states; text that no delta showed is shown now. */
function fill(slot: Slot, item: Partial<WireItem>): readonly Delta[] {
  slot.id ??= item.id;
  slot.call = item.call_id || slot.call;
  slot.name = item.name || slot.name;
  slot.arguments = item.arguments || slot.arguments;
  slot.encrypted = item.encrypted_content || slot.encrypted;
  if (slot.kind === 'message')
    return fillText(slot, (item.content ?? []).map((part) => part.text ?? part.refusal ?? '').join(''));
  return slot.kind === 'reasoning'
    ? fillSummary(
        slot,
        (item.summary ?? []).map((part) => part.text ?? ''),
      )
    : [];
}

function addText(slot: Slot, text: string): readonly Delta[] {
  slot.text += text;
  return text === '' ? [] : [{ type: 'text_delta', text }];
}

function fillText(slot: Slot, whole: string): readonly Delta[] {
  if (whole === '') return [];
  const unseen = whole.startsWith(slot.text) ? whole.slice(slot.text.length) : '';
  slot.text = whole;
  return unseen === '' ? [] : [{ type: 'text_delta', text: unseen }];
}

function addSummary(slot: Slot, part: number, text: string): readonly Delta[] {
  if (text === '') return [];
  const begins = slot.summary[part] === undefined && slot.summary.length > 0;
  // Bounded by what is there, so that a wild index cannot make a sparse array.
  const place = Math.min(part, slot.summary.length);
  slot.summary[place] = (slot.summary[place] ?? '') + text;
  return [{ type: 'reasoning_delta', text: begins ? `\n\n${text}` : text }];
}

function fillSummary(slot: Slot, parts: readonly string[]): readonly Delta[] {
  if (parts.every((part) => part === '')) return [];
  const shown = slot.summary.length > 0;
  slot.summary = [...parts];
  return shown ? [] : [{ type: 'reasoning_delta', text: parts.join('\n\n') }];
}
