import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findPaths, listFolder, lookAtPaths } from './git';
import { NEVER, testRepository, value } from './testRepository';

const PAGE = { after: 0, count: 100 };

function repository() {
  const made = testRepository({
    '.gitignore': 'build/\n*.log\n',
    'src/a.ts': '1\n',
    'src/deep/b.ts': '2\n',
    'tést ü.txt': '3\n',
  });
  made.write('build/out.js', 'x\n');
  made.write('src/new.ts', '4\n');
  made.write('notes/todo.md', '5\n');
  made.write('only/x.log', '6\n');
  mkdirSync(join(made.root, 'empty'));
  return made;
}

describe('a folder of the workspace', () => {
  it('is listed with what git makes of each entry, folders first, without git’s own', async () => {
    const workspace = await repository().workspace();
    const { entries, total } = value(await listFolder(workspace, '', PAGE, NEVER));
    expect(total).toBe(7);
    expect(entries).toEqual([
      { name: 'build', kind: 'folder', git: 'ignored', files: 0 },
      { name: 'empty', kind: 'folder', git: 'untracked', files: 0 },
      { name: 'notes', kind: 'folder', git: 'untracked', files: 1 },
      { name: 'only', kind: 'folder', git: 'ignored', files: 0 },
      { name: 'src', kind: 'folder', git: 'tracked', files: 3 },
      { name: '.gitignore', kind: 'file', git: 'tracked', files: 1 },
      { name: 'tést ü.txt', kind: 'file', git: 'tracked', files: 1 },
    ]);
    expect(value(await listFolder(workspace, 'src/', PAGE, NEVER)).entries).toEqual([
      { name: 'deep', kind: 'folder', git: 'tracked', files: 1 },
      { name: 'a.ts', kind: 'file', git: 'tracked', files: 1 },
      { name: 'new.ts', kind: 'file', git: 'untracked', files: 1 },
    ]);
  });

  it('is ignored as a whole, however deep, where git ignores one above it', async () => {
    const made = repository();
    made.write('build/deep/er/x.js', 'x\n');
    made.write('src/build/y.js', 'y\n');
    const workspace = await made.workspace();
    const kinds = async (folder: string) =>
      value(await listFolder(workspace, folder, PAGE, NEVER)).entries.map(({ name, git, files }) => [name, git, files]);
    expect(await kinds('build')).toEqual([
      ['deep', 'ignored', 0],
      ['out.js', 'ignored', 0],
    ]);
    expect(await kinds('build/deep/er')).toEqual([['x.js', 'ignored', 0]]);
    expect(await kinds('src/build')).toEqual([['y.js', 'ignored', 0]]);
    expect(await kinds('only')).toEqual([['x.log', 'ignored', 0]]);
    expect((await kinds('src')).find(([name]) => name === 'build')).toEqual(['build', 'ignored', 0]);
  });

  it('comes page by page', async () => {
    const made = testRepository();
    for (let n = 0; n < 25; n += 1) made.write(`many/f${String(n).padStart(2, '0')}.txt`, 'x');
    const workspace = await made.workspace();
    const second = value(await listFolder(workspace, 'many', { after: 10, count: 10 }, NEVER));
    expect([second.total, second.entries[0]?.name, second.entries.length]).toEqual([25, 'f10.txt', 10]);
  });

  it('is not listed outside the workspace, through a link, or in git’s own folder', async () => {
    const made = repository();
    symlinkSync('/etc', join(made.root, 'out'));
    const workspace = await made.workspace();
    for (const folder of ['../', 'src/../..', '/etc', 'out', 'out/ssl', '.git', 'src/.GIT', 'src/a.ts', 'gone']) {
      expect(await listFolder(workspace, folder, PAGE, NEVER), folder).toMatchObject({ ok: false });
    }
    const { entries } = value(await listFolder(workspace, '', PAGE, NEVER));
    expect(entries.find(({ name }) => name === 'out')).toMatchObject({ kind: 'link' });
  });

  it('is searched by words, ignored files left out, and says where there is more', async () => {
    const workspace = await repository().workspace();
    expect(value(await findPaths(workspace, 'SRC ts', 10, NEVER))).toEqual({
      paths: [
        { path: 'src/a.ts', folder: false, git: 'tracked', files: 1 },
        { path: 'src/deep/b.ts', folder: false, git: 'tracked', files: 1 },
        { path: 'src/new.ts', folder: false, git: 'untracked', files: 1 },
      ],
      more: false,
    });
    const few = value(await findPaths(workspace, 'src', 1, NEVER));
    expect(few).toEqual({ paths: [{ path: 'src', folder: true, git: 'tracked', files: 3 }], more: true });
    expect(value(await findPaths(workspace, 'build', 10, NEVER)).paths).toEqual([]);
  });

  it('tells what a contract’s paths stand for', async () => {
    const workspace = await repository().workspace();
    expect(value(await lookAtPaths(workspace, ['src/', 'src/a.ts', 'scr/', '.', 'build/', '../x'], NEVER))).toEqual({
      'src/': { folder: true, files: 3 },
      'src/a.ts': { folder: false, files: 1 },
      'scr/': null,
      '.': { folder: true, files: 6 },
      'build/': { folder: true, files: 0 },
      '../x': null,
    });
  });
});
