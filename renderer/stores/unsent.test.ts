import { expect, it } from 'vitest';
import { unsentOf } from './unsent';

it('gives back what was typed, and nothing of what does not read', () => {
  expect(unsentOf({ key: 'the blue', days: 30 })).toEqual({ key: 'the blue' });
  for (const broken of [undefined, null, 'x', {}, []]) expect(unsentOf(broken)).toEqual({});
});
