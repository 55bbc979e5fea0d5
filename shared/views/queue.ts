import { t } from '../words/t';

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

const LINES = { turn: t`for a free turn`, check: t`for its check’s turn`, checkpoint: t`for its checkpoint’s turn` } as const;

export function aheadWords(ahead: number): string {
  return ahead === 0 ? t`next in line` : t`${ahead} ahead`;
}
