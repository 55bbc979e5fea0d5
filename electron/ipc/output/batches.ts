import { plainLine, plainText } from '../../../shared/tools/plainLines';
import { wholeCharacters } from '../blobText';
import type { StoredFile } from './openOutput';

/**
 * Bytes of a line before it is cut into pieces, so that an output without newlines is read in bounded memory too. It is what is read
 * at once as well: then no line can grow longer than this behind the first of what was read.
 */
export const LONGEST_LINE = 256 * 1024;

/** Part of a stored output that begins where a line or a piece of a long one does: lines with their ends, or one that has none. */
export interface Batch {
  readonly bytes: Buffer;
  /** Where it begins, in bytes. */
  readonly offset: number;
  /** Whether its last line ends in it; otherwise it is one line that goes on, or the output's last. */
  readonly ended: boolean;
}

const NEWLINE = 0x0a;

/** Reads on from `from`, which is where a line or a piece begins. Where the cuts are depends on the content alone, not on `from`. */
export async function* batches(file: StoredFile, from: number): AsyncGenerator<Batch, void, undefined> {
  const step = Math.min(file.blockBytes, LONGEST_LINE);
  let rest: Batch = { bytes: Buffer.alloc(0), offset: from, ended: false };
  for (let at = from; at < file.bytes; ) {
    // On the multiples of a block, so that none is unpacked twice.
    const read = await file.read(at, step - (at % step));
    if (read.byteLength === 0) break;
    at += read.byteLength;
    const cut = cutLines({ ...rest, bytes: Buffer.concat([rest.bytes, read]) });
    yield* cut.batches;
    rest = cut.rest;
  }
  if (rest.bytes.byteLength > 0) yield rest;
}

function cutLines({ bytes, offset }: Batch): { readonly batches: readonly Batch[]; readonly rest: Batch } {
  const found: Batch[] = [];
  let start = 0;
  const take = (end: number, ended: boolean) => {
    found.push({ bytes: bytes.subarray(start, end), offset: offset + start, ended });
    start = end;
  };
  while (isLong(bytes, start)) {
    take(start + wholeCharacters(bytes.subarray(start, start + LONGEST_LINE)), false);
  }
  const end = bytes.lastIndexOf(NEWLINE) + 1;
  if (end > start) take(end, true);
  return { batches: found, rest: { bytes: bytes.subarray(start), offset: offset + start, ended: false } };
}

/** Whether the line that begins at `start` is known to be longer than what is kept of one. */
function isLong(bytes: Buffer, start: number): boolean {
  const end = bytes.indexOf(NEWLINE, start);
  return (end < 0 ? bytes.byteLength : end) - start > LONGEST_LINE;
}

/**
 * What a search looks through before anything else has its turn: 1 ms of test output, 5 at most (measured). A line that is longer is taken
 * whole, up to LONGEST_LINE.
 */
export const PIECE_BYTES = 32 * 1024;

/** A batch's lines in pieces that end with a line; a line longer than a piece is one. */
export function* piecesOf(batch: Batch): Generator<Batch, void, undefined> {
  const { bytes, offset } = batch;
  for (let start = 0; start < bytes.byteLength; ) {
    const end = bytes.byteLength - start > PIECE_BYTES ? lineEnd(bytes, start) : bytes.byteLength;
    yield { bytes: bytes.subarray(start, end), offset: offset + start, ended: end < bytes.byteLength || batch.ended };
    start = end;
  }
}

/** The last one within a piece, or else the first. */
function lineEnd(bytes: Buffer, start: number): number {
  const last = bytes.lastIndexOf(NEWLINE, start + PIECE_BYTES - 1);
  const end = last >= start ? last : bytes.indexOf(NEWLINE, start);
  return end < 0 ? bytes.byteLength : end + 1;
}

/** The lines of a batch as a reader sees them, between newlines. */
export function plainTextOf({ bytes, ended }: Batch): string {
  const text = bytes.toString('utf8');
  return ended ? plainText(text).slice(0, -1) : plainLine(text);
}

export function plainLinesOf(batch: Batch): readonly string[] {
  return plainTextOf(batch).split('\n');
}

/** Where in a batch its nth line begins, in bytes. */
export function startOfLine({ bytes }: Batch, nth: number): number {
  let start = 0;
  for (let line = 0; line < nth; line += 1) start = bytes.indexOf(NEWLINE, start) + 1;
  return start;
}
