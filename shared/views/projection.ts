import type { LimitName } from '../budget/limits';
import { counted, t } from '../words/t';
import { thousands } from './format';
import type { TurnSpend } from './turnSpends';

/** How many of the last turns the burn is read from: more would speak of work that was another. */
const LAST_TURNS = 5;

/** Fewer turns than this have no spread to show, and one odd turn would be told as a pace. */
export const LEAST_TURNS = 3;

/** From the least to the most; `most` is null where the slowest of the turns spent nothing, so that there is no end to name. */
export interface Spread {
  readonly least: number;
  readonly most: number | null;
}

/** When a limit is reached if the next turns burn as the last ones did, quickest and slowest. */
export type Projection =
  | { readonly kind: 'reached' }
  | { readonly kind: 'few'; readonly turns: number }
  /** Charges without a price are in no sum of money: what is not counted is not foretold. */
  | { readonly kind: 'unpriced' }
  | { readonly kind: 'unspent'; readonly turns: number }
  /** In so many turns; `at` is null while the goal stands still, when no hour can be named. */
  | { readonly kind: 'ahead'; readonly turns: Spread; readonly at: Spread | null };

export interface Burning {
  readonly limit: LimitName;
  readonly used: number;
  readonly max: number;
  /** The goal is being pursued. */
  readonly running: boolean;
  readonly now: number;
}

export function projection({ limit, used, max, running, now }: Burning, spends: readonly TurnSpend[]): Projection {
  const left = max - used;
  if (left <= 0) return { kind: 'reached' };
  const last = spends.slice(-LAST_TURNS);
  if (last.length < LEAST_TURNS) return { kind: 'few', turns: last.length };
  if (limit === 'usd' && last.some(({ priced }) => !priced)) return { kind: 'unpriced' };
  const turns = spreadOf(
    left,
    last.map(({ spent }) => spent[limit]),
  );
  if (!turns) return { kind: 'unspent', turns: last.length };
  const ms = spreadOf(
    left,
    last.map(({ spent, wallMs }) => spent[limit] / Math.max(1, wallMs)),
  );
  const at = running && ms ? { least: now + ms.least, most: ms.most === null ? null : now + ms.most } : null;
  return {
    kind: 'ahead',
    turns: { least: Math.ceil(turns.least), most: turns.most === null ? null : Math.ceil(turns.most) },
    at,
  };
}

/** How many of the steps an amount is enough for, by the largest of them and by the smallest; undefined where all are nothing. */
function spreadOf(amount: number, steps: readonly number[]): Spread | undefined {
  const [least, most] = [Math.min(...steps), Math.max(...steps)];
  if (most <= 0) return undefined;
  return { least: amount / most, most: least <= 0 ? null : amount / least };
}

/** `in 2 to 4 turns, 12:07 to 12:31`; `time` writes an instant as this machine's clock does. */
export function projectionWords(ahead: Projection, time: (at: number) => string): string {
  switch (ahead.kind) {
    case 'reached':
      return t`used up`;
    case 'few':
      return t`not enough turns yet: ${ahead.turns} of ${LEAST_TURNS}`;
    case 'unpriced':
      return t`not all of it has a price`;
    case 'unspent':
      return t`none of it in the last ${turns(ahead.turns)}`;
    case 'ahead':
      return [turnsWords(ahead.turns), ...(ahead.at ? [timesWords(ahead.at, time)] : [])].join(', ');
  }
}

function turnsWords({ least, most }: Spread): string {
  if (most === null) return t`in ${turns(least)} or more`;
  return least === most ? t`in ${turns(least)}` : t`in ${thousands(least, 0)} to ${turns(most)}`;
}

function timesWords({ least, most }: Spread, time: (at: number) => string): string {
  const from = time(least);
  if (most === null) return t`${from} at the soonest`;
  return from === time(most) ? t`about ${from}` : t`${from} to ${time(most)}`;
}

const turns = (count: number) => counted(count, 'turn', 'turns');

/** What more of a limit buys by the burn of the last turns: `buys 3 to 6 turns`. Empty where that is not known. */
export function buysWords(limit: LimitName, more: number, spends: readonly TurnSpend[]): string {
  const last = spends.slice(-LAST_TURNS);
  if (!(more > 0)) return '';
  if (limit === 'turns') return t`buys ${turns(Math.floor(more))}`;
  if (last.length < LEAST_TURNS || (limit === 'usd' && last.some(({ priced }) => !priced))) return '';
  const spread = spreadOf(
    more,
    last.map(({ spent }) => spent[limit]),
  );
  if (!spread) return '';
  const [least, most] = [Math.floor(spread.least), spread.most === null ? null : Math.floor(spread.most)];
  if (most === 0) return t`less than any of the last turns took`;
  const range =
    most === null ? t`${turns(least)} or more` : least === most ? turns(least) : t`${thousands(least, 0)} to ${turns(most)}`;
  return t`buys ${range} like the last ${last.length}`;
}
