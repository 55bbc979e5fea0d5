import { type OutputPlace, type OutputRow, rowsOf } from '../../../shared/terminal/outputRows';
import { batches, plainLinesOf } from './batches';
import type { StoredFile } from './openOutput';

/** Up to `count` rows from row `from` on, read from a place at or before it. */
export async function readRows(file: StoredFile, place: OutputPlace, from: number, count: number): Promise<readonly OutputRow[]> {
  const rows: OutputRow[] = [];
  let at = place.row;
  for await (const some of rowsFrom(file, place)) {
    rows.push(...some.slice(Math.max(0, from - at), Math.max(0, from - at) + count - rows.length));
    at += some.length;
    if (rows.length >= count) break;
  }
  return rows;
}

/** Every row from a place on, some at a time. */
export async function* rowsFrom(file: StoredFile, place: OutputPlace): AsyncGenerator<readonly OutputRow[], void, undefined> {
  let { line, goesOn } = place;
  for await (const batch of batches(file, place.offset)) {
    const lines = plainLinesOf(batch);
    yield lines.flatMap((text, nth) => rowsOfLine(text, line + nth, nth === 0 && goesOn));
    if (batch.ended) line += lines.length;
    goesOn = !batch.ended;
  }
}

function rowsOfLine(plain: string, line: number, goesOn: boolean): readonly OutputRow[] {
  return rowsOf(plain).map((text, part) => ({ line, goesOn: goesOn || part > 0, text }));
}
