import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { snapshotTree } from './git';
import { checkpoint, listing, NEVER, testRepository, value } from './testRepository';

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
