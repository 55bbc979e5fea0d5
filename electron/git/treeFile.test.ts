import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileAt } from './git';
import { checkpoint, NEVER, testRepository, value } from './testRepository';

const LATIN = Buffer.concat([Buffer.from('caf'), Buffer.of(0xe9)]);

describe('a file of a tree', () => {
  it('is had byte for byte under any name, and as null where the tree has none', async () => {
    const repository = testRepository({ 'a/b.txt': 'one\n', ':(top)*': 'star\n', '-l': 'dash\n' });
    symlinkSync('a/b.txt', join(repository.root, 'link'));
    writeFileSync(Buffer.concat([Buffer.from(`${repository.root}/`), LATIN]), Buffer.of(0, 255));
    const workspace = await repository.workspace();
    const { tree } = await checkpoint(repository, 1);
    const read = async (path: string) => value(await fileAt(workspace, tree, path, 100, NEVER));
    expect(await read('a/b.txt')).toEqual({ kind: 'file', size: 4, bytes: Buffer.from('one\n') });
    expect(await read(':(top)*')).toEqual({ kind: 'file', size: 5, bytes: Buffer.from('star\n') });
    expect(await read('-l')).toEqual({ kind: 'file', size: 5, bytes: Buffer.from('dash\n') });
    expect(await read('link')).toEqual({ kind: 'link', size: 7, bytes: Buffer.from('a/b.txt') });
    expect(await read('caf\uDCE9')).toEqual({ kind: 'file', size: 2, bytes: Buffer.of(0, 255) });
    expect(await read('missing')).toBeNull();
  });

  it('is left unread where it is larger than was asked for', async () => {
    const repository = testRepository({ big: 'x'.repeat(101) });
    const workspace = await repository.workspace();
    expect(value(await fileAt(workspace, 'HEAD', 'big', 100, NEVER))).toEqual({ kind: 'file', size: 101, bytes: undefined });
  });

  it('is refused outside the workspace, and where it is a folder', async () => {
    const repository = testRepository({ 'a/b.txt': 'one\n' });
    const workspace = await repository.workspace();
    for (const path of ['../x', '/etc/passwd', '.git/config', 'a//b', '']) {
      expect(await fileAt(workspace, 'HEAD', path, 100, NEVER)).toMatchObject({ ok: false, error: { code: 'refused' } });
    }
    expect(await fileAt(workspace, 'HEAD', 'a', 100, NEVER)).toMatchObject({ ok: false, error: { code: 'refused' } });
  });
});
