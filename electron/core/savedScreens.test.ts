import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { screenFile, screenPath } from '../terminals/screenFiles';
import { savedScreens } from './savedScreens';

const folder = mkdtempSync(join(tmpdir(), 'goalpost screens-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const KEPT = { title: 'Shell 1', cols: 80, rows: 24, text: '$ make', at: 7 };

describe('the screens that were kept of a thread', () => {
  it('are named as they are in the thread, until one is let go of', async () => {
    const path = screenPath(folder, 'a/shell-1');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, await screenFile({ ...KEPT, id: 'a/shell-1' }));
    const saved = savedScreens(folder);
    const { text, ...head } = KEPT;
    expect(await saved.list('a')).toEqual([{ ...head, terminal: 'shell-1' }]);
    expect(await saved.read('a', 'shell-1')).toEqual({ screen: { ...head, text, terminal: 'shell-1' }, fault: null });
    await saved.remove('a', 'shell-1');
    expect([existsSync(path), await saved.list('a')]).toEqual([false, []]);
    expect(await saved.read('a', 'shell-1')).toEqual({ screen: null, fault: null });
    await saved.remove('a', 'shell-1');
  });

  it('are a sentence where their folder does not read', async () => {
    const file = join(folder, 'a file');
    writeFileSync(file, '');
    const saved = savedScreens(file);
    expect([await saved.list('a'), await saved.read('a', 'shell-1')]).toEqual([
      [],
      { screen: null, fault: expect.stringMatching(/does not read \(ENOTDIR/) },
    ]);
  });
});
