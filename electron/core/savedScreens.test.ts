import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { screenPath } from '../terminals/screenFiles';
import { savedScreens } from './savedScreens';

const folder = mkdtempSync(join(tmpdir(), 'goalpost screens-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const KEPT = { title: 'Shell 1', cols: 80, rows: 24, text: '$ make', at: 7 };

describe('the screens that were kept of a thread', () => {
  it('are named as they are in the thread, until one is let go of', async () => {
    const path = screenPath(folder, 'a/shell-1');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, gzipSync(JSON.stringify({ ...KEPT, id: 'a/shell-1' })));
    const saved = savedScreens(folder);
    expect(await saved.read('a')).toEqual({ screens: [{ ...KEPT, terminal: 'shell-1' }], faults: [] });
    await saved.remove('a', 'shell-1');
    expect([existsSync(path), await saved.read('a')]).toEqual([false, { screens: [], faults: [] }]);
    await saved.remove('a', 'shell-1');
  });

  it('are a sentence where their folder does not read', async () => {
    const file = join(folder, 'a file');
    writeFileSync(file, '');
    expect(await savedScreens(file).read('a')).toEqual({
      screens: [],
      faults: [expect.stringMatching(/a file do not read \(ENOTDIR/)],
    });
  });
});
