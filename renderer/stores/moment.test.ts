import { expect, it } from 'vitest';
import { follow, ledFrom } from './moment';
import { go } from './navigation';

it('offers the way back to the timeline while one looks at what it led to, and no longer', () => {
  const led = (...steps: readonly (() => void)[]) => {
    go({ name: 'thread', thread: 'th', tab: 'timeline' });
    follow('th', { to: 'turn', turn: 't1' });
    for (const step of steps) step();
    return ledFrom();
  };
  const to =
    (tab: 'diff' | 'timeline', thread = 'th') =>
    () =>
      go({ name: 'thread', thread, tab });
  expect(led(to('diff'))).toBe('th');
  expect([led(to('timeline')), led(to('diff', 'other')), led(() => go({ name: 'inbox' }))]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
