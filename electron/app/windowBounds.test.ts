import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isWithinReach, readBounds } from './windowBounds';

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 };
const BOUNDS = { x: 100, y: 50, width: 1440, height: 900, maximized: false };

describe('remembered bounds', () => {
  it('are used while a hand can get hold of the window', () => {
    expect(isWithinReach(BOUNDS, SCREEN)).toBe(true);
    expect(isWithinReach({ ...BOUNDS, x: -1400 }, SCREEN)).toBe(false);
    expect(isWithinReach({ ...BOUNDS, x: 1850 }, SCREEN)).toBe(false);
    expect(isWithinReach({ ...BOUNDS, y: 1060 }, SCREEN)).toBe(false);
    expect(isWithinReach({ ...BOUNDS, y: -500 }, SCREEN)).toBe(false);
  });

  it('are forgotten where the file is missing, broken, or of a screen that is gone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'goalpost-bounds-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'window.json');
    expect(await readBounds(file, [SCREEN])).toBeUndefined();
    for (const text of ['', 'null', '{"x":1}', '{"x":1e99,"y":0,"width":1,"height":1,"maximized":false}']) {
      writeFileSync(file, text);
      expect(await readBounds(file, [SCREEN])).toBeUndefined();
    }
    writeFileSync(file, JSON.stringify(BOUNDS));
    expect(await readBounds(file, [SCREEN])).toEqual(BOUNDS);
    expect(await readBounds(file, [{ ...SCREEN, x: 5000 }])).toBeUndefined();
  });
});
