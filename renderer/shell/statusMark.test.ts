import { expect, it } from 'vitest';
import { SimulatedThread } from '../../test/fakes/simulatedThread';
import { statusMark } from './statusMark';

it('says who brought a goal to rest, and when', () => {
  const thread = new SimulatedThread();
  thread.at = new Date(2026, 10, 12, 11, 42, 13).getTime();
  thread.activate();
  expect(statusMark(thread.now)).toBeUndefined();
  thread.at = new Date(2026, 10, 12, 11, 42, 13, 999).getTime();
  thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
  expect(statusMark(thread.now, new Date(2026, 10, 12, 18))).toBe('by you, 11:42:14');
  expect(statusMark(thread.now, new Date(2026, 10, 13, 9))).toBe('by you, 12 Nov 11:42:14');
});
