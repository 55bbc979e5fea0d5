import { chmodSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changesBetween, patchBetween, protectedPatch, takeCheckpoint } from './git';
import { checkpoint, NEVER, order, type TestRepository, testRepository, userState, value } from './testRepository';

const LATIN = Buffer.concat([Buffer.from('caf'), Buffer.of(0xe9)]);

describe('the changes between two trees', () => {
  it('are added, modified, deleted, renamed, of another type and binary files, in path order', async () => {
    const lines = Array.from({ length: 40 }, (_, index) => `line ${index}\n`).join('');
    const repository = testRepository({
      'a.txt': 'one\n',
      bin: Buffer.of(0, 1),
      'gone ü\n': 'x\n',
      'old/name.txt': lines,
      type: 'x\n',
      same: 's',
    });
    const { root } = repository;
    repository.write('a.txt', 'one\ntwo\n');
    repository.write('bin', Buffer.of(0, 2));
    repository.write('empty', '');
    for (const path of ['gone ü\n', 'old/name.txt', 'type']) rmSync(join(root, path));
    repository.write('new/näme.txt', `${lines}more\n`);
    symlinkSync('a.txt', join(root, 'type'));
    chmodSync(join(root, 'same'), 0o755);
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), LATIN]), 'latin\n');
    const tree = await treeNow(repository);
    expect(value(await changesBetween(await repository.workspace(), 'HEAD', tree, NEVER))).toMatchObject([
      { path: 'a.txt', status: 'modified', added: 1, removed: 0 },
      { path: 'bin', status: 'modified', added: null, removed: null },
      { path: 'caf\uDCE9', status: 'added', added: 1, removed: 0 },
      { path: 'empty', status: 'added', added: 0, removed: 0 },
      { path: 'gone ü\n', status: 'deleted', added: 0, removed: 1 },
      { path: 'new/näme.txt', from: 'old/name.txt', status: 'renamed', added: 1, removed: 0 },
      { path: 'same', status: 'modified', added: 0, removed: 0 },
      { path: 'type', status: 'type_changed', added: 1, removed: 1 },
    ]);
  });

  it('are none between a tree and itself, and a failure where there is no tree', async () => {
    const workspace = await testRepository().workspace();
    expect(await changesBetween(workspace, 'HEAD', 'HEAD', NEVER)).toEqual({ ok: true, value: [] });
    expect(await changesBetween(workspace, 'HEAD', '0'.repeat(40), NEVER)).toMatchObject({
      ok: false,
      error: { code: 'git_failed' },
    });
    expect(await changesBetween(workspace, 'nowhere', 'HEAD', NEVER)).toMatchObject({ ok: false, error: { code: 'git_failed' } });
  });
});

describe('the patch between two trees', () => {
  it('is of all files, or of the files and folders named', async () => {
    const repository = testRepository({ 'a.txt': 'one\n', 'b/c.txt': 'c\n', 'b/d.txt': 'd\n' });
    for (const path of ['a.txt', 'b/c.txt', 'b/d.txt']) repository.write(path, 'new\n');
    writeFileSync(Buffer.concat([Buffer.from(`${repository.root}/`), LATIN]), 'latin\n');
    const tree = await treeNow(repository);
    const workspace = await repository.workspace();
    const files = async (paths: readonly string[]) => {
      const patch = value(await patchBetween(workspace, 'HEAD', tree, paths, NEVER));
      return patch
        .split('\n')
        .filter((line) => /^\+(new|latin)|^diff/.test(line))
        .map((line) => line.replace(/^diff --git a.* b\//, ''));
    };
    expect(await files([])).toEqual([
      'a.txt',
      '+new',
      'b/c.txt',
      '+new',
      'b/d.txt',
      '+new',
      'diff --git "a/caf\\351" "b/caf\\351"',
      '+latin',
    ]);
    expect(await files(['b/'])).toEqual(['b/c.txt', '+new', 'b/d.txt', '+new']);
    expect(await files(['a.txt', 'caf\uDCE9'])).toEqual(['a.txt', '+new', 'diff --git "a/caf\\351" "b/caf\\351"', '+latin']);
    expect(await files(['missing'])).toEqual([]);
  });

  it('leaves nothing behind in the user’s repository', async () => {
    const repository = testRepository({ 'a.txt': 'one\n', 'b.txt': 'b\n' });
    repository.write('a.txt', 'two\n');
    const tree = await treeNow(repository);
    const objects = () => repository.git('count-objects', '-v');
    const before = [objects(), userState(repository)];
    value(await patchBetween(await repository.workspace(), 'HEAD', tree, ['a.txt'], NEVER));
    expect([objects(), userState(repository)]).toEqual(before);
  });
});

describe('the patch of protected files', () => {
  it('shows exactly those that differ, ignored ones too, and moved ones in full', async () => {
    const repository = testRepository({
      '.gitignore': 'ignored\n',
      'test/a.js': 'a\n',
      'test/b.js': 'b\n',
      'test/same.js': 's\n',
      'src.js': '1\n',
    });
    repository.write('ignored', 'before\n');
    const protect = ['test', 'ignored'];
    const workspace = await repository.workspace();
    const before = value(await takeCheckpoint(workspace, order(repository, 0, { protect }), NEVER));
    repository.write('ignored', 'after\n');
    repository.write('src.js', '2\n');
    chmodSync(join(repository.root, 'test/a.js'), 0o755);
    rmSync(join(repository.root, 'test/b.js'));
    repository.write('test/moved.js', 'b\n');
    const after = value(await takeCheckpoint(workspace, order(repository, 1, { protect }), NEVER));
    const patch = value(await protectedPatch(workspace, before.protected, after.protected, NEVER));
    expect(patch.split('\n').filter((line) => /^(diff|[+-][^+-]|old mode|new mode)/.test(line))).toEqual([
      'diff --git a/ignored b/ignored',
      '-before',
      '+after',
      'diff --git a/test/a.js b/test/a.js',
      'old mode 100644',
      'new mode 100755',
      'diff --git a/test/b.js b/test/b.js',
      '-b',
      'diff --git a/test/moved.js b/test/moved.js',
      '+b',
    ]);
    expect(await protectedPatch(workspace, after.protected, after.protected, NEVER)).toEqual({ ok: true, value: '' });
  });

  it('names links, deleted files, binary ones and huge ones, and shows no more of these', async () => {
    const repository = testRepository({
      'test/link': 'plain\n',
      'test/gone': 'gone\n',
      'test/data.bin': '\0one',
      'test/huge': '',
    });
    const protect = ['test'];
    const workspace = await repository.workspace();
    repository.write('test/huge', 'line of text\n'.repeat(700_000));
    const before = value(await takeCheckpoint(workspace, order(repository, 0, { protect }), NEVER));
    for (const path of ['test/link', 'test/gone']) rmSync(join(repository.root, path));
    symlinkSync('data.bin', join(repository.root, 'test/link'));
    repository.write('test/data.bin', '\0two');
    repository.write('test/huge', 'line of a text\n'.repeat(700_000));
    const after = value(await takeCheckpoint(workspace, order(repository, 1, { protect }), NEVER));
    const patch = value(await protectedPatch(workspace, before.protected, after.protected, NEVER));
    expect(patch.split('\n').filter((line) => /^(diff|[+-][^+-]|deleted|new file|Binary)/.test(line))).toEqual([
      'diff --git a/test/data.bin b/test/data.bin',
      'Binary files a/test/data.bin and b/test/data.bin differ',
      'diff --git a/test/gone b/test/gone',
      'deleted file mode 100644',
      '-gone',
      'diff --git a/test/huge b/test/huge',
      'Binary files a/test/huge and b/test/huge differ',
      'diff --git a/test/link b/test/link',
      'deleted file mode 100644',
      '-plain',
      'diff --git a/test/link b/test/link',
      'new file mode 120000',
      '+data.bin',
    ]);
  });
});

async function treeNow(repository: TestRepository): Promise<string> {
  return (await checkpoint(repository, 0)).tree;
}
