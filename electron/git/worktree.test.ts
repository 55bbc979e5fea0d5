import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { abandonWorktree, currentTree, makeWorktree, removeWorktree, type Workspace } from './git';
import { NEVER, repositoryAt, type TestRepository, testRepository, userState, value } from './testRepository';

/** A worktree of the repository for the thread `th1`, with the user's files as they are now. */
async function apart(
  repository: TestRepository,
): Promise<{ root: string; workspace: Workspace; source: Workspace; tree: string }> {
  const source = await repository.workspace();
  const tree = value(await currentTree(source, join(repository.folder, 'source'), NEVER)) ?? '';
  const base = repository.git('rev-parse', 'HEAD').trim();
  const root = join(repository.folder, 'rooms', '01', 'work', 'wörk trée');
  mkdirSync(join(repository.folder, 'rooms', '01'), { recursive: true });
  const workspace = value(await makeWorktree(source, { thread: 'th1', root, base, tree }, NEVER));
  return { root, workspace, source, tree };
}

const mine = (root: string) => ({ thread: 'th1', root });

/** The user's state without what a worktree needs: its own folder of git's. */
function apartFromWorktrees(repository: TestRepository): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(userState(repository)).filter(([path]) => !path.startsWith('worktrees/')));
}

describe('a worktree of a goal’s own', () => {
  it('begins with the user’s files as they are, staged, changed, untracked or removed, and touches nothing of theirs', async () => {
    const repository = testRepository({ 'a.txt': 'one\n', 'b.txt': 'b\n', 'gone.txt': 'x\n', '.gitignore': 'node_modules/\n' });
    repository.write('a.txt', 'staged\n');
    repository.git('add', 'a.txt');
    repository.write('a.txt', 'changed\n');
    repository.write('new file.txt', 'new\n');
    repository.write('node_modules/x.js', 'x\n');
    rmSync(join(repository.root, 'gone.txt'));
    repository.git('config', 'core.logAllRefUpdates', 'always');
    const before = apartFromWorktrees(repository);
    const { root, workspace, tree } = await apart(repository);
    expect(readdirSync(root).sort()).toEqual(['.git', '.gitignore', 'a.txt', 'b.txt', 'new file.txt']);
    expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('changed\n');
    expect(apartFromWorktrees(repository)).toEqual(before);
    expect(value(await currentTree(workspace, join(repository.folder, 'private'), NEVER))).toBe(tree);
    const there = repositoryAt(root, repository.folder);
    expect(there.git('status', '--porcelain').split('\n').sort()).toEqual(['', ' D gone.txt', ' M a.txt', '?? "new file.txt"']);
  });

  it('is on no branch, locked with a reason, and known to git', async () => {
    const repository = testRepository();
    const { root } = await apart(repository);
    const listed = repository.git('worktree', 'list', '--porcelain');
    expect(listed).toContain(`worktree ${root}\n`);
    expect(listed).toContain('detached\nlocked Goalpost works here for thread th1: remove it there.\n');
    expect(repository.git('fsck', '--strict', '--no-dangling')).toBe('');
    expect(repository.git('branch', '--list').trim()).toBe('* main');
  });

  it('has links, executables, names that are not UTF-8, CRLF and large files byte for byte', async () => {
    const repository = testRepository({ 'a.txt': 'one\r\ntwo\r\n', 'run.sh': '#!/bin/sh\n', '.gitattributes': '* text=auto\n' });
    repository.git('config', 'core.autocrlf', 'true');
    symlinkSync('a.txt', join(repository.root, 'link'));
    symlinkSync('/nowhere at all', join(repository.root, 'dangling'));
    execFileSync('chmod', ['+x', join(repository.root, 'run.sh')]);
    const name = Buffer.concat([Buffer.from(`${repository.root}/caf`), Buffer.of(0xe9)]);
    writeFileSync(name, 'latin\n');
    repository.write('große Datei.bin', Buffer.alloc(12 * 1024 * 1024, 7));
    repository.write('crlf new.txt', 'x\r\n');
    const { root } = await apart(repository);
    expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('one\r\ntwo\r\n');
    expect(readFileSync(join(root, 'crlf new.txt'), 'utf8')).toBe('x\r\n');
    expect([readlinkSync(join(root, 'link')), readlinkSync(join(root, 'dangling'))]).toEqual(['a.txt', '/nowhere at all']);
    expect(lstatSync(join(root, 'run.sh')).mode & 0o111).not.toBe(0);
    expect(readFileSync(Buffer.concat([Buffer.from(`${root}/caf`), Buffer.of(0xe9)]), 'utf8')).toBe('latin\n');
    expect(readFileSync(join(root, 'große Datei.bin')).equals(Buffer.alloc(12 * 1024 * 1024, 7))).toBe(true);
  });

  it('is had of a detached HEAD, and of a linked worktree of the user’s own', async () => {
    const repository = testRepository();
    repository.git('checkout', '-q', '--detach');
    const linked = repositoryAt(join(repository.folder, 'linked'), join(repository.folder, 'l'));
    repository.git('worktree', 'add', '-q', '-b', 'side', linked.root);
    linked.write('a.txt', 'side\n');
    expect(readFileSync(join((await apart(repository)).root, 'a.txt'), 'utf8')).toBe('one\n');
    const second = await apart(linked);
    expect(readFileSync(join(second.root, 'a.txt'), 'utf8')).toBe('side\n');
    expect(second.workspace.commonDir).toBe(realpathSync(join(repository.root, '.git')));
  });
});

describe('removing it', () => {
  it('takes the worktree and git’s folder for it, and nothing else', async () => {
    const repository = testRepository();
    const before = userState(repository);
    const { root, source } = await apart(repository);
    writeFileSync(join(root, 'untracked.txt'), 'x\n');
    value(await removeWorktree(source, mine(root), NEVER));
    expect(existsSync(root)).toBe(false);
    expect(userState(repository)).toEqual(before);
    // Asked again, there is nothing to do.
    value(await removeWorktree(source, mine(root), NEVER));
  });

  it('takes git’s folder for it where the files are gone already', async () => {
    const repository = testRepository();
    const { root, source } = await apart(repository);
    rmSync(root, { recursive: true });
    value(await removeWorktree(source, mine(root), NEVER));
    expect(repository.git('worktree', 'list').trim().split('\n')).toHaveLength(1);
  });

  const refusals: readonly (readonly [
    string,
    (at: { repository: TestRepository; root: string; workspace: Workspace }) => void,
    RegExp,
  ])[] = [
    ['its mark is gone', ({ workspace }) => rmSync(join(workspace.gitDir, 'goalpost.json')), /no mark of this app/],
    [
      'its mark names another thread',
      ({ workspace, root }) => writeFileSync(join(workspace.gitDir, 'goalpost.json'), JSON.stringify({ thread: 'th2', root })),
      /names another thread/,
    ],
    [
      'it is another repository now',
      ({ root }) => {
        rmSync(join(root, '.git'));
        repositoryAt(root, root).git('init', '-q');
      },
      /its \.git is not the file/,
    ],
    [
      'it is a worktree of another repository',
      ({ root }) => writeFileSync(join(root, '.git'), 'gitdir: /somewhere/else/.git/worktrees/x\n'),
      /not a worktree of/,
    ],
    [
      'it was put in another’s place',
      ({ repository, root }) => {
        renameSync(root, `${root}.moved`);
        repository.git('worktree', 'add', '-q', join(repository.folder, 'theirs'));
        symlinkSync(join(repository.folder, 'theirs'), root);
      },
      /through a link/,
    ],
    [
      'git has it elsewhere',
      ({ workspace, repository }) => writeFileSync(join(workspace.gitDir, 'gitdir'), `${join(repository.root, '.git')}\n`),
      /git has it at another place/,
    ],
  ];

  it.each(refusals)('is refused where %s', async (_, change, message) => {
    const repository = testRepository();
    const { root, source, workspace } = await apart(repository);
    change({ repository, root, workspace });
    const refused = await removeWorktree(source, mine(root), NEVER);
    expect(refused).toMatchObject({ ok: false, error: { code: 'refused', message: expect.stringMatching(message) } });
    expect(existsSync(root)).toBe(true);
    expect(repository.read('a.txt')).toBe('one\n');
  });

  it('is refused for the user’s own folder, and for a worktree of theirs', async () => {
    const repository = testRepository();
    const linked = join(repository.folder, 'linked');
    repository.git('worktree', 'add', '-q', linked);
    const source = await repository.workspace();
    for (const root of [repository.root, linked]) {
      expect(await removeWorktree(source, mine(root), NEVER)).toMatchObject({ ok: false, error: { code: 'refused' } });
      expect(existsSync(join(root, 'a.txt'))).toBe(true);
    }
  });

  it('of one that was only half made takes whatever there is of it', async () => {
    const repository = testRepository();
    const before = userState(repository);
    const { root, source, workspace } = await apart(repository);
    rmSync(join(workspace.gitDir, 'goalpost.json'));
    rmSync(join(root, '.git'));
    value(await abandonWorktree(source, root, NEVER));
    expect(existsSync(root)).toBe(false);
    expect(readdirSync(join(repository.root, '.git', 'worktrees'))).toEqual([]);
    rmSync(join(repository.root, '.git', 'worktrees'), { recursive: true });
    expect(userState(repository)).toEqual(before);
    value(await abandonWorktree(source, root, NEVER));
  });
});
