import { expect, it } from 'vitest';
import { SECTIONS, sectionsFor } from './sections';

const found = (typed: string) => sectionsFor(typed).map(({ name }) => name);

it('finds a section by what is in it, in any order of words', () => {
  expect(found('')).toHaveLength(SECTIONS.length);
  expect(found('scrollback')).toEqual(['Terminal']);
  expect(found('Paste  warn')).toEqual(['Terminal']);
  expect(found('budget')).toEqual(['Prices', 'Goal defaults']);
  expect(found('no such thing')).toEqual([]);
});
