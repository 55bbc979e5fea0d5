import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { KeptWindows } from './keptWindows';

const BOUNDS = { x: 100, y: 50, width: 1440, height: 900, maximized: false };
const MOVED = { ...BOUNDS, x: 200 };

function place() {
  const folder = mkdtempSync(join(tmpdir(), 'goalpost-windows-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const faults: string[] = [];
  const parts = {
    file: join(folder, 'windows.json'),
    before: join(folder, 'window.json'),
    report: (text: string) => faults.push(text),
  };
  return { ...parts, faults, read: () => KeptWindows.read(parts) };
}

describe('the windows that stood', () => {
  it('stand again where they were, under their names; a new one gets a name of its own', async () => {
    const { read } = place();
    const kept = await read();
    expect([kept.windows, kept.newName(), kept.newName()]).toEqual([[], 'w1', 'w2']);
    kept.stands('w1', BOUNDS);
    kept.stands('w2', BOUNDS);
    kept.stands('w1', MOVED);
    await kept.dispose();
    const again = await read();
    expect(again.windows).toEqual([
      { id: 'w1', bounds: MOVED },
      { id: 'w2', bounds: BOUNDS },
    ]);
    expect(again.newName()).toBe('w3');
  });

  it('are forgotten one by one as they are closed, but for the last', async () => {
    const { read } = place();
    const kept = await read();
    kept.stands('w1', BOUNDS);
    kept.stands('w2', MOVED);
    kept.closed('w1');
    kept.closed('w2');
    await kept.dispose();
    expect((await read()).windows).toEqual([{ id: 'w2', bounds: MOVED }]);
  });

  it('are those that stand, where the last was closed and the app lived on without one', async () => {
    const { read } = place();
    const kept = await read();
    kept.stands('w1', BOUNDS);
    kept.closed('w1');
    expect(kept.windows).toEqual([{ id: 'w1', bounds: BOUNDS }]);
    kept.stands('w2', MOVED);
    await kept.dispose();
    expect((await read()).windows).toEqual([{ id: 'w2', bounds: MOVED }]);
  });

  it('are the last ones, where there are more than anybody wants back', async () => {
    const { read } = place();
    const kept = await read();
    for (let n = 1; n <= 51; n += 1) kept.stands(kept.newName(), BOUNDS);
    await kept.dispose();
    expect((await read()).windows.map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, n) => `w${n + 2}`));
  });

  it('are never given a name that one of them has, and each name once, whatever the file says', async () => {
    const { file, read } = place();
    const windows = ['w7', 'w7', 'w2'].map((id) => ({ id, bounds: BOUNDS }));
    writeFileSync(file, JSON.stringify({ next: 1, windows }));
    const kept = await read();
    expect(kept.windows.map(({ id }) => id)).toEqual(['w7', 'w2']);
    expect(kept.newName()).toBe('w8');
  });

  it('are the one of an earlier version, where there is no newer file', async () => {
    const { before, read } = place();
    writeFileSync(before, JSON.stringify(BOUNDS));
    expect((await read()).windows).toEqual([{ id: 'w1', bounds: BOUNDS }]);
  });

  it.each(['', 'null', '{"next":1}', '{"next":2,"windows":[{"id":"../x","bounds":{}}]}'])(
    'are none where the file does not read: %s',
    async (text) => {
      const { file, read, faults } = place();
      writeFileSync(file, text);
      expect([(await read()).windows, faults]).toEqual([[], []]);
    },
  );
});
