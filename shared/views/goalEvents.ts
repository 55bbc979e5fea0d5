import type { RecordedEvent } from '../thread/events';

/** The events of a thread's present goal: from its last draft on. */
export function goalEvents(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  const drafted = events.findLastIndex((event) => event.type === 'goal.drafted');
  return drafted < 0 ? [] : events.slice(drafted);
}

/** Whether the goal ended here; one that is reopened has not, so only the last of these may be asked. */
export function isClosing(event: RecordedEvent): boolean {
  return event.type === 'goal.completed' || event.type === 'goal.cleared';
}
