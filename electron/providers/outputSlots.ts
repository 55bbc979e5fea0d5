import type { TranscriptItem } from '../../shared/provider/model';
import { unusedCall } from './toolCalls';
import type { WireItem } from './wireEvent';

export type SlotKind = 'message' | 'reasoning' | 'tool_call' | 'other';

/** One output item while it arrives, from deltas, from whole items, or both. */
export interface Slot {
  readonly kind: SlotKind;
  index: number | undefined;
  id: string | undefined;
  /** Its last event came: what names no item belongs to a later one. */
  closed: boolean;
  text: string;
  summary: string[];
  encrypted: string | undefined;
  call: string | undefined;
  name: string;
  arguments: string;
}

export interface SlotKey {
  readonly index?: number | undefined;
  readonly id?: string | undefined;
}

const KINDS: Readonly<Record<string, SlotKind>> = { message: 'message', reasoning: 'reasoning', function_call: 'tool_call' };

export const kindOf = (item: WireItem): SlotKind => KINDS[item.type] ?? 'other';

/**
 * The output items of one response in order of appearance. Servers differ in how they name an item: some leave out the index, some
 * the id, some change the id from event to event and some number every item 0; so the best match of the right kind is taken.
 */
export class OutputSlots {
  readonly #slots: Slot[] = [];

  open(kind: SlotKind, key: SlotKey): Slot {
    const slot: Slot = {
      kind,
      index: key.index,
      id: key.id,
      closed: false,
      text: '',
      summary: [],
      encrypted: undefined,
      call: undefined,
      name: '',
      arguments: '',
    };
    this.#slots.push(slot);
    return slot;
  }

  /** The slot that an event speaks of, opened when there is none. */
  at(kind: SlotKind, key: SlotKey): Slot {
    const candidates = this.#slots.filter((slot) => slot.kind === kind);
    const sameId = (slot: Slot) => key.id !== undefined && slot.id === key.id;
    const sameIndex = (slot: Slot) => key.index !== undefined && slot.index === key.index;
    const found =
      candidates.findLast((slot) => sameId(slot) && sameIndex(slot)) ??
      candidates.findLast((slot) => sameIndex(slot) && !slot.closed) ??
      candidates.findLast(sameId) ??
      (key.index === undefined ? candidates.findLast((slot) => !slot.closed) : undefined);
    return found ?? this.open(kind, key);
  }

  /** How many items of its kind came before it. */
  nthOf(slot: Slot): number {
    return this.#slots.filter((other) => other.kind === slot.kind).indexOf(slot);
  }

  /** Takes the complete list that ends a response: it fills what the stream left out and adds what it did not show. */
  reconcile(output: readonly WireItem[], changed: (slot: Slot, item: WireItem) => void): void {
    const unmatched = new Set(this.#slots);
    for (const item of output) {
      const kind = kindOf(item);
      const rest = [...unmatched].filter((slot) => slot.kind === kind);
      const named = rest.find((slot) => (item.id && slot.id === item.id) || (item.call_id && slot.call === item.call_id));
      const slot = named ?? rest[0] ?? this.open(kind, { id: item.id });
      unmatched.delete(slot);
      changed(slot, item);
    }
  }

  /** The items as a transcript keeps them. `taken` are call ids already in use: a repeated or missing one is replaced. */
  items(taken: ReadonlySet<string>): readonly TranscriptItem[] {
    const used = new Set(taken);
    return this.#slots.flatMap((slot) => transcriptItem(slot, used));
  }
}

function transcriptItem(slot: Slot, used: Set<string>): TranscriptItem[] {
  switch (slot.kind) {
    case 'message':
      return slot.text === '' ? [] : [{ type: 'message', role: 'assistant', text: slot.text }];
    case 'reasoning':
      return reasoning(slot);
    case 'tool_call':
      return [{ type: 'tool_call', call: unusedCall(slot.call, used), name: slot.name, arguments: slot.arguments }];
    case 'other':
      return [];
  }
}

function reasoning(slot: Slot): TranscriptItem[] {
  const summary = slot.summary.filter((part) => part !== '');
  if (!slot.encrypted && summary.length === 0) return [];
  return [
    {
      type: 'reasoning',
      ...(slot.id === undefined ? {} : { id: slot.id }),
      ...(slot.encrypted ? { encrypted: slot.encrypted } : {}),
      summary,
    },
  ];
}
