import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeCheckpoint } from './git';
import { checkpoint, listing, NEVER, order, testRepository, value } from './testRepository';

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
