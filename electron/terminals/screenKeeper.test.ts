import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SavedScreen } from './savedScreen';
import { readScreens, screenPath } from './screenFiles';
import { MAX_SCREENS, ScreenKeeper } from './screenKeeper';

let folder: string;
const faults: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'goalpost-screens-'));
  faults.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const keeper = () => new ScreenKeeper(folder, (words) => faults.push(words));
const screen = (id: string, at: number, end?: string): SavedScreen => ({
  id,
  title: 'make',
  cols: 80,
  rows: 24,
  text: '\u001b[1mhé',
  at,
  ...(end === undefined ? {} : { end }),
});

describe('the keeper of screens', () => {
  it('gives back what was saved last, thread by thread, whatever the ids hold', async () => {
    const saved = [screen('a/../../x', 2, 'exit 0'), screen('a/shell-1', 1), screen('b/y', 3), screen('a/\ud800', 4)];
    for (const one of saved)
      await keeper()
        .keep(one.id, async () => one)
        .finish();
    expect(await readScreens(folder, 'a')).toEqual({ screens: [saved[1], saved[0], saved[3]], faults: [] });
    expect(await readScreens(folder, 'nobody')).toEqual({ screens: [], faults: [] });
    expect([readdirSync(dirname(folder)).filter((name) => name.startsWith('sx')), faults]).toEqual([[], []]);
  });

  it('keeps a bounded number per thread, the newest', async () => {
    for (let n = 0; n <= MAX_SCREENS; n += 1) {
      await keeper()
        .keep(`a/${n}`, async () => screen(`a/${n}`, n))
        .finish();
      if (n < MAX_SCREENS) utimesSync(screenPath(folder, `a/${n}`), n, n);
    }
    const { screens } = await readScreens(folder, 'a');
    expect(screens.map(({ at }) => at)).toEqual(Array.from({ length: MAX_SCREENS }, (_, n) => n + 1));
  });

  it('says which file does not read, and gives the others', async () => {
    await keeper()
      .keep('a/1', async () => screen('a/1', 1))
      .finish();
    writeFileSync(screenPath(folder, 'a/2'), 'not a screen');
    const { screens, faults: unread } = await readScreens(folder, 'a');
    expect([screens.length, unread.length]).toEqual([1, 1]);
    expect(unread[0]).toContain(screenPath(folder, 'a/2'));
  });

  it('tells of a folder that cannot be written and goes on', async () => {
    writeFileSync(join(folder, 'file'), '');
    const kept = new ScreenKeeper(join(folder, 'file'), (words) => faults.push(words)).keep('a/1', async () => screen('a/1', 1));
    await kept.finish();
    expect(faults[0]).toMatch(/^The screen of a\/1 could not be saved: /);
  });
});
