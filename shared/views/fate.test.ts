import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileChange } from '../workspace/checkpoint';
import { fatesOf } from './fate';

type Tree = Readonly<Record<string, string>>;

const change = (path: string, was: string | null, is: string | null): FileChange => ({
  path,
  status: was === null ? 'added' : is === null ? 'deleted' : 'modified',
  added: 1,
  removed: 1,
  was,
  is,
});

function between(before: Tree, after: Tree): FileChange[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return paths.flatMap((path) => {
    const [was, is] = [before[path] ?? null, after[path] ?? null];
    return was === is ? [] : [change(path, was, is)];
  });
}

describe('the fate of what an iteration changed', () => {
  it('is put back between two iterations where that was none’s doing, as by a person', () => {
    const iterations = [[change('a', 'a0', 'a1')], [change('b', null, 'b1')]];
    const others = [[], [change('a', 'a1', 'a0')]];
    expect(fatesOf(iterations, others)).toEqual([{ kind: 'reverted', paths: ['a'], by: 1, between: true }, { kind: 'kept' }]);
  });

  it('is kept, put back as a whole, or in part, by the iteration that did it', () => {
    const first = [change('a', 'a0', 'a1'), change('b', null, 'b1')];
    expect(fatesOf([first, [change('c', null, 'c1')]])).toEqual([{ kind: 'kept' }, { kind: 'kept' }]);
    expect(fatesOf([first, [change('a', 'a1', 'a0')]])[0]).toEqual({ kind: 'partly', paths: ['a'], by: 1 });
    const back = [first, [change('b', 'b1', null)], [change('a', 'a1', 'a0')]];
    expect(fatesOf(back)[0]).toEqual({ kind: 'reverted', paths: ['a', 'b'], by: 2 });
  });

  it('follows a moved file, and says nothing of a log that names no contents', () => {
    const moved: FileChange = { path: 'b', from: 'a', status: 'renamed', added: 0, removed: 0, was: 'x', is: 'x' };
    const back: FileChange = { ...moved, path: 'a', from: 'b' };
    expect(fatesOf([[moved], [back]])[0]).toMatchObject({ kind: 'reverted', by: 1 });
    expect(fatesOf([[{ path: 'a', status: 'modified', added: 1, removed: 1 }], []])).toEqual([
      { kind: 'unknown' },
      { kind: 'nothing' },
    ]);
  });

  it('agrees with the trees, whatever happened in between', () => {
    const tree = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('0', '1', '2'));
    fc.assert(
      fc.property(fc.array(tree, { minLength: 2, maxLength: 7 }), (trees) => {
        const pairs = trees.slice(1).map((after, index) => ({ before: trees[index] ?? {}, after }));
        const end = trees.at(-1) ?? {};
        const fates = fatesOf(pairs.map(({ before, after }) => between(before, after)));
        const expected = pairs.map(({ before, after }) => {
          const changed = between(before, after).map(({ path }) => path);
          const undone = changed.filter((path) => (end[path] ?? null) === (before[path] ?? null));
          if (changed.length === 0) return 'nothing';
          if (undone.length === 0) return 'kept';
          return undone.length === changed.length ? 'reverted' : 'partly';
        });
        expect(fates.map(({ kind }) => kind)).toEqual(expected);
      }),
    );
  });
});
