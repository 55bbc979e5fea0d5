import type { RecordedEvent } from '../thread/events';
import { goalEvents } from './goalEvents';
import type { Span } from './timeline';
import { TurnClock } from './turnClock';

/** When the present goal was active, in the order of time; what runs yet has no end. Folded once, it is asked for every instant after. */
export interface FoldedActiveTime {
  until(now: number): readonly Span[];
}

/** The same time as the budget counts: turns without their waits and pauses, and the checks that ran between them. */
export function foldActiveTime(events: readonly RecordedEvent[]): FoldedActiveTime {
  const fold = new ActiveTime();
  for (const event of goalEvents(events)) fold.tell(event);
  return fold;
}

class ActiveTime implements FoldedActiveTime {
  readonly #clock = new TurnClock();
  readonly #spans: Span[] = [];
  #checkFrom: number | null = null;

  tell(event: RecordedEvent): void {
    const ended = this.#clock.tell(event);
    for (const span of ended?.active ?? []) this.#add(span);
    if (event.type === 'check.started') this.#checkFrom = event.at;
    if (event.type === 'evidence.recorded' && !this.#clock.isOpen) {
      this.#add({ from: Math.max(event.at - event.data.evidence.durationMs, this.#checkFrom ?? 0), to: event.at });
    }
    if (event.type === 'evidence.recorded' || event.type === 'verification.finished') this.#checkFrom = null;
  }

  #add({ from, to }: Span): void {
    const last = this.#spans.at(-1);
    const start = Math.max(from, last?.to ?? from);
    if (to > start) this.#spans.push({ from: start, to });
  }

  until(now: number): readonly Span[] {
    if (this.#clock.isOpen) return [...this.#spans, ...this.#clock.activeUntil(now)];
    const from = this.#checkFrom;
    return from === null || now <= from ? this.#spans : [...this.#spans, { from, to: now }];
  }
}
