import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkpoint, listing, repositoryAt, type TestRepository, testRepository } from './testRepository';

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

  it('follows a file that becomes an embedded repository', async () => {
    const repository = testRepository({ 'a.txt': 'one\n', was: 'x\n' });
    await checkpoint(repository, 0);
    rmSync(join(repository.root, 'was'));
    repository.write('was/file.txt', 'x\n');
    const inner = repositoryAt(join(repository.root, 'was'), '');
    inner.git('init', '-q');
    inner.git('add', '-A');
    inner.git('commit', '-q', '-m', 'x');
    expect(listing(repository, (await checkpoint(repository, 1)).tree)).toEqual(['100644 a.txt', '100644 was/file.txt']);
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

function refs(repository: TestRepository): readonly string[] {
  return repository.git('for-each-ref', '--format=%(refname)', 'refs/goalpost').trim().split('\n');
}

describe('what a checkpoint costs', () => {
  it('makes no new commit and no new ref for a tree that is the last one’s', async () => {
    const repository = testRepository();
    const first = await checkpoint(repository, 0);
    const second = await checkpoint(repository, 1, { last: { ...first, anchor: 0 } });
    expect([second.commit, second.anchor]).toEqual([first.commit, 0]);
    expect(refs(repository)).toEqual(['refs/goalpost/t1/0']);
    repository.write('a.txt', 'two\n');
    const third = await checkpoint(repository, 2, { last: { ...second, anchor: 0 } });
    expect(third.anchor).toBeUndefined();
    expect(refs(repository)).toEqual(['refs/goalpost/t1/0', 'refs/goalpost/t1/2']);
    expect(repository.git('rev-list', '--count', third.commit).trim()).toBe('1');
  });

  it('is held anew where a protected file that git ignores changed, or somebody deleted the ref', async () => {
    const repository = testRepository({ '.gitignore': 'out\n' });
    repository.write('out', 'one');
    const first = await checkpoint(repository, 0, { protect: ['out'] });
    repository.write('out', 'two');
    const second = await checkpoint(repository, 1, { protect: ['out'], last: { ...first, anchor: 0 } });
    expect([second.commit, second.anchor]).toEqual([first.commit, undefined]);
    repository.git('update-ref', '-d', 'refs/goalpost/t1/1');
    const third = await checkpoint(repository, 2, { protect: ['out'], last: { ...second, anchor: 1 } });
    expect(third.anchor).toBeUndefined();
    expect(refs(repository)).toContain('refs/goalpost/t1/2');
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
    expect((await checkpoint(repository, 2, { last: { ...first, anchor: 0 } })).tree).toBe(first.tree);
    expect(readFileSync(index).equals(settled)).toBe(true);
    expect(listing(repository, first.tree)).toHaveLength(1000);
  });
});
