import type { OutputPlace, OutputPoint } from '../../../shared/terminal/outputRows';
import type { StoredFile } from './openOutput';
import { rowsFrom } from './readRows';

/** What a copy holds at most, in UTF-16 units: more than anybody pastes, and little enough for every clipboard. */
const MOST_UNITS = 5_000_000;

/** The text between two points, as it reads: rows of one line are joined again. Null means the end of the output. */
export async function textBetween(
  file: StoredFile,
  place: OutputPlace,
  from: OutputPoint,
  to: OutputPoint | null,
): Promise<{ readonly text: string; readonly cut: boolean }> {
  const parts: string[] = [];
  let units = 0;
  let row = place.row;
  for await (const some of rowsFrom(file, place)) {
    for (const { text, goesOn } of some) {
      if (row >= from.row && (to === null || row <= to.row)) {
        const end = to?.row === row ? to.column : text.length;
        const part = `${row > from.row && !goesOn ? '\n' : ''}${text.slice(row === from.row ? from.column : 0, end)}`;
        parts.push(part);
        units += part.length;
      }
      row += 1;
    }
    if (units > MOST_UNITS) return { text: parts.join('').slice(0, MOST_UNITS), cut: true };
    if (to !== null && row > to.row) break;
  }
  return { text: parts.join(''), cut: false };
}
