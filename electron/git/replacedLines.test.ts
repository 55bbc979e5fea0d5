import { describe, expect, it } from 'vitest';
import { linesOf, replacedLines } from './replacedLines';

const bytes = (text: string) => Buffer.from(text);
const lines = (start: number, end: number) => ({ start, end });

describe('lines of a text', () => {
  it('end with LF, CRLF or a lone CR, as editors count them, and the last may have no end', () => {
    expect(linesOf(bytes('a\nb\r\nc\rd')).map(String)).toEqual(['a\n', 'b\r\n', 'c\r', 'd']);
    expect([linesOf(bytes('')), linesOf(bytes('a\n')).length]).toEqual([[], 1]);
  });

  it.each([
    ['replaced', 'a\nx\nc\n', lines(2, 3), 'a\nb\nc\n', lines(2, 3), 'a\nb\nc\n'],
    ['put in', 'a\nc\n', lines(2, 2), 'a\nb\nc\n', lines(2, 3), 'a\nb\nc\n'],
    ['taken out', 'a\nx\n', lines(2, 3), 'a\n', lines(2, 2), 'a\n'],
    ['at the end, where an editor counts an empty line more', 'a\n', lines(2, 3), 'a\nb\n', lines(2, 3), 'a\nb\n'],
  ])('are %s', (_, text, range, other, otherRange, becomes) => {
    expect(replacedLines(bytes(text), range, bytes(other), otherRange)?.toString()).toBe(becomes);
  });

  it('that are not there are none', () => {
    expect(replacedLines(bytes('a\n'), lines(7, 8), bytes('b\n'), lines(1, 2))).toBeUndefined();
  });
});
