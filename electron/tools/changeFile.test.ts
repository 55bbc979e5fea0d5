import { chmod, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFile, removeFile, rewriteFile } from './changeFile';

const anywhere = () => undefined;
const nowhere = () => 'is out of reach';
const text = Buffer.from('one\ntwo\nthree\n');
const undone = { ok: true, value: undefined };

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'goalpost change-')));
  path = join(folder, 'a.txt');
  await writeFile(path, text);
  await chmod(path, 0o640);
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const exists = (name: string) =>
  stat(join(folder, name)).then(
    () => true,
    () => false,
  );

describe('changing one file', () => {
  it('refuses a file that changed meanwhile or is out of reach', async () => {
    const stale = Buffer.from('stale');
    const changed = { ok: false, error: 'was changed by something else meanwhile: read it again' };
    expect(await rewriteFile(path, stale, text, anywhere)).toEqual(changed);
    expect(await removeFile(path, stale, anywhere)).toEqual(changed);
    expect(await rewriteFile(path, text, stale, nowhere)).toEqual({ ok: false, error: 'is out of reach' });
    expect(await createFile(join(folder, 'b.txt'), text, undefined, nowhere)).toEqual({ ok: false, error: 'is out of reach' });
    expect(await readFile(path)).toEqual(text);
  });

  it('undoes a rewriting, to a shorter and to a longer text', async () => {
    for (const after of [Buffer.from('short'), Buffer.alloc(100_000, 'x'), Buffer.alloc(0)]) {
      const change = await rewriteFile(path, text, after, anywhere);
      expect(await readFile(path)).toEqual(after);
      expect(change.ok && (await change.value())).toEqual(undone);
      expect(await readFile(path)).toEqual(text);
    }
  });

  it('undoes a creation with the folders it made', async () => {
    const change = await createFile(join(folder, 'x/y/z'), text, undefined, anywhere);
    expect(await readFile(join(folder, 'x/y/z'))).toEqual(text);
    expect(change.ok && (await change.value())).toEqual(undone);
    expect(await exists('x')).toBe(false);
  });

  it('undoes a removal with content and mode', async () => {
    const change = await removeFile(path, text, anywhere);
    expect(await exists('a.txt')).toBe(false);
    expect(change.ok && (await change.value())).toMatchObject({ ok: true });
    expect([await readFile(path), (await stat(path)).mode & 0o777]).toEqual([text, 0o640]);
  });
});
