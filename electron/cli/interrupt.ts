import { type SyncDisposable, toDisposable } from '../../shared/kernel/lifecycle';
import { EXIT } from '../../shared/views/outcome';

/** A terminal and npm may both deliver one Ctrl-C; within this time two signals count as one. */
const SAME_INTERRUPT_MS = 1_000;

/** Calls `pause` at the first SIGINT or SIGTERM; a later signal, not the same one told twice, ends the process at once. */
export function onInterrupt(pause: () => void): SyncDisposable {
  let first: number | undefined;
  const listener = () => {
    const now = Date.now();
    if (first === undefined) {
      first = now;
      pause();
    } else if (now - first > SAME_INTERRUPT_MS) {
      process.exit(EXIT.interrupted);
    }
  };
  process.on('SIGINT', listener);
  process.on('SIGTERM', listener);
  return toDisposable(() => {
    process.off('SIGINT', listener);
    process.off('SIGTERM', listener);
  });
}
