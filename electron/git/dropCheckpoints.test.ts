import { expect, it } from 'vitest';
import { dropCheckpoints } from './git';
import { checkpoint, NEVER, testRepository, value } from './testRepository';

it('lets go of refs alone, and what only they held is git’s to free; the checkpoints after stay whole', async () => {
  const repository = testRepository({ 'a.txt': 'one\n' });
  const first = await checkpoint(repository, 1, { protect: ['a.txt'] });
  repository.write('a.txt', 'two\n');
  const second = await checkpoint(repository, 2, { protect: ['a.txt'], last: { ...first, anchor: 1 } });
  repository.write('a.txt', 'three\n');
  const third = await checkpoint(repository, 3, { protect: ['a.txt'], last: { ...second, anchor: 2 } });
  const workspace = await repository.workspace();
  value(await dropCheckpoints(workspace, { thread: 't1', anchors: [2, 9] }, NEVER));
  // Twice comes to the same.
  value(await dropCheckpoints(workspace, { thread: 't1', anchors: [2] }, NEVER));
  const refs = repository.git('for-each-ref', '--format=%(refname)', 'refs/goalpost').trim().split('\n');
  expect(refs).toEqual(['1', '3', 'protected-1', 'protected-3'].map((name) => `refs/goalpost/t1/${name}`));
  repository.git('gc', '-q', '--prune=now');
  expect(repository.git('show', `${third.commit}:a.txt`)).toBe('three\n');
  expect(() => repository.git('cat-file', '-e', second.commit)).toThrow();
  expect(repository.git('fsck', '--strict', '--no-dangling')).toBe('');
});
