import { useCallback, useMemo, useRef, useSyncExternalStore } from 'react';
import { threadShelf } from './thread';
import type { OpenThread } from './threadFold';

/** Several threads at once, in the order given, as far as what waits in them was said; the same array while none of them changed. */
export function useOpenThreads(threads: readonly string[]): readonly OpenThread[] {
  const key = threads.join('\n');
  const wanted = useMemo(() => (key === '' ? [] : key.split('\n')), [key]);
  const seen = useRef<readonly OpenThread[]>([]);
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = wanted.map((thread) => threadShelf.look(thread, listener, 'recent'));
      return () => {
        for (const stop of stops) stop();
      };
    },
    [wanted],
  );
  return useSyncExternalStore(subscribe, () => {
    const next = wanted.map((thread) => threadShelf.get(thread));
    if (next.length !== seen.current.length || next.some((entry, index) => entry !== seen.current[index])) seen.current = next;
    return seen.current;
  });
}
