import { expect, it } from 'vitest';
import { searchQuery } from './query';

it.each([
  ['', null],
  ['  *** ', null],
  ['check', '"check"*'],
  ['check tot', '"check"* "tot"*'],
  ['"as it is" tot', '"as it is" "tot"*'],
  ['"unended', '"unended"'],
  ['a"b"c', '"a"* "b" "c"*'],
  ['src/cart.ts:12', '"src/cart.ts:12"*'],
  ['AND (x)', '"AND"* "(x)"*'],
  ['größe', '"größe"*'],
] as const)('makes of %j the query %j', (text, query) => {
  expect(searchQuery(text)).toBe(query);
});
