import { boundedText, type ExcerptLimits, stripEscapes } from '../../shared/evidence/excerpt';
import type { BlobRef } from '../../shared/kernel/blobRef';
import type { BlobWriter } from '../store/blobStore';

/** One stream of a process: stored whole, held only by its head and tail. */
export interface OutputCapture {
  write(chunk: Uint8Array): Promise<void>;
  /** Head and tail as text, without escape sequences. */
  text(): string;
  /** What was stored; undefined when nothing was printed. Ends the capture. */
  finish(): Promise<BlobRef | undefined>;
  /** Forgets the output; after `finish` it does nothing. */
  discard(): Promise<void>;
}

/** Captures into `writer` in memory bounded by `limits`, whatever the output's size; the writer's backpressure is the caller's. */
export function captureOutput(writer: BlobWriter, limits: ExcerptLimits): OutputCapture {
  let head: Buffer = Buffer.alloc(0);
  let tail: Buffer = Buffer.alloc(0);
  let total = 0;
  const remember = (chunk: Uint8Array) => {
    total += chunk.length;
    const room = limits.headBytes - head.length;
    if (room > 0) head = Buffer.concat([head, chunk.subarray(0, room)]);
    if (chunk.length > room) tail = lastBytes([tail, chunk.subarray(Math.max(0, room))], limits.tailBytes);
  };
  return {
    async write(chunk) {
      remember(chunk);
      await writer.write(chunk);
    },
    text: () => stripEscapes(decodedBounds(head, tail, total - head.length - tail.length)),
    async finish() {
      if (total > 0) return await writer.finish();
      await writer.discard();
      return undefined;
    },
    discard: () => writer.discard(),
  };
}

/** A copy, so that the stream's own large buffers can be released. */
function lastBytes(parts: readonly Uint8Array[], limit: number): Buffer {
  const joined = Buffer.concat(parts);
  return joined.length <= limit ? joined : Buffer.from(joined.subarray(joined.length - limit));
}

/** Text of head and tail; a character that the cut went through counts as left out. */
function decodedBounds(head: Buffer, tail: Buffer, omitted: number): string {
  if (omitted <= 0) return Buffer.concat([head, tail]).toString('utf8');
  const start = head.subarray(0, characterEnd(head));
  const end = tail.subarray(characterStart(tail));
  const cut = head.length - start.length + tail.length - end.length;
  return boundedText(start.toString('utf8'), end.toString('utf8'), omitted + cut);
}

/** Where the last whole character ends: at most three bytes are the beginning of one that was cut off. */
function characterEnd(bytes: Buffer): number {
  const length = bytes.length;
  const lead = [length - 1, length - 2, length - 3].find((index) => !continues(bytes[index]));
  return lead === undefined || lead + characterBytes(bytes[lead]) <= length ? length : lead;
}

/** The first byte that does not continue a character cut off before it; a UTF-8 character has at most three such bytes. */
function characterStart(bytes: Buffer): number {
  return [0, 1, 2, 3].find((index) => !continues(bytes[index])) ?? 0;
}

const continues = (byte = 0) => (byte & 0xc0) === 0x80;

/** How many bytes a character has, by its first. */
function characterBytes(lead = 0): number {
  if (lead < 0xc0) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}
