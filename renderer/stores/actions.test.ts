import { expect, it } from 'vitest';
import { provideAction, providedStore, runProvided } from './actions';

it('an action is done by who provides it last, for as long as it is provided', () => {
  const done: string[] = [];
  const stopFirst = provideAction('go.inbox', () => done.push('first'));
  const stopSecond = provideAction('go.inbox', () => done.push('second'));
  expect(runProvided('go.inbox')).toBe(true);
  stopSecond();
  expect(runProvided('go.inbox')).toBe(true);
  stopFirst();
  expect([runProvided('go.inbox'), [...providedStore.getState().by.keys()], done]).toEqual([false, [], ['second', 'first']]);
});
