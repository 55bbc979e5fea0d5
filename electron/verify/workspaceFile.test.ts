import { execFileSync } from 'node:child_process';
import { lstat, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkspaceFile, removeWorkspaceFile } from './workspaceFile';

let base: string;
let root: string;

beforeEach(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'goalpost file ')));
  root = join(base, 'workspace');
  await mkdir(join(root, '.git'), { recursive: true });
  await mkdir(join(root, 'hidden'));
  await writeFile(join(base, 'outside.txt'), 'outside');
  await writeFile(join(root, '.git', 'HEAD'), 'ref');
  await writeFile(join(root, 'hidden', 'key'), 'secret');
  await writeFile(join(root, 'größe.txt'), '12345');
  await symlink('größe.txt', join(root, 'link'));
  await symlink('../outside.txt', join(root, 'escape'));
  await symlink('..', join(root, 'up'));
  await symlink('hidden/key', join(root, 'peek'));
  await symlink('round', join(root, 'round'));
  execFileSync('mkfifo', [join(root, 'pipe')]);
});

afterEach(() => rm(base, { recursive: true, force: true }));

const place = () => ({ root, denyRead: [join(root, 'hidden'), base] });

async function opened(path: string): Promise<number | string> {
  const file = await openWorkspaceFile(place(), path);
  if (!file.ok) return file.error;
  await file.value.handle.close();
  return file.value.bytes;
}

describe('a file of the workspace', () => {
  it.each([
    ['größe.txt', 5],
    ['link', 5],
    ['missing', 'does not exist'],
    ['größe.txt/below', 'does not exist'],
    ['round', 'does not exist'],
    ['hidden', 'is hidden by the boundaries'],
    ['peek', 'is hidden by the boundaries'],
    ['.', 'is a folder'],
    ['pipe', 'is not a regular file'],
    ['escape', 'leads out of the workspace'],
    ['up/outside.txt', 'leads out of the workspace'],
    ['.git/HEAD', "is one of git's own files"],
  ])('opening %s: %s', async (path, answer) => {
    expect(await opened(path)).toBe(answer);
  });

  it('is removed, a link by itself', async () => {
    for (const path of ['escape', 'link', 'pipe', 'missing', 'missing/below']) {
      expect(await removeWorkspaceFile(place(), path)).toEqual({ ok: true, value: undefined });
    }
    await expect(lstat(join(root, 'escape'))).rejects.toThrow('ENOENT');
    expect(await readFile(join(base, 'outside.txt'), 'utf8')).toBe('outside');
    expect(await readFile(join(root, 'größe.txt'), 'utf8')).toBe('12345');
  });

  it.each([
    ['up/outside.txt', 'leads out of the workspace'],
    ['.git/HEAD', "is one of git's own files"],
    ['hidden/key', 'is hidden by the boundaries'],
    ['up/workspace', 'is a folder'],
  ])('is not removed at %s: %s', async (path, error) => {
    expect(await removeWorkspaceFile(place(), path)).toEqual({ ok: false, error });
  });
});
