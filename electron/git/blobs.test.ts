import { describe, expect, it } from 'vitest';
import { checkpointTrees, dropCheckpoint, storedBlobs } from './git';
import { checkpoint, NEVER, testRepository, value } from './testRepository';

describe('stored contents', () => {
  it('are had by hash, several at once, byte for byte; a large one by its size alone, and a missing one not at all', async () => {
    const bytes = Buffer.from('0 blob 3\nabc\n\0\xff', 'latin1');
    const repository = testRepository({ 'a.bin': bytes, empty: '', big: 'x'.repeat(101) });
    const hash = (path: string) => repository.git('rev-parse', `HEAD:${path}`).trim();
    const missing = '1'.repeat(40);
    const asked = [hash('a.bin'), hash('empty'), hash('big'), missing];
    const found = value(await storedBlobs(await repository.workspace(), asked, 100, NEVER));
    expect([...found]).toEqual([
      [hash('a.bin'), { size: bytes.length, bytes }],
      [hash('empty'), { size: 0, bytes: Buffer.alloc(0) }],
      [hash('big'), { size: 101, bytes: undefined }],
    ]);
    expect(value(await storedBlobs(await repository.workspace(), [], 100, NEVER)).size).toBe(0);
  });
});

describe('the trees of a thread’s checkpoints', () => {
  it('are those that are anchored now, of this thread alone', async () => {
    const repository = testRepository();
    const workspace = await repository.workspace();
    const first = await checkpoint(repository, 1, { protect: ['a.txt'] });
    repository.write('a.txt', 'two\n');
    const second = await checkpoint(repository, 2, { protect: ['a.txt'] });
    await checkpoint(repository, 1, { thread: 't2' });
    expect(value(await checkpointTrees(workspace, 't1', NEVER))).toEqual(new Set([first.tree, second.tree]));
    value(await dropCheckpoint(workspace, { thread: 't1', n: 1 }, NEVER));
    expect(value(await checkpointTrees(workspace, 't1', NEVER))).toEqual(new Set([second.tree]));
    expect(value(await checkpointTrees(workspace, 'nobody', NEVER))).toEqual(new Set());
  });
});
