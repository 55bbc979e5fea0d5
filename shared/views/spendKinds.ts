import type { RecordedEvent } from '../thread/events';
import { isGoalTurn } from '../thread/evolve/turn';
import { t } from '../words/t';
import { clock, money, thousands } from './format';
import { TurnClock } from './turnClock';

/** What was paid for. A try that failed or was cut is a retry whatever it was for: nothing came of it. */
export type SpendKind = 'work' | 'retries' | 'compaction' | 'drafts' | 'reviews' | 'wrap_ups' | 'checks';

export interface SpendKindRow {
  readonly kind: SpendKind;
  readonly name: string;
  readonly requests: string;
  readonly tokens: string;
  /** Read from the provider's cache: shown beside, and not charged. */
  readonly cached: string;
  readonly money: string;
  readonly active: string;
}

const NAMES: Readonly<Record<SpendKind, string>> = {
  work: t`Work`,
  retries: t`Failed and cut tries`,
  compaction: t`Compaction`,
  drafts: t`Plans and drafts`,
  reviews: t`Reviewers`,
  wrap_ups: t`Wrap-ups`,
  checks: t`Checks between turns`,
};

interface Sum {
  requests: number;
  tokens: number;
  cached: number;
  usd: number;
  unpriced: number;
  activeMs: number;
}

/**
 * What the present goal has spent, by what it was for, and the sum. Planning before the goal was drafted is in it, as in the goal's own
 * figures; turns of a goal that ended before are not. Kinds of which nothing was spent are left out.
 */
export function spendKinds(events: readonly RecordedEvent[]): readonly SpendKindRow[] {
  const fold = new Fold();
  for (const event of events) fold.tell(event);
  return fold.rows();
}

class Fold {
  #sums = new Map<SpendKind, Sum>();
  readonly #clock = new TurnClock();
  readonly #compactions = new Set<string>();
  readonly #failed = new Set<string>();
  #turn: SpendKind = 'work';
  /** The last goal has ended: what is planned from here on is the next one's. */
  #over = true;
  #unclaimed = new Map<SpendKind, Sum>();

  tell(event: RecordedEvent): void {
    const ended = this.#clock.tell(event);
    if (ended) this.#sum(this.#turn).activeMs += ended.activeMs;
    switch (event.type) {
      case 'goal.drafted':
        this.#draft();
        return;
      case 'goal.completed':
      case 'goal.cleared':
        this.#over = true;
        return;
      case 'goal.reopened':
        this.#over = false;
        return;
      case 'turn.started': {
        const { kind } = event.data;
        this.#turn = kind === 'wrap_up' ? 'wrap_ups' : isGoalTurn(kind) ? 'work' : 'drafts';
        return;
      }
      case 'request.started':
        if (event.data.purpose === 'compaction') this.#compactions.add(event.data.request);
        return;
      case 'request.failed':
        this.#failed.add(event.data.request);
        return;
      case 'usage.charged':
        return this.#charge(event.data);
      case 'evidence.recorded':
        if (!this.#clock.isOpen) this.#sum('checks').activeMs += event.data.evidence.durationMs;
        return;
      default:
        return;
    }
  }

  #draft(): void {
    const kept = this.#over ? new Map<SpendKind, Sum>() : this.#sums;
    for (const [kind, sum] of this.#unclaimed) add(sumIn(kept, kind), sum);
    this.#sums = kept;
    this.#unclaimed = new Map();
    this.#over = false;
  }

  /** A plan beside no goal is the next one's. */
  #sum(kind: SpendKind): Sum {
    return sumIn(this.#over && this.#turn === 'drafts' ? this.#unclaimed : this.#sums, kind);
  }

  #charge({ request, purpose, tokens, usd, estimated }: Extract<RecordedEvent, { type: 'usage.charged' }>['data']): void {
    const { input, cached, output } = tokens;
    const charged = input - cached + output;
    const lost = this.#failed.has(request) || (estimated && output === 0);
    const kind = purpose === 'review' ? 'reviews' : lost ? 'retries' : this.#compactions.has(request) ? 'compaction' : this.#turn;
    add(this.#sum(kind), {
      requests: 1,
      tokens: charged,
      cached,
      usd: usd ?? 0,
      unpriced: usd === null ? charged : 0,
      activeMs: 0,
    });
  }

  rows(): readonly SpendKindRow[] {
    const kinds = (Object.keys(NAMES) as SpendKind[]).flatMap((kind) => {
      const sum = this.#sums.get(kind);
      return sum && (sum.requests > 0 || sum.activeMs > 0) ? [{ kind, sum }] : [];
    });
    return kinds.map(({ kind, sum }) => ({ kind, name: NAMES[kind], ...figures(sum) }));
  }
}

function sumIn(sums: Map<SpendKind, Sum>, kind: SpendKind): Sum {
  const sum = sums.get(kind) ?? { requests: 0, tokens: 0, cached: 0, usd: 0, unpriced: 0, activeMs: 0 };
  sums.set(kind, sum);
  return sum;
}

function add(to: Sum, more: Sum): void {
  for (const key of ['requests', 'tokens', 'cached', 'usd', 'unpriced', 'activeMs'] as const) to[key] += more[key];
}

/** No price is invented: a sum that lacks some says so. */
function figures({ requests, tokens, cached, usd, unpriced, activeMs }: Sum): Omit<SpendKindRow, 'kind' | 'name'> {
  const none = requests === 0;
  return {
    requests: none ? '–' : thousands(requests, 0),
    tokens: none ? '–' : thousands(tokens, 0),
    cached: none ? '–' : thousands(cached, 0),
    money: none ? '–' : unpriced === 0 ? money(usd) : unpriced === tokens ? t`no price` : t`${money(usd)} and more`,
    active: activeMs === 0 ? '–' : clock(activeMs),
  };
}
