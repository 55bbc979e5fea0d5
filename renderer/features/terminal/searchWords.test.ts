import { describe, expect, it } from 'vitest';
import { thousands } from '../../../shared/views/format';
import { searchWords } from './searchWords';

const term = (text: string, regex = false) => ({ text, regex, caseSensitive: false });
const words = (text: string, found?: { index: number; count: number }, regex = false) =>
  searchWords(term(text, regex), found, (n) => thousands(n, 0));

describe('how a search stands', () => {
  it.each([
    ['', { index: 0, count: 3 }, ''],
    ['x', undefined, ''],
    ['x', { index: -1, count: 0 }, 'None'],
    ['x', { index: 0, count: 1 }, '1 of 1'],
    ['x', { index: 2, count: 12 }, '3 of 12'],
    ['x', { index: -1, count: 12 }, '12'],
    ['x', { index: -1, count: 1_000 }, '1,000 or more'],
  ])('%j %j', (text, found, expected) => {
    expect(words(text, found)).toBe(expected);
  });

  it('says that half a regular expression is none yet', () => {
    expect(words('(a', undefined, true)).toBe('No pattern');
    expect(words('(a', { index: 0, count: 1 })).toBe('1 of 1');
    expect(words('(a|b)', { index: 0, count: 1 }, true)).toBe('1 of 1');
  });
});
