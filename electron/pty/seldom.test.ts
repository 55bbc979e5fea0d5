import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { seldom } from './seldom';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('does at once what is asked for once, and what is asked for often once in its time and once at the end', () => {
  const done: number[] = [];
  const looks = seldom(100, () => done.push(Date.now() - began));
  const began = Date.now();
  for (let frame = 0; frame < 20; frame += 1) {
    looks.ask();
    vi.advanceTimersByTime(16);
  }
  vi.advanceTimersByTime(1_000);
  looks.ask();
  expect(done).toEqual([0, 100, 200, 300, 400, 1_320]);
});

it('does nothing after it was stopped', () => {
  let done = 0;
  const looks = seldom(100, () => {
    done += 1;
  });
  looks.ask();
  looks.ask();
  looks.stop();
  vi.advanceTimersByTime(1_000);
  expect(done).toBe(1);
});
