import { describe, expect, it } from 'vitest';
import type { DiffSide } from '../../workspace/diffSide';
import { bytes, sideNotes, sidesShown } from './sideWords';

const text = (content: string, more: object = {}): DiffSide => ({
  kind: 'text',
  text: content,
  size: content.length,
  truncated: false,
  ...more,
});
const binary = (size: number): DiffSide => ({ kind: 'binary', size, picture: null });
const NONE: DiffSide = { kind: 'none' };

describe('what of a file is shown', () => {
  it('is two texts, of which one may be empty, a link’s target or a commit', () => {
    expect(sidesShown(NONE, text('a'))).toEqual({ kind: 'texts', before: '', after: 'a' });
    expect(sidesShown({ kind: 'link', target: 'a' }, NONE)).toEqual({ kind: 'texts', before: 'a', after: '' });
    expect(sidesShown({ kind: 'repository', commit: '1' }, { kind: 'repository', commit: '2' })).toEqual({
      kind: 'texts',
      before: 'commit 1\n',
      after: 'commit 2\n',
    });
  });

  it.each<[DiffSide, DiffSide, string]>([
    [binary(1), binary(2_048), 'The file is binary: there are no lines to show. It had 1 byte before and has 2 KB now.'],
    [NONE, binary(5), 'The file is binary: there are no lines to show. It is new, of 5 bytes.'],
    [binary(5), NONE, 'The file is binary: there are no lines to show. It had 5 bytes and is deleted.'],
    [text('abc'), binary(5), 'The file is binary: there are no lines to show. It had 3 bytes before and has 5 bytes now.'],
    [
      { kind: 'large', size: 45 * 1_024 * 1_024 },
      text('abc'),
      'The file is too large to be shown line by line. It had 45 MB before and has 3 bytes now.',
    ],
  ])('is words where there are no lines: %#', (before, after, words) => {
    expect(sidesShown(before, after)).toEqual({ kind: 'words', words });
  });

  it('comes with what the lines do not tell', () => {
    expect(sideNotes(text('a\r\nb\r\n'), text('a\nb\n'))).toEqual(['Its lines ended with CRLF before and end with LF now.']);
    expect(sideNotes(text('a\nb'), text('a\nc\n'))).toEqual([]);
    expect(sideNotes({ kind: 'link', target: 'a' }, { kind: 'link', target: 'b' })).toEqual([
      'A link: it pointed to a and points to b.',
    ]);
    expect(sideNotes(text('x'), { kind: 'link', target: 'b' })).toEqual(['A link, which was a file: it points to b.']);
    expect(sideNotes({ kind: 'link', target: 'b' }, NONE)).toEqual(['It was a link to b.']);
    expect(sideNotes(NONE, { kind: 'repository', commit: '1' })).toHaveLength(1);
    expect(sideNotes(NONE, text('x', { truncated: true, size: 9 * 1_024 * 1_024 }))).toEqual([
      'Shown in part: of 9 MB only the first 8 MB are compared here.',
    ]);
  });

  it('has its size in words', () => {
    expect([0, 1, 1_023, 1_536, 3.5 * 1_024 * 1_024].map(bytes)).toEqual([
      '0 bytes',
      '1 byte',
      '1,023 bytes',
      '1.5 KB',
      '3.5 MB',
    ]);
  });
});
