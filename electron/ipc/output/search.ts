import { setImmediate as immediately } from 'node:timers/promises';
import { ok, type Result } from '../../../shared/kernel/result';
import { type OutputMatch, type OutputPlace, pointOn, rowsOf } from '../../../shared/terminal/outputRows';
import type { Fault } from '../ipc';
import { type Batch, batches, piecesOf, plainTextOf, startOfLine } from './batches';
import { createFindIn, type Hit, type Wanted } from './findIn';
import type { StoredFile } from './openOutput';
import { placeAfter } from './rowIndex';

/** Looked through by one call: some 200 ms, so that a search that nobody wants any more ends with its call. */
const BYTES_PER_CALL = 8 * 1024 * 1024;

/** Matches in one answer: what a window has room for, and little to send. */
const MATCHES_PER_CALL = 1_000;

/** Of a match's line, before and behind it, in UTF-16 units. */
const AROUND_UNITS = 80;

export interface Searched {
  readonly matches: readonly OutputMatch[];
  /** Where the next call goes on; null at the end of the output. */
  readonly next: OutputPlace | null;
}

/**
 * Looks for text on the lines as a reader sees them, from a place on, for a bounded while. Who wants more asks again from `next`; who
 * does not, asks no more.
 */
export async function search(file: StoredFile, wanted: Wanted, from: OutputPlace): Promise<Result<Searched, Fault>> {
  const find = createFindIn(wanted);
  if (!find.ok) return find;
  const matches: OutputMatch[] = [];
  let place = from;
  for await (const batch of pieces(file, from.offset)) {
    const left = MATCHES_PER_CALL - matches.length;
    if (left <= 0 || batch.offset - from.offset >= BYTES_PER_CALL) return ok({ matches, next: place });
    const text = plainTextOf(batch);
    const hits = find.value(text, left);
    if (!hits.ok) return hits;
    if (hits.value.length > 0) {
      const lines = text.split('\n');
      matches.push(...matchesOf(hits.value, lines, place));
      if (hits.value.length >= left) return ok({ matches, next: nextAfter(hits.value, lines, batch, place) });
    }
    place = placeAfter(place, batch);
  }
  return ok({ matches, next: null });
}

/** Between two of them whatever else waits in this process has its turn. */
async function* pieces(file: StoredFile, from: number): AsyncGenerator<Batch, void, undefined> {
  for await (const batch of batches(file, from)) {
    for (const piece of piecesOf(batch)) {
      yield piece;
      await immediately();
    }
  }
}

function matchesOf(hits: readonly Hit[], lines: readonly string[], place: OutputPlace): readonly OutputMatch[] {
  let nth = 0;
  let { row } = place;
  return hits.map((hit) => {
    for (; nth < hit.nth; nth += 1) row += rowsOf(lines[nth] ?? '').length;
    const line = lines[hit.nth] ?? '';
    const words = line.slice(Math.max(0, hit.column - AROUND_UNITS), hit.column + hit.length + AROUND_UNITS);
    return {
      ...pointOn(line, row, hit.column),
      length: hit.length,
      line: place.line + hit.nth,
      words: words.slice(0, 4 * AROUND_UNITS),
    };
  });
}

/** After the line of the last hit; what else is found on that line is left out, for one line can hold any number. */
function nextAfter(hits: readonly Hit[], lines: readonly string[], batch: Batch, place: OutputPlace): OutputPlace {
  const last = (hits.at(-1)?.nth ?? 0) + 1;
  if (last >= lines.length) return placeAfter(place, batch);
  const bytes = batch.bytes.subarray(0, startOfLine(batch, last));
  return placeAfter(place, { ...batch, bytes });
}
