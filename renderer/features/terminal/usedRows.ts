import type { Terminal } from '@xterm/xterm';

/**
 * The rows from the top that hold something: a terminal of fixed size is shown as high as what is on it, until its screen is full. A
 * program that takes the whole screen has the whole screen.
 */
export function usedRows({ rows, buffer }: Pick<Terminal, 'rows' | 'buffer'>): number {
  const { active } = buffer;
  if (active.type === 'alternate' || active.baseY > 0) return rows;
  for (let row = rows - 1; row > active.cursorY; row -= 1) {
    if (active.getLine(row)?.translateToString(true) !== '') return row + 1;
  }
  return active.cursorY + 1;
}
