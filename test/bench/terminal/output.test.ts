import { describe, expect, it } from 'vitest';
import { onTerminal, printedOutput } from './output';

const SIZE = 500_000;
const text = new TextDecoder('utf-8', { fatal: true }).decode(printedOutput(SIZE));

describe('the output that benchmarks print', () => {
  it('is the same bytes each time, of the size that was asked for or a little more', () => {
    const again = printedOutput(SIZE);
    expect(Buffer.compare(again, printedOutput(SIZE))).toBe(0);
    expect(again.length - SIZE).toBeGreaterThanOrEqual(0);
    expect(again.length - SIZE).toBeLessThan(50_000);
  });

  it('is another for another seed', () => {
    expect(Buffer.compare(printedOutput(SIZE), printedOutput(SIZE, 7))).not.toBe(0);
  });

  it('has colours, true colours, lines drawn over, wide characters and emoji', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for.
    const kinds = [/\x1b\[32m/, /\x1b\[38;5;\d+m/, /\x1b\[38;2;\d+;\d+;\d+m/, /\r\x1b\[K/, /日本語/, /👩‍💻/, /Привет/];
    expect(kinds.filter((kind) => !kind.test(text))).toEqual([]);
  });

  it('has lines as long as programs print them, and ends with one', () => {
    const lengths = text.split('\n').map((line) => line.length);
    expect(Math.max(...lengths)).toBeLessThan(200);
    expect(text.length / lengths.length).toBeGreaterThan(40);
    expect(text.endsWith('\n')).toBe(true);
  });
});

describe('the same on a terminal', () => {
  it('has a carriage return before each line feed and is otherwise unchanged', () => {
    const bytes = new TextEncoder().encode('one\ntwo\r\n\n');
    expect(new TextDecoder().decode(onTerminal(bytes))).toBe('one\r\ntwo\r\r\n\r\n');
  });
});
