import type { TranscriptItem } from '../../shared/provider/model';
import type { Delta } from './dialect';
import { unusedCall } from './toolCalls';
import type { WireCall } from './wireChunk';

interface Slot {
  readonly index: number | undefined;
  id: string | undefined;
  name: string;
  arguments: string;
}

interface Piece {
  readonly index: number | undefined;
  readonly id: string | undefined;
  readonly name: string;
  readonly arguments: string;
}

/**
 * The tool calls of one answer, put together from deltas. By the book the first delta of a call has its index, id and name, and the
 * others its index and more of its arguments. Servers leave out the index or the id, number every call 0, make up an id for each
 * delta, repeat the name, or send a whole call at once; only a name ever begins a call, so that is what is gone by.
 */
export class ChatCalls {
  readonly #slots: Slot[] = [];

  /** Takes one delta; answers what it adds to a call's arguments, to be shown. */
  add(call: WireCall): readonly Delta[] {
    const piece = {
      index: call.index,
      id: call.id || undefined,
      name: call.function?.name ?? '',
      arguments: call.function?.arguments ?? '',
    };
    const slot = this.#slotOf(piece);
    if (!slot || begins(slot, piece)) {
      this.#slots.push({ ...piece });
      return said(this.#slots.length - 1, piece.name, piece.arguments);
    }
    if (repeats(slot, piece)) return [];
    slot.id ??= piece.id;
    slot.name = joinedName(slot, piece);
    slot.arguments += piece.arguments;
    return said(this.#slots.indexOf(slot), slot.name, piece.arguments);
  }

  /** The calls as a transcript keeps them. `taken` are call ids already in use: a repeated or missing one is replaced. */
  items(taken: ReadonlySet<string>): readonly TranscriptItem[] {
    const used = new Set(taken);
    return this.#slots.flatMap((slot): TranscriptItem[] => {
      if (slot.name === '' && slot.arguments === '') return [];
      return [{ type: 'tool_call', call: unusedCall(slot.id, used), name: slot.name, arguments: slot.arguments }];
    });
  }

  /** The call that a delta may go on with: the last of its id, else of its index, else the last of all. */
  #slotOf(piece: Piece): Slot | undefined {
    const sameId = piece.id === undefined ? undefined : this.#slots.findLast((slot) => slot.id === piece.id);
    if (sameId) return sameId;
    return piece.index === undefined ? this.#slots.at(-1) : this.#slots.findLast((slot) => slot.index === piece.index);
  }
}

function said(nth: number, name: string, text: string): readonly Delta[] {
  return text === '' ? [] : [{ type: 'arguments_delta', nth, name, text }];
}

/** Whether a delta begins another call rather than going on with this one. */
function begins(slot: Slot, piece: Piece): boolean {
  if (piece.name === '' || slot.name === '') return false;
  if (piece.name === slot.name) {
    const opens = piece.arguments.trimStart().startsWith('{') && !repeats(slot, piece);
    return (isOther(slot, piece) || opens) && isWhole(slot.arguments);
  }
  // A name may itself come in pieces, before any argument.
  return isOther(slot, piece) || piece.index === undefined || slot.arguments !== '' || piece.arguments !== '';
}

/** A whole call that was sent already, as some servers do at the end: to take it for another would run it twice. */
function repeats(slot: Slot, piece: Piece): boolean {
  if (isOther(slot, piece) || piece.name !== slot.name || piece.arguments !== slot.arguments) return false;
  return isWhole(slot.arguments);
}

const isOther = (slot: Slot, piece: Piece): boolean => piece.id !== undefined && slot.id !== undefined && piece.id !== slot.id;

function joinedName(slot: Slot, piece: Piece): string {
  if (piece.name === '') return slot.name;
  return piece.name.startsWith(slot.name) ? piece.name : slot.name + piece.name;
}

function isWhole(text: string): boolean {
  if (!text.trimEnd().endsWith('}')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
