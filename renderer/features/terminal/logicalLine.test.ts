import { Terminal } from '@xterm/headless';
import { afterEach, describe, expect, it } from 'vitest';
import { logicalLine } from './logicalLine';

let terminal: Terminal | undefined;
afterEach(() => terminal?.dispose());

async function lineAt(text: string, y: number) {
  const opened = new Terminal({ cols: 10, rows: 6, allowProposedApi: true });
  terminal = opened;
  await new Promise<void>((resolve) => opened.write(text, resolve));
  return logicalLine(opened.buffer.active as never, y);
}

describe('a line as it was printed', () => {
  it('is put together from the rows that it takes, whichever of them is pointed at', async () => {
    for (const y of [1, 2]) {
      const line = await lineAt('above\r\nsrc/checkout.ts:3\r\nbelow', y);
      expect(line?.text.trimEnd()).toBe('src/checkout.ts:3');
      expect(line?.range(0, 17)).toEqual({ start: { x: 1, y: 2 }, end: { x: 7, y: 3 } });
    }
  });

  it('knows the cells of wide characters', async () => {
    const line = await lineAt('漢字 a.ts:1', 0);
    const at = line?.text.indexOf('a.ts') ?? -1;
    expect(line?.range(0, 2)).toEqual({ start: { x: 1, y: 1 }, end: { x: 4, y: 1 } });
    expect(line?.range(at, at + 5)).toEqual({ start: { x: 6, y: 1 }, end: { x: 10, y: 1 } });
  });

  it('is none where there is no row', async () => {
    expect(await lineAt('x', 99)).toBeUndefined();
  });
});
