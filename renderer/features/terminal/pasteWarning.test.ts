import { describe, expect, it } from 'vitest';
import { cleanPaste, MANY_LINES, pasteWarning, warningWords } from './pasteWarning';

const lines = (count: number) => Array.from({ length: count }, (_, n) => `line ${n}`).join('\n');

describe('a paste', () => {
  it.each([
    ['one line', 'ls -l', false],
    ['one line with its end', 'ls -l\n', false],
    ['a few lines for a program that brackets them', lines(MANY_LINES), true],
    ['tabs', 'a\tb', false],
    ['nothing', '', false],
  ])('of %s asks nothing', (_name, text, bracketed) => {
    expect(pasteWarning(text, bracketed)).toBeUndefined();
  });

  it('of two lines is asked about where each is an order at once', () => {
    expect(pasteWarning('cd /\nrm x', false)).toEqual({ lines: 2, atOnce: true, controls: 0 });
    expect(pasteWarning('cd /\r\nrm x\r\n', false)).toEqual({ lines: 2, atOnce: true, controls: 0 });
    expect(pasteWarning('cd /\rrm x', false)).toEqual({ lines: 2, atOnce: true, controls: 0 });
  });

  it('of many lines is asked about in any case', () => {
    expect(pasteWarning(lines(MANY_LINES + 1), true, MANY_LINES + 1)).toBeUndefined();
    expect(pasteWarning(lines(2), true, 1)).toEqual({ lines: 2, atOnce: false, controls: 0 });
    expect(pasteWarning(lines(MANY_LINES + 1), true)).toEqual({ lines: MANY_LINES + 1, atOnce: false, controls: 0 });
  });

  it('with control characters is asked about, and loses them', () => {
    const text = 'echo hi\u001b[201~; rm x\u0007\u009b';
    expect(pasteWarning(text, true)).toEqual({ lines: 1, atOnce: false, controls: 3 });
    expect(cleanPaste(text)).toBe('echo hi[201~; rm x');
  });

  it('with marks that turn the order of what one reads is asked about', () => {
    expect(pasteWarning('a\u202eb', false)).toEqual({ lines: 1, atOnce: false, controls: 1 });
  });

  it('keeps tabs, line ends, and every other character', () => {
    const text = 'a\tb\r\nc ä 漢 👩‍👩‍👧 \u00a0';
    expect(cleanPaste(text)).toBe(text);
  });

  it('is told in words', () => {
    expect(warningWords({ lines: 14, atOnce: true, controls: 2 })).toBe(
      '14 lines, each taken as an order when it ends. 2 control characters are left out.',
    );
    expect(warningWords({ lines: 1, atOnce: false, controls: 1 })).toBe('1 line. 1 control character is left out.');
  });
});
