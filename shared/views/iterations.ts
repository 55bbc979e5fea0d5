import { contractChecks } from '../goal/contract';
import type { RecordedEvent } from '../thread/events';
import type { Iteration } from '../thread/goalState';
import type { EvidenceRow, ThreadState } from '../thread/state';
import { THREAD_TOOLS } from '../tools/arguments';
import { t } from '../words/t';
import type { FileChange } from '../workspace/checkpoint';
import { evidenceFigure } from './checkFigure';
import { knownSubject } from './conversation/toolWords';
import { type Fate, fatesOf } from './fate';
import { goalEvents } from './goalEvents';
import { difference, percentage } from './ledgerFigures';

/** One goal turn as the ledger has it whole. Facts come from checkpoints, calls and evidence; what the model says is kept apart. */
export interface IterationEntry {
  readonly turn: string;
  readonly n: number;
  /** What the model recorded before as its next best experiment, which this one is taken to try; empty where it recorded none. */
  readonly hypothesis: string;
  readonly words: Iteration['words'];
  readonly changed: readonly FileChange[];
  /** The last checkpoint of the turn; null before the first. */
  readonly checkpoint: string | null;
  readonly fate: Fate;
  /** Commands and edits in their order; what only looks or notes is left out. */
  readonly ran: readonly RanCall[];
  readonly checks: readonly CheckMove[];
  readonly claims: Iteration['claims'];
  /** Why the turn ended; null while it runs. */
  readonly ended: string | null;
}

export interface RanCall {
  readonly call: string;
  readonly name: string;
  readonly subject: string;
  /** `exit 1`, or how it ended otherwise; empty while it runs. */
  readonly result: string;
}

/** What a check showed last in an iteration, and how that differs from the time before and from the baseline. */
export interface CheckMove {
  readonly check: string;
  readonly evidence: string;
  readonly verdict: EvidenceRow['verdict']['verdict'];
  readonly figure: string;
  /** `−45`, `was fail`, `same`; a dash where there is nothing to compare with. */
  readonly sinceLast: string;
  readonly sinceBase: string;
}

/** Of the present goal. Without the thread's events it holds what the state alone knows: no checkpoints and no calls. */
export function iterationEntries(state: ThreadState, events: readonly RecordedEvent[]): readonly IterationEntry[] {
  const iterations = state.goal?.iterations ?? [];
  const fates = fatesOf(
    iterations.map(({ changed }) => changed),
    iterations.map(({ others }) => others),
  );
  const tried = hypotheses(iterations);
  const told = toldOf(goalEvents(events));
  const lines = linesOf(state.evidence);
  return iterations.map((iteration, index) => ({
    turn: iteration.turn,
    n: iteration.n,
    hypothesis: tried[index] ?? '',
    words: iteration.words,
    changed: iteration.changed,
    checkpoint: told.checkpoints.get(iteration.turn) ?? null,
    fate: fates[index] ?? { kind: 'unknown' },
    ran: told.calls.get(iteration.turn) ?? [],
    checks: checkMoves(state, lines, iteration),
    claims: iteration.claims,
    ended: iteration.ended,
  }));
}

/** For each iteration, what the last one that recorded anything before it would try next. */
function hypotheses(iterations: readonly Iteration[]): readonly string[] {
  let next = '';
  return iterations.map(({ words }) => {
    const before = next;
    if (words) next = words.next;
    return before;
  });
}

const undoneWords = ({ between }: { readonly between?: true }) => (between ? t`put back before` : t`reverted in`);

/** The fate in words, with the iteration that undid it. */
export function fateWords(fate: Fate, iterations: readonly Pick<IterationEntry, 'n'>[]): string {
  switch (fate.kind) {
    case 'nothing':
      return t`nothing changed`;
    case 'kept':
      return t`kept`;
    case 'unknown':
      return t`not known`;
    case 'reverted':
      return `${undoneWords(fate)} ${iterations[fate.by]?.n ?? '?'}`;
    case 'partly':
      return t`partly ${undoneWords(fate)} ${iterations[fate.by]?.n ?? '?'}: ${fate.paths.join(', ')}`;
  }
}

/** The evidence of one check in its order, and where each piece stands in it. */
interface Line {
  readonly rows: readonly EvidenceRow[];
  readonly at: ReadonlyMap<string, number>;
}

function linesOf(evidence: readonly EvidenceRow[]): ReadonlyMap<string, Line> {
  const lines = new Map<string, { readonly rows: EvidenceRow[]; readonly at: Map<string, number> }>();
  for (const row of evidence) {
    const line = lines.get(row.check) ?? { rows: [], at: new Map<string, number>() };
    line.at.set(row.id, line.rows.length);
    line.rows.push(row);
    lines.set(row.check, line);
  }
  return lines;
}

function checkMoves(state: ThreadState, lines: ReadonlyMap<string, Line>, { evidence }: Iteration): readonly CheckMove[] {
  const own = new Set(evidence);
  const { contract } = state.goal ?? {};
  return (contract ? contractChecks(contract) : []).flatMap(({ check }) => {
    const line = lines.get(check.id);
    const at = Math.max(-1, ...evidence.map((id) => line?.at.get(id) ?? -1));
    const row = line?.rows[at];
    if (!line || !row) return [];
    let earlier = at - 1;
    while (earlier >= 0 && own.has(line.rows[earlier]?.id ?? '')) earlier -= 1;
    const before = line.rows[earlier];
    const base = line.rows.find((known) => known.purpose === 'baseline');
    const unit = row.metric?.unit ? ` ${row.metric.unit}` : '';
    return {
      check: check.id,
      evidence: row.id,
      verdict: row.verdict.verdict,
      figure: `${evidenceFigure(check, row)}${unit}`,
      sinceLast: moved(row, before, difference),
      sinceBase: moved(row, base, percentage),
    };
  });
}

function moved(row: EvidenceRow, before: EvidenceRow | undefined, by: typeof difference): string {
  if (!before || before.id === row.id) return '–';
  if (row.metric && before.metric) return by(row.metric.value, before.metric.value);
  const { verdict } = before.verdict;
  return verdict === row.verdict.verdict ? t`same` : t`was ${verdict}`;
}

interface Told {
  readonly checkpoints: ReadonlyMap<string, string>;
  readonly calls: ReadonlyMap<string, readonly RanCall[]>;
}

/** Checkpoints and calls of each turn. A checkpoint that names no turn is of the one that is open. */
function toldOf(events: readonly RecordedEvent[]): Told {
  const checkpoints = new Map<string, string>();
  const calls = new Map<string, RanCall[]>();
  let open: string | undefined;
  for (const event of events) {
    if (event.type === 'turn.started') open = event.data.turn;
    if (event.type === 'turn.finished' || event.type === 'turn.interrupted') open = undefined;
    if (event.type === 'checkpoint.taken' && event.data.reason !== 'start') {
      const turn = event.data.turn ?? open;
      if (turn !== undefined) checkpoints.set(turn, event.data.checkpoint.id);
    }
    if (event.type === 'tool.started' && ranHere(event.data.name)) {
      const { turn, call, name } = event.data;
      calls.set(turn, [...(calls.get(turn) ?? []), { call, name, subject: knownSubject(event.data), result: '' }]);
    }
    if (event.type === 'tool.finished') finish(calls.get(event.data.turn), event.data);
  }
  return { checkpoints, calls };
}

function ranHere(name: string): boolean {
  return !THREAD_TOOLS.has(name) && name !== 'read_file' && name !== 'search';
}

function finish(calls: RanCall[] | undefined, done: { call: string; status: string; exit?: number | null | undefined }): void {
  const at = calls?.findLastIndex(({ call }) => call === done.call) ?? -1;
  const known = calls?.[at];
  if (!calls || !known) return;
  const result = typeof done.exit === 'number' ? t`exit ${done.exit}` : done.status.replaceAll('_', ' ');
  calls[at] = { ...known, result };
}
