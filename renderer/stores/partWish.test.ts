import { expect, it } from 'vitest';
import { go } from './navigation';
import { goToNotice, wishedPart } from './partWish';

const place = { name: 'thread', thread: 'th1', tab: 'timeline', part: 'ledger' } as const;

it('wishes for the part where the notice leads, and no longer once one has gone elsewhere', () => {
  goToNotice(place);
  expect(wishedPart()).toEqual(place);
  go({ name: 'thread', thread: 'th2', tab: 'timeline' });
  expect(wishedPart()).toBeUndefined();
  goToNotice(place);
  go({ name: 'inbox' });
  expect(wishedPart()).toBeUndefined();
});
