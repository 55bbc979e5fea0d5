import { expect, it } from 'vitest';
import { unsentOf } from './unsent';

it('gives back what was typed for this asking, and nothing of another or of what does not read', () => {
  const kept = { about: '1234', texts: { key: 'the blue', days: 30 } };
  expect([unsentOf(kept, '1234'), unsentOf(kept, '5678')]).toEqual([{ key: 'the blue' }, {}]);
  for (const broken of [undefined, null, 'x', {}, { about: '1234', texts: null }]) expect(unsentOf(broken, '1234')).toEqual({});
});
