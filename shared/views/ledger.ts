import type { Check } from '../goal/check';
import { contractChecks } from '../goal/contract';
import { parseTarget } from '../goal/target';
import { activeMs } from '../thread/activeTime';
import type { RecordedEvent } from '../thread/events';
import type { Iteration } from '../thread/goalState';
import type { EvidenceRow, ThreadState } from '../thread/state';
import { t } from '../words/t';
import { clock, money, thousands } from './format';
import { goalEvents } from './goalEvents';
import { type IterationEntry, iterationEntries } from './iterations';
import {
  changedFigure,
  checkFigure,
  difference,
  figureOf,
  type LedgerFigure,
  leadOf,
  NONE,
  percentage,
  restFigure,
  unitOf,
} from './ledgerFigures';
import type { Mark } from './shape';
import { failing } from './timelineMarks';
import { TurnClock } from './turnClock';
import { usageNow } from './usageNow';

/** The untouched tree, or one goal turn: facts from evidence, the model's own words apart. */
export interface LedgerRow {
  readonly name: string;
  /** What the model says it did, and what it would try next; empty where it has not recorded it. */
  readonly words: string;
  readonly next: string;
  readonly changed: string;
  /** The leading metric's value, its change against the iteration before, and against the baseline. */
  readonly metric: LedgerFigure;
  readonly sinceLast: string;
  readonly sinceBase: string;
  /** The other checks, in the order of the ledger's columns. */
  readonly checks: readonly LedgerFigure[];
  readonly gate: Mark | null;
  readonly tokens: string;
  /** Read from the provider's cache, which is not charged; empty where nothing was. */
  readonly cached: string;
  readonly money: string;
  readonly active: string;
  /** The whole of the iteration; null for the baseline and the sum. */
  readonly entry: IterationEntry | null;
  /** What the row is ordered by; null where it has no such figure. */
  readonly values: LedgerValues;
}

export type LedgerValues = Readonly<Record<'metric' | 'tokens' | 'usd' | 'activeMs' | 'lines', number | null>>;

const NO_VALUES: LedgerValues = { metric: null, tokens: null, usd: null, activeMs: null, lines: null };

export interface Ledger {
  /** The check whose number leads; null in a contract without a metric. */
  readonly metric: { readonly check: string; readonly unit: string } | null;
  /** Ids of the checks with a column of their own; the rest share one, where there is a rest. */
  readonly columns: readonly string[];
  readonly rest: number;
  readonly rows: readonly LedgerRow[];
  readonly total: LedgerRow | null;
}

/** More check columns would leave no room for words. */
const CHECK_COLUMNS = 2;

/** The ledger of the present goal: its baseline, then one row for each goal turn, then their sum. */
export function ledger(state: ThreadState, events: readonly RecordedEvent[], now: number): Ledger {
  const { goal } = state;
  const asked = goal ? contractChecks(goal.contract).map(({ check }) => check) : [];
  const lead = leadOf(goal ? goal.contract.verification : [], asked);
  const others = asked.filter((check) => check !== lead);
  const columns = others.slice(0, others.length > CHECK_COLUMNS ? CHECK_COLUMNS - 1 : CHECK_COLUMNS);
  const sheet: Sheet = {
    lead,
    columns,
    rest: others.slice(columns.length),
    bills: billsOf(goalEvents(events)),
    entries: new Map(iterationEntries(state, events).map((entry) => [entry.turn, entry])),
    refusals: refusalsOf(events),
    now,
  };
  const byId = new Map(state.evidence.map((row) => [row.id, row]));
  const turns = (goal?.iterations ?? []).map(({ evidence }) => evidence.flatMap((id) => byId.get(id) ?? []));
  const base = state.evidence.filter((row) => row.purpose === 'baseline');
  const rows = base.length === 0 ? [] : [baselineRow(state, sheet, base)];
  const first = measured(sheet, base);
  let last = first;
  for (const [index, iteration] of (goal?.iterations ?? []).entries()) {
    const evidence = turns[index] ?? [];
    rows.push(iterationRow(state, sheet, iteration, evidence, { first, last }));
    last = measured(sheet, evidence) ?? last;
  }
  return {
    metric: lead ? { check: lead.id, unit: unitOf(lead) } : null,
    columns: columns.map((check) => check.id),
    rest: sheet.rest.length,
    rows,
    total: (goal?.iterations.length ?? 0) > 1 ? totalRow(state, sheet, { first, last }) : null,
  };
}

interface Bill {
  tokens: number;
  cached: number;
  usd: number | null;
  active: number | null;
}

interface Sheet {
  readonly lead: Check | undefined;
  readonly columns: readonly Check[];
  readonly rest: readonly Check[];
  readonly bills: ReadonlyMap<string, Bill>;
  readonly entries: ReadonlyMap<string, IterationEntry>;
  /** Why the gate refused each turn's last claim, where no check was red. */
  readonly refusals: ReadonlyMap<string, string>;
  readonly now: number;
}

function refusalsOf(events: readonly RecordedEvent[]): ReadonlyMap<string, string> {
  const refusals = new Map<string, string>();
  let turn = '';
  for (const event of events) {
    if (event.type === 'turn.started') turn = event.data.turn;
    if (event.type === 'gate.refused') refusals.set(turn, failing(event.data.reasons));
  }
  return refusals;
}

/** What each turn has cost; its active time once it ended. */
function billsOf(events: readonly RecordedEvent[]): ReadonlyMap<string, Bill> {
  const bills = new Map<string, Bill>();
  const billOf = (turn: string): Bill => {
    const known = bills.get(turn) ?? { tokens: 0, cached: 0, usd: null, active: null };
    bills.set(turn, known);
    return known;
  };
  const turns = new TurnClock();
  for (const event of events) {
    const ended = turns.tell(event);
    if (ended) billOf(ended.turn).active = ended.activeMs;
    if (event.type === 'usage.charged') {
      const bill = billOf(event.data.turn);
      const { input, cached, output } = event.data.tokens;
      bill.tokens += input - cached + output;
      bill.cached += cached;
      if (event.data.usd !== null) bill.usd = (bill.usd ?? 0) + event.data.usd;
    }
  }
  return bills;
}

/** The leading metric on the untouched tree, and last before or in the end. */
interface Measured {
  readonly first: number | undefined;
  readonly last: number | undefined;
}

const NO_GATE = { sinceLast: '–', sinceBase: '–' };

function baselineRow(state: ThreadState, sheet: Sheet, evidence: readonly EvidenceRow[]): LedgerRow {
  const spent = evidence.reduce((sum, row) => sum + row.durationMs, 0);
  const activated = state.goal?.status !== 'draft' && state.goal?.baseline;
  return {
    name: t`Baseline`,
    words: t`Untouched tree`,
    next: '',
    changed: changedFigure([]),
    ...figures(sheet, evidence, true),
    ...NO_GATE,
    gate: activated ? { shape: 'draft', word: activated.flags.length > 0 ? t`accepted by you` : t`taken`, quiet: true } : null,
    tokens: '–',
    cached: '',
    money: '–',
    active: clock(spent),
    entry: null,
    values: { ...NO_VALUES, metric: measured(sheet, evidence) ?? null, activeMs: spent },
  };
}

function iterationRow(
  state: ThreadState,
  sheet: Sheet,
  iteration: Iteration,
  evidence: readonly EvidenceRow[],
  before: Measured,
): LedgerRow {
  const bill = sheet.bills.get(iteration.turn);
  const value = measured(sheet, evidence);
  const active = bill?.active ?? (state.turn ? activeMs(state.turn, sheet.now) : 0);
  return {
    name: String(iteration.n),
    words: iteration.words?.changed ?? '',
    next: iteration.words?.next ?? '',
    changed: changedFigure(iteration.changed),
    ...figures(sheet, evidence, false),
    sinceLast: difference(value, before.last),
    sinceBase: percentage(value, before.first),
    gate: claimMark(state, sheet, iteration, evidence),
    tokens: bill && bill.tokens > 0 ? thousands(bill.tokens, 0) : '–',
    cached: bill && bill.cached > 0 ? thousands(bill.cached, 0) : '',
    money: bill?.usd == null ? '–' : money(bill.usd),
    active: clock(active),
    entry: sheet.entries.get(iteration.turn) ?? null,
    values: {
      metric: value ?? null,
      tokens: bill?.tokens ?? null,
      usd: bill?.usd ?? null,
      activeMs: active,
      lines: iteration.changed.reduce((sum, { added, removed }) => sum + (added ?? 0) + (removed ?? 0), 0),
    },
  };
}

function totalRow(state: ThreadState, sheet: Sheet, { first, last }: Measured): LedgerRow {
  const claims = state.goal?.iterations.flatMap((iteration) => iteration.claims) ?? [];
  const usage = usageNow(state, sheet.now);
  return {
    name: t`Total`,
    words: claimsWords(claims, state.goal?.status === 'complete'),
    next: '',
    changed: '',
    metric: last === undefined || !sheet.lead ? NONE : { text: figureOf(sheet.lead, last), tone: 'plain' },
    sinceLast: '',
    sinceBase: percentage(last, first),
    checks: [...sheet.columns, ...(sheet.rest.length > 0 ? [t`the others`] : [])].map(() => ({ text: '', tone: 'quiet' })),
    gate: null,
    tokens: thousands(usage.charged, 0),
    cached: usage.cached > 0 ? thousands(usage.cached, 0) : '',
    money: usage.usd === null ? '–' : money(usage.usd),
    active: clock(usage.activeMs),
    entry: null,
    values: NO_VALUES,
  };
}

function claimsWords(claims: readonly Iteration['claims'][number][], complete: boolean): string {
  const refused = claims.filter((claim) => claim === 'refused').length;
  const parts = [...(refused > 0 ? [t`${refused} refused`] : []), ...(complete ? [t`1 complete`] : [])];
  return parts.join(', ');
}

/** The last evidence of each check in a row; the app's own figures, never the model's. */
function figures(sheet: Sheet, evidence: readonly EvidenceRow[], baseline: boolean): Pick<LedgerRow, 'metric' | 'checks'> {
  const figure = (check: Check | undefined) => checkFigure(check, evidence, baseline);
  const own = sheet.columns.map(figure);
  return {
    metric: figure(sheet.lead),
    checks: sheet.rest.length > 0 ? [...own, restFigure(sheet.rest, evidence, baseline)] : own,
  };
}

function measured(sheet: Sheet, evidence: readonly EvidenceRow[]): number | undefined {
  return evidence.findLast((row) => row.check === sheet.lead?.id && row.metric)?.metric?.value;
}

function claimMark(state: ThreadState, sheet: Sheet, iteration: Iteration, evidence: readonly EvidenceRow[]): Mark | null {
  const isLast = state.goal?.iterations.at(-1) === iteration;
  switch (iteration.claims.at(-1)) {
    case undefined:
      return isLast && state.goal?.status === 'verifying' ? { shape: 'running', word: t`verifying` } : null;
    case 'refused':
      return {
        shape: 'failed',
        word: t`refused: ${redChecks(evidence) ?? sheet.refusals.get(iteration.turn) ?? t`evidence missing`}`,
      };
    case 'held':
      return { shape: 'asks', word: t`held: protected file` };
    case 'opened':
      return isLast && state.goal?.status === 'complete'
        ? { shape: 'pass', word: t`complete: ${thousands(askedCount(state), 0)} of ${askedCount(state)} fresh` }
        : { shape: 'pass', word: t`opened` };
  }
}

/** What the gate saw red: with its target where it is a number, so that the row stands alone. */
function redChecks(evidence: readonly EvidenceRow[]): string | undefined {
  const asked = evidence.filter((row) => row.purpose === 'gate' && row.verdict.verdict !== 'pass');
  const last = asked.at(-1);
  if (!last) return undefined;
  if (!last.metric) return t`${last.check} red`;
  const { operator, bound } = parseTarget(last.metric.target);
  return t`${last.check} not ${operator} ${bound}`;
}

function askedCount(state: ThreadState): number {
  return state.goal ? contractChecks(state.goal.contract).length : 0;
}
