import { type SyncDisposable, toDisposable } from '../../shared/kernel/lifecycle';
import { EXIT } from '../../shared/views/outcome';

/** A terminal and npm may both deliver one Ctrl-C; within this time two signals count as one. */
const SAME_INTERRUPT_MS = 1_000;

/**
 * Calls `pause` at the first SIGINT or SIGTERM, or when whoever reads the output is gone (`| head`); a later signal, not the same
 * one told twice, ends the process at once.
 */
export function onInterrupt(pause: () => void): SyncDisposable {
  let first: number | undefined;
  const begin = () => {
    first = Date.now();
    pause();
  };
  const onSignal = () => {
    if (first === undefined) begin();
    else if (Date.now() - first > SAME_INTERRUPT_MS) process.exit(EXIT.interrupted);
  };
  // Every further line fails as well: only the first failure is news.
  const onReaderGone = () => {
    if (first === undefined) begin();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.stdout.on('error', onReaderGone);
  return toDisposable(() => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
    process.stdout.off('error', onReaderGone);
  });
}
