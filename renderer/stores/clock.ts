import { useCallback, useSyncExternalStore } from 'react';

/** The time, told to everybody who asks for the same pace by one timer. */
interface Clock {
  now: number;
  timer: ReturnType<typeof setInterval> | undefined;
  readonly listeners: Set<() => void>;
}

const clocks = new Map<number, Clock>();

/** Milliseconds since the epoch, renewed every `everyMs` while somebody looks. */
export function useNow(everyMs: number): number {
  const subscribe = useCallback((listener: () => void) => listen(everyMs, listener), [everyMs]);
  return useSyncExternalStore(subscribe, () => clockOf(everyMs).now);
}

function clockOf(everyMs: number): Clock {
  const known = clocks.get(everyMs);
  if (known) return known;
  const clock: Clock = { now: Date.now(), timer: undefined, listeners: new Set() };
  clocks.set(everyMs, clock);
  return clock;
}

function listen(everyMs: number, listener: () => void): () => void {
  const clock = clockOf(everyMs);
  clock.listeners.add(listener);
  if (clock.timer === undefined) {
    tick(clock);
    clock.timer = setInterval(() => tick(clock), everyMs);
  }
  return () => {
    clock.listeners.delete(listener);
    if (clock.listeners.size > 0) return;
    clearInterval(clock.timer);
    clock.timer = undefined;
  };
}

function tick(clock: Clock): void {
  clock.now = Date.now();
  for (const listener of [...clock.listeners]) listener();
}
