import type { TerminalEnd } from './terminals';

/** How a terminal ended, for the one who looks at it: `exit 1`, `ended by SIGTERM`; and what was lost, in a sentence. */
export function endWords({ exit, lost }: Pick<TerminalEnd, 'exit' | 'lost'>): string {
  return lost === undefined ? howItEnded(exit) : `${howItEnded(exit)}. ${lost}`;
}

function howItEnded(exit: TerminalEnd['exit']): string {
  if (exit.limit !== undefined) return `ended at the limit of ${exit.limit}`;
  return exit.exit === null ? `ended by ${exit.signal ?? 'a signal'}` : `exit ${exit.exit}`;
}
