import { OUTPUT_START, type OutputPlace, ROW_UNITS, rowsOf } from '../../../shared/terminal/outputRows';
import { plainLine } from '../../../shared/tools/plainLines';
import { type Batch, batches } from './batches';
import type { StoredFile } from './openOutput';

const NEWLINE = 0x0a;

/**
 * Where the rows of one output stand: a place about every 256 KiB, found by one pass that goes on while its beginning is looked at. It is
 * a thousand places for 256 MiB, made again whenever an output is opened that was not looked at lately.
 */
export class RowIndex {
  readonly #places: OutputPlace[] = [];
  #next: OutputPlace = OUTPUT_START;
  #whole = false;

  /** Bytes, rows and lines found so far, and whether that is all of them. */
  get found(): { readonly read: number; readonly rows: number; readonly lines: number; readonly whole: boolean } {
    const { offset, row, line, goesOn } = this.#next;
    return { read: offset, rows: row, lines: goesOn ? line : line - 1, whole: this.#whole };
  }

  /** Looks through the output until the signal aborts. */
  async build(file: StoredFile, signal: AbortSignal): Promise<void> {
    for await (const batch of batches(file, 0)) {
      if (signal.aborted) return;
      this.#places.push(this.#next);
      this.#next = placeAfter(this.#next, batch);
    }
    this.#whole = true;
  }

  /** The last place at or before a row. */
  before(row: number): OutputPlace {
    let low = 0;
    for (let high = this.#places.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if ((this.#places[middle]?.row ?? 0) <= row) low = middle;
      else high = middle;
    }
    return this.#places[low] ?? OUTPUT_START;
  }
}

/** Where the batch after this one begins. */
export function placeAfter(place: OutputPlace, batch: Batch): OutputPlace {
  const { rows, lines } = countRows(batch);
  return {
    offset: batch.offset + batch.bytes.byteLength,
    row: place.row + rows,
    line: place.line + lines,
    goesOn: !batch.ended,
  };
}

/** Counted on the bytes: only a line of more bytes than a row has units can be more than one row, and such lines are few. */
function countRows({ bytes, ended }: Batch): { readonly rows: number; readonly lines: number } {
  let rows = 0;
  let lines = 0;
  let start = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] !== NEWLINE) continue;
    rows += at - start <= ROW_UNITS ? 1 : rowsIn(bytes, start, at);
    lines += 1;
    start = at + 1;
  }
  return { rows: ended ? rows : rows + rowsIn(bytes, start, bytes.length), lines };
}

function rowsIn(bytes: Buffer, from: number, to: number): number {
  return rowsOf(plainLine(bytes.toString('utf8', from, to))).length;
}
