import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ThreadFold } from './threadFold';
import { createThreadShelf } from './threadShelf';

const LINGER_MS = 1_000;

/** A shelf whose folds only count how often each thread was followed and let go. */
function shelf() {
  const log: string[] = [];
  const whole: string[] = [];
  const follow = (thread: string): ThreadFold => {
    log.push(`follow ${thread}`);
    return {
      get: () => ({ status: 'failed', message: thread }),
      subscribe: () => () => undefined,
      readWhole: () => void whole.push(thread),
      reload: () => undefined,
      dispose: () => log.push(`let go ${thread}`),
    };
  };
  return { log, whole, ...createThreadShelf(follow, LINGER_MS) };
}

const nothing = () => undefined;

describe('the threads a window follows', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('follows a thread once, however many look', () => {
    const { log, look, get } = shelf();
    expect(get('a')).toEqual({ status: 'loading' });
    look('a', nothing);
    look('a', nothing);
    expect([log, get('a')]).toEqual([['follow a'], { status: 'failed', message: 'a' }]);
  });

  it('reads a thread whole once somebody looks at all of it', () => {
    const { whole, look } = shelf();
    look('a', nothing, 'recent');
    expect(whole).toEqual([]);
    look('a', nothing);
    expect(whole).toEqual(['a']);
  });

  it('lets a thread go a while after the last one has looked away', () => {
    vi.useFakeTimers();
    const { log, look, get } = shelf();
    const stops = [look('a', nothing), look('a', nothing)];
    stops[0]?.();
    vi.advanceTimersByTime(LINGER_MS);
    expect(log).toEqual(['follow a']);
    stops[1]?.();
    vi.advanceTimersByTime(LINGER_MS);
    expect([log, get('a')]).toEqual([['follow a', 'let go a'], { status: 'loading' }]);
  });

  it('keeps a thread that is looked at again in time', () => {
    vi.useFakeTimers();
    const { log, look } = shelf();
    look('a', nothing)();
    vi.advanceTimersByTime(LINGER_MS - 1);
    look('a', nothing);
    vi.advanceTimersByTime(LINGER_MS * 2);
    expect(log).toEqual(['follow a']);
  });
});
