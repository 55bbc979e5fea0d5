import { useMemo } from 'react';
import type { RecordedEvent } from '../../../shared/thread/events';
import { foldActiveTime } from '../../../shared/views/activeTime';
import type { Span } from '../../../shared/views/timeline';
import { activeScale, CLOCK, type TimeKind, type TimeScale } from '../../../shared/views/timeScale';

/** How time is laid along the axis; active time is folded only where it is asked for. */
export function useTimeScale(kind: TimeKind, events: readonly RecordedEvent[], { from, to }: Span): TimeScale {
  const folded = useMemo(() => (kind === 'active' ? foldActiveTime(events) : null), [kind, events]);
  return useMemo(() => (folded === null ? CLOCK : activeScale(folded.until(to), { from, to })), [folded, from, to]);
}
