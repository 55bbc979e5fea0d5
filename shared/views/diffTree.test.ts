import { describe, expect, it } from 'vitest';
import { SimulatedThread, testContract } from '../../test/fakes/simulatedThread';
import type { FileChange } from '../workspace/checkpoint';
import { diffTree, neighbour } from './diffTree';

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
const state = new SimulatedThread().activate(contract).now;

describe('the tree of changed files', () => {
  it('shows what lies outside the boundary and what is protected before the folders', () => {
    const tree = diffTree(
      [
        change('src/a/b.js'),
        change('src/z.js', { status: 'added', removed: 0 }),
        change('package.json'),
        change('test/helpers.js'),
        change('bench/x.bin', { added: null, removed: null }),
      ],
      state,
    );
    expect(
      tree.groups.map(({ kind, title, files }) => [kind, title, files.map((file) => `${file.name} ${file.status}`.trim())]),
    ).toEqual([
      ['outside', 'Outside the boundary', ['package.json']],
      ['protected', 'Protected', ['x.bin', 'helpers.js']],
      ['folder', 'src', ['z.js new']],
      ['folder', 'src/a', ['b.js']],
    ]);
    expect([tree.files, tree.added, tree.removed]).toEqual([5, 8, 3]);
  });

  it('takes a folder that only begins like a writable one as outside', () => {
    expect(diffTree([change('src2/a.js')], state).groups[0]?.kind).toBe('outside');
  });

  it('names the turns that changed a file, and where it came from', () => {
    const iteration = {
      turn: 't2',
      n: 2,
      kind: 'user' as const,
      startedAt: 0,
      changed: [change('src/a.js')],
      others: [],
      span: null,
      tools: 0,
      evidence: [],
      claims: [],
      words: null,
      ended: null,
    };
    const goal = state.goal;
    if (!goal) throw new Error('no goal');
    const later = { ...state, goal: { ...goal, iterations: [iteration, { ...iteration, n: 3 }] } };
    const [group] = diffTree([change('src/a.js', { status: 'renamed', from: 'src/old.js' })], later).groups;
    expect(group?.files[0]).toMatchObject({ status: 'renamed from src/old.js', turns: '2 3' });
  });

  it('keeps what the filter names, and steps through it in the order shown', () => {
    const tree = diffTree([change('src/b.js'), change('src/a.js'), change('src/A-sub/c.js'), change('other.js')], state, ' SRC ');
    expect(tree.files).toBe(3);
    expect(neighbour(tree, null, 1)).toBe('src/a.js');
    expect(neighbour(tree, 'src/a.js', 1)).toBe('src/b.js');
    expect(neighbour(tree, 'src/b.js', -1)).toBe('src/a.js');
    expect(neighbour(tree, 'src/a.js', -1)).toBe('src/a.js');
    expect(neighbour(tree, 'gone.js', 1)).toBe('src/a.js');
    expect(neighbour(diffTree([], state), null, 1)).toBeNull();
  });
});
