import type { ResponseInputItem } from 'openai/resources/responses/responses';
import type { ModelRequest, TranscriptItem } from '../../shared/provider/model';
import { inputItems, requestBody } from './requestBody';

/** A conversation's items as they were last written out: only what came since is written for the next request. */
interface Written {
  readonly items: readonly TranscriptItem[];
  readonly carryReasoning: boolean;
  readonly bytes: Buffer;
  readonly length: number;
}

/** By a conversation's first item: no two conversations share one, and with it this is let go. */
const written = new WeakMap<TranscriptItem, Written>();

const ROOM_AT_FIRST = 16 * 1024;
const COMMA = Buffer.from(',');

/**
 * The body of one Responses request as it goes over the wire. The same as writing out `requestBody`, but what stood in the
 * conversation's last request is kept as bytes: a long thread pays for a new turn, not for its whole length.
 */
export function requestText(request: ModelRequest, carryReasoning: boolean): Buffer {
  const head = JSON.stringify(requestBody({ ...request, items: [] }, carryReasoning));
  const place = head.indexOf(EMPTY_INPUT) + EMPTY_INPUT.length - 1;
  return Buffer.concat([
    Buffer.from(head.slice(0, place)),
    inputBytes(request.items, carryReasoning),
    Buffer.from(head.slice(place)),
  ]);
}

// Texts are escaped, so that a quote in one never reads as this.
const EMPTY_INPUT = '"input":[]';

function inputBytes(items: readonly TranscriptItem[], carryReasoning: boolean): Buffer {
  const [first] = items;
  if (!first) return Buffer.alloc(0);
  const known = written.get(first);
  const before = known?.carryReasoning === carryReasoning && isPrefix(known.items, items) ? known : undefined;
  const rest = before ? items.slice(before.items.length) : items;
  const added = jsonOf(inputItems(rest, carryReasoning));
  const next = extended(before, added);
  // A copy: a caller may go on filling the same list.
  if (isClosed(rest)) written.set(first, { items: [...items], carryReasoning, ...next });
  return next.bytes.subarray(0, next.length);
}

function isPrefix(before: readonly TranscriptItem[], items: readonly TranscriptItem[]): boolean {
  if (before.length > items.length) return false;
  for (let at = 0; at < before.length; at += 1) if (before[at] !== items[at]) return false;
  return true;
}

/** Whether nothing that comes later changes how these are written: every call has its answer, and no reasoning waits for its output. */
function isClosed(items: readonly TranscriptItem[]): boolean {
  const answered = new Set(items.flatMap((item) => (item.type === 'tool_result' ? [item.call] : [])));
  return items.at(-1)?.type !== 'reasoning' && items.every((item) => item.type !== 'tool_call' || answered.has(item.call));
}

function jsonOf(items: readonly ResponseInputItem[]): Buffer {
  return Buffer.from(items.map((item) => JSON.stringify(item)).join(','));
}

/** Appends in place where there is room: what is handed out is a copy, and what was kept before ends before it. */
function extended(before: Written | undefined, added: Buffer): Pick<Written, 'bytes' | 'length'> {
  if (!before || before.length === 0) return { bytes: added, length: added.length };
  if (added.length === 0) return before;
  const length = before.length + COMMA.length + added.length;
  const bytes = length <= before.bytes.length ? before.bytes : grown(before, length);
  COMMA.copy(bytes, before.length);
  added.copy(bytes, before.length + COMMA.length);
  return { bytes, length };
}

function grown({ bytes, length }: Written, needed: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.max(ROOM_AT_FIRST, needed * 2));
  bytes.copy(larger, 0, 0, length);
  return larger;
}
