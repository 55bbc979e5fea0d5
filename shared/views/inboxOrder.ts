import type { InboxAsk } from './inboxAsk';
import type { InboxRow } from './inboxRows';

/**
 * How much stands still while nobody answers. A permission holds a turn in its middle; what is blocked, used up or held has stopped
 * between two turns; a result or a look only lacks its last word; a baseline has not begun; a quota is renewed without anybody.
 */
const URGENCY: Readonly<Record<InboxAsk['kind'], number>> = {
  permission: 0,
  blocked: 1,
  budget: 1,
  protected: 1,
  human: 2,
  acceptance: 2,
  baseline: 3,
  usage: 4,
};

/** The inbox's one order, in the window and on the command line: by what stands still, and of the same urgency the newest first. */
export function byUrgency(a: InboxRow, b: InboxRow): number {
  return rank(a) - rank(b) || b.since - a.since || compare(a.key, b.key);
}

function rank({ ask, waitsFor }: InboxRow): number {
  return ask.kind === 'usage' && waitsFor === 'person' ? URGENCY.blocked : URGENCY[ask.kind];
}

/** Rows of the same moment keep their places. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
