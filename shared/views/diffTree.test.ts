import { describe, expect, it } from 'vitest';
import { testContract } from '../../test/fakes/simulatedThread';
import type { Iteration } from '../thread/goalState';
import type { FileChange } from '../workspace/checkpoint';
import { diffFiles, diffTree, neighbour } from './diffTree';

const change = (path: string, more: Partial<FileChange> = {}): FileChange => ({
  path,
  status: 'modified',
  added: 2,
  removed: 1,
  ...more,
});

const contract = testContract({
  boundaries: { write: ['src/', './test'], hide: [], hosts: [], sockets: false },
  protect: ['test/helpers.js', 'bench/'],
});
const goal = { contract, iterations: [] };

describe('the tree of changed files', () => {
  it('shows what lies outside the boundary and what is protected before the folders', () => {
    const changes = [
      change('src/a/b.js'),
      change('src/z.js', { status: 'added', removed: 0 }),
      change('package.json'),
      change('test/helpers.js'),
      change('bench/x.bin', { added: null, removed: null }),
    ];
    const tree = diffTree(diffFiles(changes, goal));
    expect(
      tree.groups.map(({ kind, title, files }) => [kind, title, files.map((file) => `${file.name} ${file.status}`.trim())]),
    ).toEqual([
      ['outside', 'Outside the boundary', ['package.json']],
      ['protected', 'Protected', ['x.bin', 'helpers.js']],
      ['folder', 'src', ['z.js new']],
      ['folder', 'src/a', ['b.js']],
    ]);
    expect([tree.files.length, tree.added, tree.removed]).toEqual([5, 8, 3]);
  });

  it('takes a folder that only begins like a writable one as outside', () => {
    expect(diffFiles([change('src2/a.js')], goal)[0]?.kind).toBe('outside');
  });

  it('names the turns that changed a file, where it came from, and what became of its kind', () => {
    const iteration = { n: 2, changed: [change('src/a.js')], others: [change('b.js')] } as unknown as Iteration;
    const iterations = [iteration, { ...iteration, n: 3 }];
    const moved = change('src/a.js', { status: 'renamed', from: 'src/old.js', was: '100644 a', is: '100755 a' });
    expect(diffFiles([moved], { contract, iterations })).toMatchObject([
      { from: 'src/old.js', status: 'renamed, now executable', turns: [2, 3], others: false },
    ]);
    expect(diffFiles([change('b.js')], { contract, iterations })).toMatchObject([{ turns: [], others: true }]);
  });

  it('keeps what the filter names, in its old path too, and steps through it in the order shown', () => {
    const changes = [
      change('src/b.js'),
      change('src/a.js'),
      change('src/A-sub/c.js'),
      change('other.js'),
      change('test/moved.js', { from: 'src/moved.js' }),
    ];
    const tree = diffTree(diffFiles(changes, goal), ' SRC ');
    expect(tree.files.map(({ path }) => path)).toEqual(['src/a.js', 'src/b.js', 'src/A-sub/c.js', 'test/moved.js']);
    expect(neighbour(tree, null, 1)).toBe('src/a.js');
    expect(neighbour(tree, 'src/a.js', 1)).toBe('src/b.js');
    expect(neighbour(tree, 'src/b.js', -1)).toBe('src/a.js');
    expect(neighbour(tree, 'src/a.js', -1)).toBe('src/a.js');
    expect(neighbour(tree, 'gone.js', 1)).toBe('src/a.js');
    expect(neighbour(diffTree([]), null, 1)).toBeNull();
  });

  it('is made of 5,000 files in 40 turns in a moment, because each turn is read once', () => {
    const changed = Array.from({ length: 5_000 }, (_, n) => change(`src/d${n % 50}/f${n}.js`));
    const iterations = Array.from({ length: 40 }, (_, n) => ({ n, changed, others: [] }) as unknown as Iteration);
    const files = diffFiles(changed, { contract, iterations });
    expect(files[4_999]?.turns).toHaveLength(40);
    expect(diffTree(files).groups).toHaveLength(50);
  });
});
