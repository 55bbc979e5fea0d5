import { expect, it } from 'vitest';
import { rewordingsOf } from './useRewording';

it('gives back the rewordings that read as they were written', () => {
  const kept = { i1: { was: 'Keep it.', words: 'Keep it as it is.' } };
  expect(rewordingsOf({ ...kept, i2: { was: 'x' }, i3: 'y', i4: null })).toEqual(kept);
  for (const broken of [undefined, null, 'x', {}]) expect(rewordingsOf(broken)).toEqual({});
});
