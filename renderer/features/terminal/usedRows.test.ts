import { Terminal } from '@xterm/headless';
import { describe, expect, it } from 'vitest';
import { usedRows } from './usedRows';

async function used(text: string): Promise<number> {
  const terminal = new Terminal({ cols: 20, rows: 10, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write(text, resolve));
  const rows = usedRows(terminal as never);
  terminal.dispose();
  return rows;
}

describe('the rows that are used', () => {
  it.each([
    ['an empty screen', '', 1],
    ['one line', 'one', 1],
    ['a line and the one after its end', 'one\r\n', 2],
    ['lines below the cursor', 'one\r\n\r\nthree\u001b[H', 3],
    ['a cursor below the lines', 'one\u001b[6;1H', 6],
    ['a full screen with lines above it', 'x\r\n'.repeat(30), 10],
    ['a program that takes the whole screen', '\u001b[?1049hone', 10],
    ['a screen that was cleared', 'a\r\nb\r\nc\u001b[H\u001b[2J', 1],
  ])('of %s', async (_name, text, rows) => {
    expect(await used(text)).toBe(rows);
  });
});
