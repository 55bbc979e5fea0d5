import { describe, expect, it } from 'vitest';
import type { DiffFile, DiffTree } from '../diffTree';
import { hunkAt, hunkOf, hunkStep, lineAfter } from './hunks';
import { isModeOnly, modeWords } from './modeWords';
import { nextToReview, readMarks, reviewedCount, standingOf, withMark } from './reviewMarks';
import { fileKey, rowAfter, treeRows } from './treeRows';

const file = (path: string, more: Partial<DiffFile> = {}): DiffFile => ({
  path,
  name: path,
  folder: '',
  from: null,
  status: '',
  turns: [],
  others: false,
  added: 1,
  removed: 1,
  was: `100644 ${'a'.repeat(40)}`,
  is: `100644 ${'b'.repeat(40)}`,
  kind: 'folder',
  ...more,
});

describe('a mark of review', () => {
  it('holds while the file is what was reviewed, and comes back with it', () => {
    const marks = withMark({}, file('a'), true);
    expect(standingOf(marks, file('a'))).toBe('reviewed');
    expect(standingOf(marks, file('a', { is: `100644 ${'c'.repeat(40)}` }))).toBe('changed');
    expect(standingOf(marks, file('a', { is: `100755 ${'b'.repeat(40)}` }))).toBe('changed');
    expect(standingOf(marks, file('a', { is: null }))).toBe('changed');
    expect(standingOf(marks, file('b'))).toBe('open');
    expect(standingOf(readMarks(JSON.parse(JSON.stringify(marks))), file('a'))).toBe('reviewed');
    expect(standingOf(withMark(marks, file('a'), false), file('a'))).toBe('open');
  });

  it('is of one change: from another beginning the file is another change', () => {
    const marks = withMark({}, file('a'), true);
    expect(standingOf(marks, file('a', { was: null }))).toBe('open');
  });

  it('counts, and leads on to what is left, round the end', () => {
    const files = ['a', 'b', 'c'].map((path) => file(path));
    const marks = withMark(withMark({}, file('a'), true), file('c'), true);
    expect(reviewedCount(marks, files)).toBe(2);
    expect(nextToReview(marks, files, 'c')).toBe('b');
    expect(nextToReview(withMark(marks, file('b'), true), files, 'b')).toBeNull();
  });

  it('is kept for 10,000 files, the oldest go first, and what does not read is no mark', () => {
    let marks = withMark({}, file('first'), true);
    marks = { ...marks, ...Object.fromEntries(Array.from({ length: 9_999 }, (_, n) => [`p ${n}`, 'x'])) };
    marks = withMark(marks, file('last'), true);
    expect(Object.keys(marks)).toHaveLength(10_000);
    expect([standingOf(marks, file('first')), standingOf(marks, file('last'))]).toEqual(['open', 'reviewed']);
    expect(readMarks({ a: 1, b: 'x' })).toEqual({ b: 'x' });
    expect(readMarks('none')).toEqual({});
  });
});

describe('rows of the list', () => {
  const groups: DiffTree['groups'] = [
    { kind: 'protected', title: 'Protected', files: [file('p', { kind: 'protected' })] },
    { kind: 'folder', title: 'src', files: [file('a'), file('b')] },
  ];
  const tree: DiffTree = { groups, files: groups.flatMap((group) => group.files), added: 3, removed: 3 };

  it('are heads, files and notes; a folded group shows its head alone', () => {
    const rows = treeRows(tree, new Set(['folder src']), ({ kind }) => (kind === 'protected' ? 'Accepted by you.' : ''));
    expect(rows.map(({ key }) => key)).toEqual(['protected Protected', fileKey('p'), 'note p', 'folder src']);
  });

  it('are gone through without the notes, and end at the ends', () => {
    const rows = treeRows(tree, new Set(), () => 'note');
    const walk = (key: string | null, step: 'next' | 'previous' | 'first' | 'last') => rowAfter(rows, key, step)?.key ?? null;
    expect(walk(fileKey('p'), 'next')).toBe('folder src');
    expect(walk('folder src', 'previous')).toBe(fileKey('p'));
    expect(walk(fileKey('b'), 'next')).toBeNull();
    expect([walk(null, 'first'), walk(null, 'last'), walk(null, 'next')]).toEqual([
      'protected Protected',
      fileKey('b'),
      'protected Protected',
    ]);
  });
});

describe('hunks', () => {
  const told = [
    { originalStartLineNumber: 2, originalEndLineNumber: 3, modifiedStartLineNumber: 2, modifiedEndLineNumber: 4 },
    { originalStartLineNumber: 9, originalEndLineNumber: 9, modifiedStartLineNumber: 9, modifiedEndLineNumber: 0 },
    { originalStartLineNumber: 20, originalEndLineNumber: 0, modifiedStartLineNumber: 21, modifiedEndLineNumber: 21 },
  ];
  const hunks = told.map(hunkOf);

  it('are lines of both sides, where a side without lines ends before it begins', () => {
    expect(hunks).toEqual([
      { from: 2, to: 4, oldFrom: 2, oldTo: 3 },
      { from: 10, to: 9, oldFrom: 9, oldTo: 9 },
      { from: 21, to: 21, oldFrom: 21, oldTo: 20 },
    ]);
  });

  it('say where a line of before stands after', () => {
    expect([1, 2, 3, 4, 8, 9, 10, 20, 21].map((line) => lineAfter(hunks, line))).toEqual([1, 4, 4, 5, 9, 9, 10, 20, 22]);
  });

  it('are found by a line, and stepped through into the next file and the one before', () => {
    expect([1, 2, 8, 9, 10, 30].map((line) => hunkAt(hunks, line))).toEqual([-1, 0, 0, 1, 1, 2]);
    expect(hunkStep(3, 0, 1)).toBe(1);
    expect(hunkStep(3, 2, 1)).toBe('next file');
    expect(hunkStep(3, 0, -1)).toBe('previous file');
    expect(hunkStep(0, -1, 1)).toBe('next file');
    expect(hunkStep(3, -1, 1)).toBe(0);
  });
});

describe('a file’s kind', () => {
  it.each([
    ['100644 a', '100644 b', ''],
    ['100644 a', '100755 a', 'now executable'],
    ['100755 a', '100644 b', 'no longer executable'],
    [null, '120000 a', 'a link'],
    ['100755 a', '120000 b', 'was an executable file, is a link'],
    ['160000 a', '160000 b', 'a repository of its own'],
    [null, '100755 a', ''],
    [undefined, undefined, ''],
  ])('%s → %s is "%s"', (was, is, words) => {
    expect(modeWords(was, is)).toBe(words);
  });

  it('alone has changed where the content is the same', () => {
    expect([isModeOnly('100644 a', '100755 a'), isModeOnly('100644 a', '100755 b'), isModeOnly(null, '100755 a')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
