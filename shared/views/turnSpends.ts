import type { LimitName } from '../budget/limits';
import type { RecordedEvent } from '../thread/events';
import { isGoalTurn } from '../thread/evolve/turn';
import { goalEvents } from './goalEvents';
import { TurnClock } from './turnClock';

/** What one goal turn that has ended took, with the checks that followed it: of each limit, and of the clock on the wall. */
export interface TurnSpend {
  readonly turn: string;
  readonly n: number;
  /** From its start to the last thing done for it; what a pause took is not in it. */
  readonly wallMs: number;
  readonly spent: Readonly<Record<LimitName, number>>;
  /** Money is counted for all of it; otherwise `spent.usd` is less than was spent. */
  readonly priced: boolean;
}

const MS_PER_MINUTE = 60_000;

/** The present goal's turns in their order, without the one that is open. */
export function turnSpends(events: readonly RecordedEvent[]): readonly TurnSpend[] {
  const fold = new Fold();
  for (const event of goalEvents(events)) fold.tell(event);
  return fold.ended();
}

interface Sum {
  readonly turn: string;
  readonly n: number;
  readonly from: number;
  until: number;
  open: boolean;
  tokens: number;
  usd: number;
  activeMs: number;
  priced: boolean;
}

class Fold {
  readonly #sums: Sum[] = [];
  readonly #clock = new TurnClock();
  /** Where what is spent goes: none before the first goal turn, and in a turn that is no goal turn. */
  #into: Sum | undefined;

  tell(event: RecordedEvent): void {
    const ended = this.#clock.tell(event);
    if (event.type === 'turn.started') this.#begin(event);
    const sum = this.#into;
    if (!sum) return;
    if (ended) {
      sum.activeMs += ended.activeMs;
      sum.open = false;
    }
    if (event.type === 'usage.charged') charge(sum, event);
    if (event.type === 'evidence.recorded' && !sum.open) sum.activeMs += event.data.evidence.durationMs;
    if (ended || event.type === 'evidence.recorded') sum.until = Math.max(sum.until, event.at);
  }

  #begin({ at, data }: Extract<RecordedEvent, { type: 'turn.started' }>): void {
    this.#into = undefined;
    if (!isGoalTurn(data.kind)) return;
    this.#into = { turn: data.turn, n: data.n, from: at, until: at, open: true, tokens: 0, usd: 0, activeMs: 0, priced: true };
    this.#sums.push(this.#into);
  }

  ended(): readonly TurnSpend[] {
    return this.#sums.flatMap((sum) =>
      sum.open
        ? []
        : [
            {
              turn: sum.turn,
              n: sum.n,
              wallMs: sum.until - sum.from,
              spent: { tokens: sum.tokens, usd: sum.usd, minutes: sum.activeMs / MS_PER_MINUTE, turns: 1 },
              priced: sum.priced,
            },
          ],
    );
  }
}

function charge(sum: Sum, { data }: Extract<RecordedEvent, { type: 'usage.charged' }>): void {
  const { input, cached, output } = data.tokens;
  sum.tokens += input - cached + output;
  sum.usd += data.usd ?? 0;
  if (data.usd === null) sum.priced = false;
}
