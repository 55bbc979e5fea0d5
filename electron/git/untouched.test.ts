import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkpoint, listing, repositoryAt, testRepository, userState } from './testRepository';

describe('the user’s repository', () => {
  it('is the same byte for byte after 12 checkpoints, and sound', async () => {
    const repository = testRepository({ 'a.txt': 'one\n', 'b.txt': 'b\n' });
    repository.write('b.txt', 'stashed\n');
    repository.git('stash', '-q');
    repository.write('a.txt', 'staged\n');
    repository.git('add', 'a.txt');
    repository.write('a.txt', 'unstaged\n');
    repository.git('config', 'core.logAllRefUpdates', 'always');
    const before = userState(repository);
    for (let n = 0; n < 12; n++) {
      repository.write('a.txt', `unstaged ${n}\n`);
      await checkpoint(repository, n, { protect: ['b.txt'], exclude: ['b.txt'] });
    }
    expect(userState(repository)).toEqual(before);
    expect(repository.git('fsck', '--strict', '--no-dangling')).toBe('');
    expect(repository.git('for-each-ref', 'refs/goalpost').trim().split('\n')).toHaveLength(24);
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
