import { expect, it } from 'vitest';
import { createWish } from './wish';

it('is one at a time: a newer one takes the place of an older, and outlives its end', () => {
  const wishes = createWish<{ readonly of: string }>();
  const [older, newer] = [{ of: 'a' }, { of: 'b' }];
  wishes.make(older);
  wishes.make(newer);
  wishes.end(older);
  expect(wishes.waiting()).toBe(newer);
  wishes.end(newer);
  expect(wishes.waiting()).toBeUndefined();
});
