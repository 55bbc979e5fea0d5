import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { snapshotTree, takeCheckpoint } from './git';
import { listing, NEVER, order, repositoryAt, type TestRepository, testRepository, userState, value } from './testRepository';

describe('what a checkpoint holds', () => {
  it('holds tracked and untracked files and no ignored ones, anchored at a hidden ref', async () => {
    const repository = testRepository({ '.gitignore': '*.log\n', 'a.txt': 'one\n', 'gone.txt': 'x\n' });
    repository.write('a.txt', 'two\n');
    repository.write('new/b.txt', 'b\n');
    repository.write('c.log', 'ignored\n');
    rmSync(join(repository.root, 'gone.txt'));
    const taken = await checkpoint(repository, 0);
    expect(listing(repository, taken.tree)).toEqual(['100644 .gitignore', '100644 a.txt', '100644 new/b.txt']);
    expect(repository.git('show', `${taken.tree}:a.txt`)).toBe('two\n');
    expect(repository.git('rev-parse', 'refs/goalpost/t1/0', `${taken.commit}^{tree}`).split('\n')).toEqual([
      taken.commit,
      taken.tree,
      '',
    ]);
    expect(taken).toEqual({ id: 'c0', commit: taken.commit, tree: taken.tree, evidenceTree: taken.tree, protected: {} });
  });

  it('keeps the kind of a file: executable, link, and bytes that are not text', async () => {
    const repository = testRepository();
    repository.write('run.sh', '#!/bin/sh\n');
    chmodSync(join(repository.root, 'run.sh'), 0o755);
    symlinkSync('/nowhere at all', join(repository.root, 'link'));
    repository.write('bin', Buffer.of(0, 1, 255, 13, 10));
    const { tree } = await checkpoint(repository, 0);
    expect(listing(repository, tree)).toEqual(['100644 a.txt', '100644 bin', '120000 link', '100755 run.sh']);
    expect(repository.git('cat-file', '-s', `${tree}:bin`)).toBe('5\n');
    expect(repository.git('cat-file', 'blob', `${tree}:link`)).toBe('/nowhere at all');
  });

  it('holds names that are not ASCII, not UTF-8, or full of blanks and newlines', async () => {
    const repository = testRepository();
    for (const name of ['größe ünd\n"quoted".txt', ' lead', '-dash', 'tab\t', 'git~1', 'back\\slash'])
      repository.write(name, 'x');
    writeFileSync(Buffer.concat([Buffer.from(`${repository.root}/caf`), Buffer.of(0xe9)]), 'latin\n');
    const { tree } = await checkpoint(repository, 0);
    const names = listing(repository, tree).map((line) => line.slice(7));
    expect(new Set(names)).toEqual(
      new Set(['größe ünd\n"quoted".txt', ' lead', '-dash', 'tab\t', 'git~1', 'back\\slash', 'a.txt', 'caf\uFFFD']),
    );
  });

  it('holds the bytes as they are, whatever line ends the attributes ask for, and whatever the user index says of them', async () => {
    const repository = testRepository({
      '.gitattributes': '* text=auto eol=lf ident\n',
      'crlf.txt': 'a\r\nb\r\n',
      'id.txt': '$Id$\n',
    });
    repository.git('update-index', '--assume-unchanged', 'id.txt');
    repository.write('id.txt', '$Id: changed $\n');
    const { tree } = await checkpoint(repository, 0);
    expect(repository.git('cat-file', 'blob', `${tree}:crlf.txt`)).toBe('a\r\nb\r\n');
    expect(repository.git('cat-file', 'blob', `${tree}:id.txt`)).toBe('$Id: changed $\n');
  });

  it('passes over sockets, pipes and git folders in odd spelling, also where a tracked file was', async () => {
    const repository = testRepository({ 'a.txt': 'one\n', 'was.txt': 'x\n' });
    await checkpoint(repository, 0);
    rmSync(join(repository.root, 'was.txt'));
    execFileSync('mkfifo', [join(repository.root, 'was.txt'), join(repository.root, 'pipe')]);
    repository.write('.GIT/x', 'x');
    const server = createServer().listen(join(repository.root, 'socket'));
    const { tree } = await checkpoint(repository, 1);
    server.close();
    expect(listing(repository, tree)).toEqual(['100644 a.txt']);
  });

  it('follows a file that becomes a folder, a folder that becomes a file or a link, and back', async () => {
    const repository = testRepository({ file: 'f\n', 'dir/x': 'x\n', 'other/y': 'y\n' });
    const first = await checkpoint(repository, 0);
    const { root } = repository;
    for (const path of ['file', 'dir', 'other']) renameSync(join(root, path), join(repository.folder, path));
    repository.write('file/inside', 'i\n');
    repository.write('dir', 'd\n');
    symlinkSync('file', join(root, 'other'));
    const { tree } = await checkpoint(repository, 1);
    expect(listing(repository, tree)).toEqual(['100644 dir', '100644 file/inside', '120000 other']);
    for (const path of ['file', 'dir', 'other']) {
      rmSync(join(root, path), { recursive: true });
      renameSync(join(repository.folder, path), join(root, path));
    }
    expect((await checkpoint(repository, 2)).tree).toBe(first.tree);
  });

  it('holds the files of embedded repositories, one inside another too, and leaves submodules as they are', async () => {
    const repository = testRepository();
    const library = testRepository({ 'lib.txt': 'l\n' });
    repository.git('submodule', '--quiet', 'add', library.root, 'sub');
    repository.git('commit', '-q', '-m', 'submodule');
    repository.write('sub/lib.txt', 'changed\n');
    for (const path of ['nested', 'nested/deep/er']) {
      repository.write(`${path}/file.txt`, path);
      repositoryAt(join(repository.root, path), '').git('init', '-q');
    }
    const expected = [
      '100644 .gitmodules',
      '100644 a.txt',
      '100644 nested/deep/er/file.txt',
      '100644 nested/file.txt',
      '160000 sub',
    ];
    expect(listing(repository, (await checkpoint(repository, 0)).tree)).toEqual(expected);
    expect(listing(repository, (await checkpoint(repository, 1)).tree)).toEqual(expected);
  });

  it('drops a file once it is ignored, and keeps one that the user tracks although it is ignored', async () => {
    const repository = testRepository({ 'a.txt': 'one\n', 'kept.log': 'x\n' });
    repository.write('out/build.txt', 'x\n');
    await checkpoint(repository, 0);
    repository.write('.gitignore', 'out/\n*.log\n');
    repository.write('forced.log', 'x\n');
    repository.git('add', '-f', 'forced.log');
    repository.write('later.log', 'x\n');
    const { tree } = await checkpoint(repository, 1);
    expect(listing(repository, tree)).toEqual(['100644 .gitignore', '100644 a.txt', '100644 forced.log', '100644 kept.log']);
    expect((await checkpoint(repository, 2, { privateDir: join(repository.folder, 'fresh') })).tree).toBe(tree);
  });

  it('sees a change that keeps size and modification time', async () => {
    const repository = testRepository({ 'a.txt': 'one\n' });
    utimesSync(join(repository.root, 'a.txt'), 1000, 1000);
    await checkpoint(repository, 0);
    repository.write('a.txt', 'two\n');
    utimesSync(join(repository.root, 'a.txt'), 1000, 1000);
    expect(repository.git('cat-file', 'blob', `${(await checkpoint(repository, 1)).tree}:a.txt`)).toBe('two\n');
  });

  it('leaves files alone that a sparse checkout left out', async () => {
    const repository = testRepository({ 'in/a.txt': 'a\n', 'out/b.txt': 'b\n' });
    repository.git('sparse-checkout', 'set', 'in');
    expect(existsSync(join(repository.root, 'out'))).toBe(false);
    expect(listing(repository, (await checkpoint(repository, 0)).tree)).toEqual(['100644 in/a.txt', '100644 out/b.txt']);
  });
});

describe('the evidence tree', () => {
  it('is the tree without what checks may write, file or folder, however it is spelled', async () => {
    const repository = testRepository({ 'a.txt': 'one\n', 'out/m.json': '{}', 'out/deep/n': 'n', 'result.json': '1' });
    const before = await checkpoint(repository, 0, { exclude: ['./out/', 'result.json', 'missing'] });
    expect(listing(repository, before.evidenceTree)).toEqual(['100644 a.txt']);
    repository.write('out/m.json', '{"changed":true}');
    repository.write('result.json', '2');
    const after = await checkpoint(repository, 1, { exclude: ['out', 'result.json'] });
    expect([after.evidenceTree === before.evidenceTree, after.tree === before.tree]).toEqual([true, false]);
  });

  it('is the tree itself when nothing is left out, and the same from a snapshot', async () => {
    const repository = testRepository();
    const { tree, evidenceTree } = await checkpoint(repository, 0, { exclude: ['missing', ''] });
    expect(evidenceTree).toBe(tree);
    const options = { exclude: ['a.txt'], privateDir: join(repository.folder, 'private') };
    const snapshot = value(await snapshotTree(await repository.workspace(), options, NEVER));
    expect([snapshot.tree === tree, listing(repository, snapshot.evidenceTree)]).toEqual([true, []]);
  });
});

describe('what a checkpoint costs', () => {
  it('makes no new commit for a tree that is its parent’s', async () => {
    const repository = testRepository();
    const first = await checkpoint(repository, 0);
    const second = await checkpoint(repository, 1, { parent: first.commit });
    expect(second.commit).toBe(first.commit);
    repository.write('a.txt', 'two\n');
    const third = await checkpoint(repository, 2, { parent: first.commit });
    expect(repository.git('rev-parse', `${third.commit}^`).trim()).toBe(first.commit);
  });

  it('does not read again the 1,000 files that did not change', async () => {
    const files = Array.from({ length: 1000 }, (_, index): [string, string] => [
      `src/${index % 10}/f${index}.js`,
      `export default ${index};\n`,
    ]);
    const repository = testRepository(Object.fromEntries(files));
    const first = await checkpoint(repository, 0);
    const index = join(repository.folder, 'private/git/index');
    // Times in the past: the index must not have to doubt files that changed in its own second.
    for (const [path] of files) utimesSync(join(repository.root, path), 1000, 1000);
    await checkpoint(repository, 1);
    const settled = readFileSync(index);
    expect((await checkpoint(repository, 2, { parent: first.commit })).tree).toBe(first.tree);
    expect(readFileSync(index).equals(settled)).toBe(true);
    expect(listing(repository, first.tree)).toHaveLength(1000);
  });
});

describe('the user’s repository', () => {
  it('is the same byte for byte after 30 checkpoints, and sound', async () => {
    const repository = testRepository({ 'a.txt': 'one\n', 'b.txt': 'b\n' });
    repository.write('b.txt', 'stashed\n');
    repository.git('stash', '-q');
    repository.write('a.txt', 'staged\n');
    repository.git('add', 'a.txt');
    repository.write('a.txt', 'unstaged\n');
    repository.git('config', 'core.logAllRefUpdates', 'always');
    const before = userState(repository);
    for (let n = 0; n < 30; n++) {
      repository.write('a.txt', `unstaged ${n}\n`);
      await checkpoint(repository, n, { protect: ['b.txt'], exclude: ['b.txt'] });
    }
    expect(userState(repository)).toEqual(before);
    expect(repository.git('fsck', '--strict', '--no-dangling')).toBe('');
    expect(repository.git('for-each-ref', 'refs/goalpost').trim().split('\n')).toHaveLength(60);
  });

  it('is as good in a linked worktree, whose index is its own', async () => {
    const repository = testRepository();
    const linked = repositoryAt(join(repository.folder, 'linked'), repository.folder);
    repository.git('worktree', 'add', '-q', linked.root);
    linked.write('only here.txt', 'x\n');
    const before = userState(repository);
    expect(listing(repository, (await checkpoint(linked, 0)).tree)).toEqual(['100644 a.txt', '100644 only here.txt']);
    expect(userState(repository)).toEqual(before);
  });

  it('is as good with a split index, with SHA-256, and with a detached HEAD', async () => {
    const repository = testRepository();
    repository.git('update-index', '--split-index');
    repository.git('checkout', '-q', '--detach');
    expect(listing(repository, (await checkpoint(repository, 0)).tree)).toEqual(['100644 a.txt']);
    const modern = repositoryAt(join(repository.folder, 'modern'), join(repository.folder, 'm'));
    repository.git('init', '-q', '--object-format=sha256', modern.root);
    modern.write('a.txt', 'one\n');
    modern.git('commit', '-q', '--allow-empty', '-m', 'first');
    const nested = repositoryAt(join(modern.root, 'nested'), '');
    modern.write('nested/n.txt', 'n\n');
    nested.git('init', '-q');
    expect(listing(modern, (await checkpoint(modern, 0, { protect: ['a.txt'] })).tree)).toEqual([
      '100644 a.txt',
      '100644 nested/n.txt',
    ]);
  });
});

describe('recovery', () => {
  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, 40)],
    ['empty', () => Buffer.alloc(0)],
    ['changed in the middle', (bytes: Buffer) => Buffer.from(bytes).fill(7, 60, 64)],
  ])('makes a private index anew that is %s', async (_, damage) => {
    const repository = testRepository();
    const first = await checkpoint(repository, 0, { protect: ['a.txt'] });
    for (const name of ['index', 'protected.index']) {
      const index = join(repository.folder, 'private/git', name);
      writeFileSync(index, damage(readFileSync(index)));
    }
    expect(await checkpoint(repository, 1, { protect: ['a.txt'] })).toMatchObject({
      tree: first.tree,
      protected: first.protected,
    });
  });

  it('takes over the lock of a process that died', async () => {
    const repository = testRepository();
    const first = await checkpoint(repository, 0);
    writeFileSync(join(repository.folder, 'private/git/index.lock'), '');
    repository.write('a.txt', 'two\n');
    expect((await checkpoint(repository, 1)).tree).not.toBe(first.tree);
  });

  it('stores again what the database no longer has', async () => {
    const repository = testRepository({ '.gitignore': 'secret\n' });
    repository.write('new.txt', 'never committed\n');
    repository.write('secret', 'ignored and protected\n');
    const first = await checkpoint(repository, 0, { protect: ['secret'] });
    repository.git('update-ref', '-d', 'refs/goalpost/t1/0');
    repository.git('update-ref', '-d', 'refs/goalpost/t1/protected-0');
    repository.git('gc', '-q', '--prune=now');
    const second = await checkpoint(repository, 1, { protect: ['secret'] });
    repository.git('gc', '-q', '--prune=now');
    expect(second.tree).toBe(first.tree);
    expect(repository.git('cat-file', 'blob', `${second.tree}:new.txt`)).toBe('never committed\n');
    expect(repository.git('cat-file', 'blob', second.protected.secret ?? '')).toBe('ignored and protected\n');
  });

  it('answers that it was interrupted, and works the next time', async () => {
    const repository = testRepository();
    const workspace = await repository.workspace();
    const stop = new AbortController();
    const taking = takeCheckpoint(workspace, order(repository, 0), stop.signal);
    stop.abort();
    expect(await taking).toEqual({
      ok: false,
      error: { code: 'git_failed', message: 'Git was interrupted before it was done.' },
    });
    expect(listing(repository, (await checkpoint(repository, 0)).tree)).toEqual(['100644 a.txt']);
  });

  it('keeps calls on one private folder apart', async () => {
    const repository = testRepository();
    const workspace = await repository.workspace();
    const taken = await Promise.all([0, 1, 2, 3].map((n) => takeCheckpoint(workspace, order(repository, n), NEVER)));
    expect(new Set(taken.map((answer) => value(answer).tree)).size).toBe(1);
  });
});

describe('protected files', () => {
  it('are hashed by content in files and folders, ignored ones too, and a missing one has no hash', async () => {
    const repository = testRepository({ '.gitignore': 'ignored/\n', 'test/a.test.js': 'a\n', 'test/deep/b': 'b\n' });
    repository.write('ignored/c', 'c\n');
    const guarded = (await checkpoint(repository, 0, { protect: ['test/', './ignored', 'missing'] })).protected;
    const hash = (path: string) => repository.git('hash-object', '--no-filters', path).trim();
    const expected = {
      'ignored/c': hash('ignored/c'),
      'test/a.test.js': hash('test/a.test.js'),
      'test/deep/b': hash('test/deep/b'),
    };
    expect(guarded).toEqual(expected);
    repository.write('missing', 'now there\n');
    rmSync(join(repository.root, 'test/deep/b'));
    const { 'test/deep/b': _, ...rest } = expected;
    expect((await checkpoint(repository, 1, { protect: ['test', 'ignored', 'missing'] })).protected).toEqual({
      ...rest,
      missing: hash('missing'),
    });
    expect((await checkpoint(repository, 2, { protect: ['missing'] })).protected).toEqual({ missing: hash('missing') });
  });

  it('differ when a file becomes executable, a link or a pipe', async () => {
    const repository = testRepository({ 'run.sh': 'x\n', b: 'target', c: 'c\n' });
    const { root } = repository;
    const plain = (await checkpoint(repository, 0, { protect: ['.'] })).protected;
    chmodSync(join(root, 'run.sh'), 0o755);
    for (const path of ['b', 'c']) rmSync(join(root, path));
    symlinkSync('target', join(root, 'b'));
    execFileSync('mkfifo', [join(root, 'c')]);
    const after = (await checkpoint(repository, 1, { protect: ['.'] })).protected;
    expect(after).toEqual({ 'run.sh': `100755:${plain['run.sh']}`, b: `120000:${plain.b}` });
  });

  it('follow a link that stays in the workspace, and look at nothing outside', async () => {
    const repository = testRepository({ 'spec/a': 'a\n' });
    mkdirSync(join(repository.folder, 'outside'));
    writeFileSync(join(repository.folder, 'outside/secret'), 'secret\n');
    symlinkSync('spec', join(repository.root, 'test'));
    symlinkSync('../outside', join(repository.root, 'out'));
    const guarded = (await checkpoint(repository, 0, { protect: ['test', 'out/secret'] })).protected;
    expect(Object.keys(guarded).sort()).toEqual(['out', 'spec/a', 'test']);
  });

  it('are refused when they climb out of the workspace', async () => {
    const repository = testRepository();
    const answer = await takeCheckpoint(await repository.workspace(), order(repository, 0, { protect: ['../x'] }), NEVER);
    const message = 'The protected path "../x" climbs out of the workspace. Name one inside it.';
    expect(answer).toEqual({ ok: false, error: { code: 'refused', message } });
  });
});

async function checkpoint(repository: TestRepository, n: number, more: Parameters<typeof order>[2] = {}) {
  return value(await takeCheckpoint(await repository.workspace(), order(repository, n, more), NEVER));
}
