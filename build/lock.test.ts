import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from './lock.mjs';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'goalpost-lock-'));
  file = join(folder, 'deep', '.lock');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The id of a process that has ended for certain. */
const deadPid = (): string => String(spawnSync(process.execPath, ['-e', '']).pid);

describe('the lock', () => {
  it('lets one at a time work, and leaves nothing behind', async () => {
    const seen: string[] = [];
    const work = (name: string) =>
      withLock(file, async () => {
        seen.push(`${name} in`);
        await new Promise((resolve) => setImmediate(resolve));
        seen.push(`${name} out`);
        return name;
      });
    expect(await Promise.all([work('a'), work('b'), work('c')])).toEqual(['a', 'b', 'c']);
    expect(seen.map((word) => word.split(' ')[1])).toEqual(['in', 'out', 'in', 'out', 'in', 'out']);
    expect(readdirSync(join(folder, 'deep'))).toEqual([]);
  });

  it('is given back when the work throws', async () => {
    await expect(withLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withLock(file, async () => 'free')).toBe('free');
  });

  it.each([
    ['of a process that died', () => writeFileSync(file, deadPid())],
    ['left empty long ago', () => plantOld('', 60)],
    ['older than any install, whoever has that id now', () => plantOld(String(process.pid), 3600)],
  ])('takes over a lock %s', async (_name, plant) => {
    await withLock(file, async () => undefined);
    plant();
    expect(await Promise.all([withLock(file, async () => 1), withLock(file, async () => 2)])).toEqual([1, 2]);
    expect(readdirSync(join(folder, 'deep'))).toEqual([]);
  });

  it('takes over also where an earlier take-over was cut off', async () => {
    await withLock(file, async () => undefined);
    writeFileSync(file, deadPid());
    plantOld(deadPid(), 60, `${file}.takeover`);
    expect(await withLock(file, async () => 'mine')).toBe('mine');
  });
});

function plantOld(text: string, seconds: number, path = file): void {
  writeFileSync(path, text);
  const then = Date.now() / 1000 - seconds;
  utimesSync(path, then, then);
}
