/**
 * Who waits for a free place, and behind how many. Live state of the running engine, like terminal output: it is in no log and no
 * snapshot, a restart makes it anew, and nothing that a goal does depends on it.
 */
export interface QueuePlace {
  readonly line: 'turn' | 'check' | 'checkpoint';
  readonly ahead: number;
}

/** By thread; a thread that waits for nothing is not in it. */
export type QueueView = Readonly<Record<string, QueuePlace>>;

/** `for a free turn, 3 ahead`, `for its check's turn, next in line`. */
export function queueWords({ line, ahead }: QueuePlace): string {
  return `${LINES[line]}, ${aheadWords(ahead)}`;
}

const LINES = { turn: 'for a free turn', check: 'for its check’s turn', checkpoint: 'for its checkpoint’s turn' } as const;

export function aheadWords(ahead: number): string {
  return ahead === 0 ? 'next in line' : `${ahead} ahead`;
}
