import type { RecordedEvent } from '../thread/events';

/** Whether events came in front of those that were folded, which began with `from`: rows of later ones may read otherwise then. */
export function hasOlder(from: number, events: readonly RecordedEvent[]): boolean {
  const first = events[0];
  return first !== undefined && first.seq < from;
}
