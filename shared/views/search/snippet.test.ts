import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snippetOf } from './snippet';

/** Marked words in brackets. */
const shown = (text: string, typed: string) =>
  snippetOf(text, typed)
    .map((part) => (part.marked ? `[${part.text}]` : part.text))
    .join('');

describe('a snippet', () => {
  it.each([
    ['The checkout is slow.', 'che slo', 'The [checkout] is [slow].'],
    ['The checkout is slow.', '"checkout is"', 'The [checkout is] slow.'],
    ['The checkout is slow.', '"check"', 'The checkout is slow.'],
    ['Größe und Café', 'grosse cafe', 'Größe und [Café]'],
    ['read src/cart.ts:12 now', 'cart.ts:1', 'read src/[cart.ts:12] now'],
    ['', 'x', ''],
  ])('of %j for %j is %j', (text, typed, snippet) => {
    expect(shown(text, typed)).toBe(snippet);
  });

  it('is the piece round what is found first, and bounded', () => {
    const text = `${'before '.repeat(400)}needle ${'after '.repeat(400)}`;
    expect(shown(text, 'needle')).toMatch(/^…(before ){5}\[needle\]( after){16}…$/);
    expect(shown(`needle${'x'.repeat(5_000)}`, 'nee').length).toBeLessThan(300);
  });

  it('is taken from the text as it stands, whatever that and what was typed are', async () => {
    await fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ maxLength: 20 }), (text, typed) => {
        const parts = snippetOf(text, typed).filter((part) => part.text !== '…');
        expect(text).toContain(parts.map((part) => part.text).join(''));
      }),
    );
  });
});
