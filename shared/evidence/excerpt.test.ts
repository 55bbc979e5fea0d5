import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundedText, excerpt, stripEscapes } from './excerpt';

const ESC = '\u001b';

describe('stripEscapes', () => {
  it.each([
    ['colours', `${ESC}[1;31mred${ESC}[0m`, 'red'],
    ['24-bit colours', `${ESC}[38;2;1;2;3mx`, 'x'],
    ['a title ended by a bell', `${ESC}]0;title\u0007after`, 'after'],
    ['a link ended by a string terminator', `${ESC}]8;;http://a.b${ESC}\\text${ESC}]8;;${ESC}\\`, 'text'],
    ['cursor and screen', `${ESC}[2J${ESC}[H${ESC}[?25lhello${ESC}[K`, 'hello'],
    ['two-character escapes', `${ESC}(B${ESC}7${ESC}Mtext`, 'text'],
    ['8-bit introducers', '\u009b31mred', 'red'],
    ['bells, backspaces and nulls', 'a\u0007b\u0008c\u0000d\u007f', 'abcd'],
    ['layout is kept', 'a\tb\r\nc\n', 'a\tb\r\nc\n'],
    ['text of other scripts is kept', 'naïve 日本 🎯', 'naïve 日本 🎯'],
  ])('%s', (_, text, plain) => {
    expect(stripEscapes(text)).toBe(plain);
  });

  it('lets an unterminated string hide nothing after it', () => {
    expect(stripEscapes(`${ESC}]0;never ended\nFAILED`)).toBe('0;never ended\nFAILED');
  });

  it('takes time in proportion to hostile text', () => {
    expect(stripEscapes(`${ESC}]`.repeat(200_000))).toBe('');
    expect(stripEscapes(`${ESC}[${'1;'.repeat(200_000)}`)).toBe('1;'.repeat(200_000));
  });
});

describe('excerpt', () => {
  it('keeps a text that fits as it is', () => {
    expect(excerpt('short\n', { headBytes: 3, tailBytes: 3 })).toBe('short\n');
  });

  it('keeps head and tail and names what lies between', () => {
    expect(excerpt('abcdefghij', { headBytes: 3, tailBytes: 2 })).toBe('abc\n[… 5 bytes left out …]\nij');
  });

  it('counts bytes and cuts between characters', () => {
    expect(excerpt('🎯🎯🎯🎯', { headBytes: 5, tailBytes: 7 })).toBe('🎯\n[… 8 bytes left out …]\n🎯');
  });

  it('accounts for every byte of any text', () => {
    const bytes = (text: string) => Buffer.byteLength(text);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.nat(20), fc.nat(20), (text, headBytes, tailBytes) => {
        const shown = excerpt(text, { headBytes, tailBytes });
        if (bytes(text) <= headBytes + tailBytes) return shown === text;
        const [, head = '', omitted, tail = ''] = /^([\s\S]*?)\n?\[… (\d+) bytes left out …\]\n([\s\S]*)$/.exec(shown) ?? [];
        const cutNewline = text.startsWith(`${head}\n`) && bytes(head) + 1 + Number(omitted) + bytes(tail) === bytes(text);
        return cutNewline || bytes(head) + Number(omitted) + bytes(tail) === bytes(text);
      }),
    );
  });
});

describe('boundedText', () => {
  it('joins what meets', () => {
    expect(boundedText('a', 'b', 0)).toBe('ab');
  });

  it('puts the gap on a line of its own', () => {
    expect(boundedText('a\n', 'b', 7)).toBe('a\n[… 7 bytes left out …]\nb');
    expect(boundedText('', 'b', 7)).toBe('[… 7 bytes left out …]\nb');
  });
});
