import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changesBetween, restorePaths, restoreProtected } from './git';
import { checkpoint, NEVER, type TestRepository, testRepository, userState, value } from './testRepository';

describe('restoring paths', () => {
  it('puts files back as they were, and touches neither others nor the index', async () => {
    const repository = testRepository({
      '.gitattributes': '* text=auto eol=lf\n',
      'a.txt': 'one\r\n',
      'b.txt': 'b\n',
      'run.sh': 'x\n',
      'gone/deep': 'g\n',
    });
    const { root } = repository;
    chmodSync(join(root, 'run.sh'), 0o755);
    symlinkSync('a.txt', join(root, 'link'));
    const { tree } = await checkpoint(repository, 0);
    for (const path of ['run.sh', 'link', 'gone']) rmSync(join(root, path), { recursive: true });
    for (const path of ['a.txt', 'b.txt', 'run.sh', 'link']) repository.write(path, 'changed\n');
    const before = userState(repository);
    value(await restorePaths(await repository.workspace(), tree, ['a.txt', 'run.sh', 'link', 'gone/deep'], NEVER));
    expect([repository.read('a.txt'), repository.read('b.txt'), repository.read('gone/deep')]).toEqual([
      'one\r\n',
      'changed\n',
      'g\n',
    ]);
    expect([lstatSync(join(root, 'run.sh')).mode & 0o111, readlinkSync(join(root, 'link'))]).toEqual([0o111, 'a.txt']);
    expect({ ...userState(repository), status: '' }).toEqual({ ...before, status: '' });
  });

  it('removes files that the tree does not have, and folders that this empties', async () => {
    const repository = testRepository({ 'dir/kept': 'k\n' });
    const { tree } = await checkpoint(repository, 0);
    for (const path of ['new', 'dir/new', 'fresh/deep/new', 'fresh/ignored']) repository.write(path, 'n\n');
    const workspace = await repository.workspace();
    value(await restorePaths(workspace, tree, ['new', 'dir/new', 'fresh/deep/new', 'missing', 'also/missing'], NEVER));
    expect(filesIn(repository)).toEqual(['dir/kept', 'fresh/ignored']);
    value(await restorePaths(workspace, tree, ['fresh/ignored'], NEVER));
    expect(existsSync(join(repository.root, 'fresh'))).toBe(false);
  });

  it('undoes every change between two trees, whatever became a file, a folder or a link', async () => {
    const repository = testRepository({ file: 'f\n', 'dir/x': 'x\n', 'lib/y': 'y\n', 'a b\n': 'o\n' });
    const { root } = repository;
    const first = await checkpoint(repository, 0);
    for (const path of ['file', 'dir', 'lib', 'a b\n']) rmSync(join(root, path), { recursive: true });
    repository.write('file/inside', 'i\n');
    repository.write('dir', 'd\n');
    symlinkSync('file', join(root, 'lib'));
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.of(0xff)]), 'x\n');
    const second = await checkpoint(repository, 1);
    const workspace = await repository.workspace();
    const changes = value(await changesBetween(workspace, first.tree, second.tree, NEVER));
    const paths = changes.flatMap(({ path, from }) => (from === undefined ? [path] : [path, from]));
    value(await restorePaths(workspace, first.tree, paths, NEVER));
    expect((await checkpoint(repository, 2)).tree).toBe(first.tree);
    value(await restorePaths(workspace, second.tree, paths, NEVER));
    expect((await checkpoint(repository, 3)).tree).toBe(second.tree);
  });

  it('refuses to write through a link, and leaves everything as it was', async () => {
    const repository = testRepository({ 'lib/y': 'y\n' });
    const { root, folder } = repository;
    const { tree } = await checkpoint(repository, 0);
    rmSync(join(root, 'lib'), { recursive: true });
    mkdirSync(join(folder, 'outside'));
    symlinkSync(join(folder, 'outside'), join(root, 'lib'));
    repository.write('added', 'x\n');
    const message = 'lib/y cannot be put back: lib is a link or a file now, not a folder. Move it away and try again.';
    const answer = await restorePaths(await repository.workspace(), tree, ['added', 'lib/y'], NEVER);
    expect(answer).toEqual({ ok: false, error: { code: 'refused', message } });
    expect([readdirSync(join(folder, 'outside')), filesIn(repository)]).toEqual([[], ['added', 'lib']]);
  });

  it('removes nothing behind a link', async () => {
    const repository = testRepository();
    const { tree } = await checkpoint(repository, 0);
    mkdirSync(join(repository.folder, 'outside'));
    writeFileSync(join(repository.folder, 'outside/precious'), 'x');
    symlinkSync(join(repository.folder, 'outside'), join(repository.root, 'link'));
    value(await restorePaths(await repository.workspace(), tree, ['link/precious'], NEVER));
    expect(existsSync(join(repository.folder, 'outside/precious'))).toBe(true);
  });

  it('never takes away a folder with something in it', async () => {
    const repository = testRepository({ '.gitignore': 'ignored\n', file: 'f\n' });
    const { tree } = await checkpoint(repository, 0);
    rmSync(join(repository.root, 'file'));
    repository.write('file/ignored', 'precious\n');
    const workspace = await repository.workspace();
    const message = 'file cannot be put back: there is a folder of that name with files in it. Move it away and try again.';
    expect(await restorePaths(workspace, tree, ['file'], NEVER)).toEqual({ ok: false, error: { code: 'refused', message } });
    expect(repository.read('file/ignored')).toBe('precious\n');
    repository.write('folder/x', 'x\n');
    expect(await restorePaths(workspace, tree, ['folder'], NEVER)).toMatchObject({ ok: false, error: { code: 'refused' } });
  });

  it.each(['../outside', '/etc/passwd', '.git/config', 'sub/.GIT/hooks/x', 'a//b', ''])('refuses the path "%s"', async (path) => {
    const repository = testRepository();
    const message = `"${path}" is not a file of the workspace that may be written. Name it relative to the workspace.`;
    const answer = await restorePaths(await repository.workspace(), 'HEAD', [path], NEVER);
    expect(answer).toEqual({ ok: false, error: { code: 'refused', message } });
  });
});

describe('restoring protected files', () => {
  it('puts back what was changed and deleted, removes what was added, and stores what was there', async () => {
    const repository = testRepository({ '.gitignore': 'ignored/\n', 'test/a.js': 'a\n', 'test/b.js': 'b\n', 'src.js': '1\n' });
    const { root } = repository;
    repository.write('ignored/c', 'c\n');
    chmodSync(join(root, 'test/b.js'), 0o755);
    const protect = ['test', 'ignored'];
    const before = (await checkpoint(repository, 0, { protect })).protected;
    repository.write('test/a.js', 'cheated\n');
    rmSync(join(root, 'test/b.js'));
    rmSync(join(root, 'ignored'), { recursive: true });
    repository.write('test/more/added.js', 'added\n');
    repository.write('src.js', '2\n');
    const paths = ['test/a.js', 'test/b.js', 'ignored/c', 'test/more/added.js'];
    value(await restoreProtected(await repository.workspace(), before, paths, NEVER));
    expect((await checkpoint(repository, 1, { protect })).protected).toEqual(before);
    expect([repository.read('src.js'), existsSync(join(root, 'test/more'))]).toEqual(['2\n', false]);
    for (const content of ['cheated\n', 'added\n']) {
      writeFileSync(join(repository.folder, 'content'), content);
      const hash = repository.git('hash-object', join(repository.folder, 'content')).trim();
      expect(repository.git('cat-file', 'blob', hash)).toBe(content);
    }
  });

  it('survives a clean-up of the repository between', async () => {
    const repository = testRepository({ '.gitignore': 'ignored\n' });
    repository.write('ignored', 'golden\n');
    const before = (await checkpoint(repository, 0, { protect: ['ignored'] })).protected;
    rmSync(join(repository.root, 'ignored'));
    repository.git('gc', '-q', '--prune=now');
    value(await restoreProtected(await repository.workspace(), before, ['ignored'], NEVER));
    expect(readFileSync(join(repository.root, 'ignored'), 'utf8')).toBe('golden\n');
  });
});

function filesIn({ root }: TestRepository): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((path) => !path.startsWith('.git/'))
    .sort();
}
