import { expect, it } from 'vitest';
import { go } from './navigation';
import { goToNotice, partWish } from './partWish';

const place = { name: 'thread', thread: 'th1', tab: 'timeline', part: 'ledger' } as const;

it('wishes for the part where the notice leads, and no longer once one has gone elsewhere', () => {
  goToNotice(place);
  expect(partWish.getState().wish).toEqual(place);
  go({ name: 'thread', thread: 'th2', tab: 'timeline' });
  expect(partWish.getState().wish).toBeUndefined();
  goToNotice(place);
  go({ name: 'inbox' });
  expect(partWish.getState().wish).toBeUndefined();
});
