import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { applyResult, branchResult, resultPatch } from './git';
import { checkpoint, NEVER, repositoryAt, type TestRepository, testRepository, userState, value } from './testRepository';

interface Span {
  readonly thread: string;
  readonly from: string;
  readonly to: string;
}

/** The tree before and after a change that a goal made elsewhere; the repository is as it was before. */
async function changeElsewhere(repository: TestRepository, change: (at: TestRepository) => void): Promise<Span> {
  const from = (await checkpoint(repository, 1)).tree;
  const root = join(repository.folder, 'elsewhere');
  repository.git('worktree', 'add', '-q', '--detach', '--no-checkout', root);
  const there = repositoryAt(root, repository.folder);
  const privateDir = join(repository.folder, 'there');
  repository.git('--work-tree', root, 'read-tree', from);
  repository.git('--work-tree', root, 'checkout-index', '-a', '-f');
  repository.git('reset', '-q');
  there.git('reset', '-q');
  change(there);
  const to = (await checkpoint(there, 2, { privateDir })).tree;
  return { thread: 't1', from, to };
}

describe('a result as a patch', () => {
  it('holds every byte, and git applies it', async () => {
    const repository = testRepository({ 'a.txt': 'one\n', 'old name.txt': 'moved\nfile\n' });
    const bytes = Buffer.from([0, 1, 2, 250, 251]);
    const span = await changeElsewhere(repository, (there) => {
      there.write('a.txt', 'two\n');
      there.write('bin', bytes);
      there.write('é/ü.txt', 'ü\n');
      symlinkSync('a.txt', join(there.root, 'link'));
      rmSync(join(there.root, 'old name.txt'));
      there.write('new name.txt', 'moved\nfile\n');
    });
    const patch = value(await resultPatch(await repository.workspace(), span.from, span.to, NEVER));
    writeFileSync(join(repository.folder, 'result.patch'), patch);
    repository.git('apply', join(repository.folder, 'result.patch'));
    expect((await checkpoint(repository, 3)).tree).toBe(span.to);
    expect(readFileSync(join(repository.root, 'bin')).equals(bytes)).toBe(true);
  });
});

describe('a result in the user’s files', () => {
  it('comes beside what they changed meanwhile, also in the same file, and leaves the index alone', async () => {
    const repository = testRepository({ 'a.txt': 'one\ntwo\nthree\nfour\nfive\n', 'b.txt': 'b\n', 'gone.txt': 'x\n' });
    const span = await changeElsewhere(repository, (there) => {
      there.write('a.txt', 'ONE\ntwo\nthree\nfour\nfive\n');
      there.write('src/new.txt', 'new\n');
      rmSync(join(there.root, 'gone.txt'));
    });
    repository.write('a.txt', 'one\ntwo\nthree\nfour\nFIVE\n');
    repository.write('b.txt', 'staged\n');
    repository.git('add', 'b.txt');
    const before = Object.entries(userState(repository)).filter(([path]) => path !== 'status');
    const applied = value(await applyResult(await repository.workspace(), span, NEVER));
    expect(applied.files).toBe(3);
    expect(repository.read('a.txt')).toBe('ONE\ntwo\nthree\nfour\nFIVE\n');
    expect(repository.read('src/new.txt')).toBe('new\n');
    expect(existsSync(join(repository.root, 'gone.txt'))).toBe(false);
    expect(Object.entries(userState(repository)).filter(([path]) => path !== 'status')).toEqual(before);
    expect(repository.git('show', `${applied.before}:a.txt`)).toBe('one\ntwo\nthree\nfour\nFIVE\n');
    expect(value(await applyResult(await repository.workspace(), span, NEVER)).files).toBe(0);
  });

  it('is refused whole where it meets theirs, with the paths', async () => {
    const repository = testRepository({ 'a.txt': 'one\n', 'b.txt': 'b\n', '.gitignore': 'made.txt\n' });
    const span = await changeElsewhere(repository, (there) => {
      there.write('a.txt', 'two\n');
      there.write('b.txt', 'c\n');
      there.write('.gitignore', '');
      there.write('made.txt', 'by the goal\n');
    });
    repository.write('a.txt', 'three\n');
    const workspace = await repository.workspace();
    const before = userState(repository);
    expect(await applyResult(workspace, span, NEVER)).toMatchObject({
      ok: false,
      error: { code: 'refused', message: expect.stringMatching(/nothing was changed\. It meets what is there in: a\.txt\. /) },
    });
    expect(userState(repository)).toEqual(before);
    repository.write('a.txt', 'one\n');
    repository.write('made.txt', 'by the user\n');
    expect(await applyResult(workspace, span, NEVER)).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/in: made\.txt\. /) },
    });
    expect([repository.read('made.txt'), repository.read('b.txt')]).toEqual(['by the user\n', 'b\n']);
  });

  it('meets a file that was removed or is no text', async () => {
    const repository = testRepository({ 'a.txt': 'one\n', bin: Buffer.from([0, 1, 2]) });
    const span = await changeElsewhere(repository, (there) => {
      there.write('a.txt', 'two\n');
      there.write('bin', Buffer.from([0, 1, 3]));
    });
    rmSync(join(repository.root, 'a.txt'));
    repository.write('bin', Buffer.from([0, 9, 2]));
    expect(await applyResult(await repository.workspace(), span, NEVER)).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/in: a\.txt, bin\. /) },
    });
  });
});

describe('a result on a branch', () => {
  const order = (repository: TestRepository, span: Span, branch: string) => ({
    ...span,
    branch,
    message: 'The result\n\nof a goal',
    base: repository.git('rev-parse', 'HEAD').trim(),
  });

  function author(repository: TestRepository): void {
    repository.git('config', 'user.name', 'Ada');
    repository.git('config', 'user.email', 'ada@example.invalid');
  }

  it('is one commit by the user on the commit it began from; HEAD, index, files and reflog stay', async () => {
    const repository = testRepository({ 'a.txt': 'one\n', 'b.txt': 'b\n' });
    author(repository);
    repository.write('b.txt', 'uncommitted\n');
    repository.write('untracked.txt', 'mine\n');
    const span = await changeElsewhere(repository, (there) => {
      there.write('a.txt', 'two\n');
      there.write('new.txt', 'new\n');
    });
    const workspace = await repository.workspace();
    const before = Object.entries(userState(repository));
    const made = value(await branchResult(workspace, order(repository, span, 'goal/faster'), NEVER));
    expect(made).toMatchObject({ files: 2, withStart: false });
    expect(Object.entries(userState(repository)).filter(([path]) => path !== 'refs/heads/goal/faster')).toEqual(before);
    expect(repository.git('log', '--format=%an <%ae> %s', 'main..goal/faster')).toBe('Ada <ada@example.invalid> The result\n');
    // What was not committed, and what the goal did not touch, stays out of it.
    expect(repository.git('diff', '--name-status', 'main', 'goal/faster')).toBe('M\ta.txt\nA\tnew.txt\n');
    expect(repository.git('fsck', '--strict', '--no-dangling')).toBe('');
    repository.git('merge', '-q', 'goal/faster');
    expect([repository.read('a.txt'), repository.read('b.txt')]).toEqual(['two\n', 'uncommitted\n']);
  });

  it('has the uncommitted work that it rests on as a commit before it', async () => {
    const repository = testRepository({ 'a.txt': 'one\n' });
    author(repository);
    repository.write('a.txt', 'uncommitted\n');
    const span = await changeElsewhere(repository, (there) => there.write('a.txt', 'uncommitted\nresult\n'));
    const made = value(await branchResult(await repository.workspace(), order(repository, span, 'both'), NEVER));
    expect(made.withStart).toBe(true);
    expect(repository.git('show', 'both~1:a.txt')).toBe('uncommitted\n');
    expect(repository.git('log', '--format=%s', 'main..both')).toBe(
      'The result\nWork that was not committed when the goal began\n',
    );
  });

  it('has line ends as the user’s git add would have them', async () => {
    const repository = testRepository({ 'a.txt': 'one\ntwo\n', '.gitattributes': '*.txt text\n' });
    author(repository);
    repository.git('config', 'core.autocrlf', 'true');
    repository.write('a.txt', 'one\r\ntwo\r\n');
    const span = await changeElsewhere(repository, (there) => there.write('a.txt', 'one\r\nTWO\r\n'));
    const made = value(await branchResult(await repository.workspace(), order(repository, span, 'crlf'), NEVER));
    expect(made.withStart).toBe(false);
    expect(repository.git('show', 'crlf:a.txt')).toBe('one\nTWO\n');
  });

  it('is refused where the branch is there or no branch’s name, where nobody is its author, and behind a filter', async () => {
    const repository = testRepository({ 'a.txt': 'one\n', 'b.key': 'k\n', '.gitattributes': '*.key filter=crypt\n' });
    const span = await changeElsewhere(repository, (there) => there.write('a.txt', 'two\n'));
    const workspace = await repository.workspace();
    const refused = async (branch: string, more: Partial<Span> = {}) => {
      const answer = await branchResult(workspace, { ...order(repository, span, branch), ...more }, NEVER);
      return answer.ok ? 'made' : answer.error.message;
    };
    expect(await refused('main')).toMatch(/There is a branch main already/);
    expect(await refused('a..b')).toMatch(/not a name that git takes/);
    expect(await refused('-x')).toMatch(/not a name that git takes/);
    expect(await refused('main/sub')).toMatch(/git update-ref failed/);
    expect(await refused('fine', { to: span.from })).toMatch(/Nothing has changed/);
    vi.stubEnv('HOME', repository.folder);
    vi.stubEnv('XDG_CONFIG_HOME', repository.folder);
    vi.stubEnv('EMAIL', '');
    expect(await refused('nobody')).toMatch(/user\.name or user\.email is not set/);
    vi.unstubAllEnvs();
    author(repository);
    repository.write('b.key', 'changed\n');
    const filtered = (await checkpoint(repository, 9)).tree;
    expect(await refused('keys', { from: span.from, to: filtered })).toMatch(/passes through the filter "crypt"/);
    expect(repository.git('branch', '--list').trim()).toBe('* main');
  });
});
