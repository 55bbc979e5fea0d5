import type { EventData, RecordedEvent } from '../../thread/events';
import { counted, t } from '../../words/t';
import { shortVerdict } from '../checkFigure';
import type { Draft } from './draft';
import { mark, type Placed, type ToolRow } from './row';
import { bounded, toolIcon, toolInput, toolResult, toolSubject } from './toolWords';

/** Below this a duration says nothing: the thread answered the call itself, at once. */
const WORTH_SAYING_MS = 50;

export function toolStarted(draft: Draft, event: RecordedEvent, data: EventData<'tool.started'>): void {
  draft.change(draft.open.turnAt, 'turn', (row) => ({ tools: row.tools + 1 }));
  draft.tools.set(data.call, draft.push(toolRow(draft.placed(event, true), data)));
}

/** A call that was never started has a row all the same, which says so. */
export function toolFinished(draft: Draft, event: RecordedEvent, data: EventData<'tool.finished'>): void {
  const known = draft.tools.get(data.call);
  draft.tools.delete(data.call);
  const at = known ?? draft.push(toolRow(draft.placed(event, true), { name: data.name, arguments: '' }));
  draft.change(at, 'tool', (row) => ({
    running: false,
    result: JUDGED.has(row.result.shape) ? row.result : toolResult(data),
    durationMs: data.durationMs > 0 ? data.durationMs : worthSaying(event.at - row.at),
    details: { ...row.details, output: bounded(data.output) },
  }));
}

/** A check's own verdict says more than how its call ended. */
const JUDGED: ReadonlySet<ToolRow['result']['shape']> = new Set(['pass', 'failed', 'finding']);

const worthSaying = (ms: number) => (ms >= WORTH_SAYING_MS ? ms : null);

function toolRow(placed: Placed, call: { readonly name: string; readonly arguments: string }): ToolRow {
  const known = call.arguments !== '';
  return {
    ...placed,
    kind: 'tool',
    icon: toolIcon(call.name),
    name: call.name,
    subject: known ? toolSubject(call.name, call.arguments) : '',
    running: true,
    result: { shape: null, word: '' },
    durationMs: null,
    details: { input: known ? toolInput(call.name, call.arguments) : '', output: '' },
  };
}

export function verificationStarted(draft: Draft, event: RecordedEvent, data: EventData<'verification.started'>): void {
  const asker = data.call === undefined ? null : (draft.tools.get(data.call) ?? null);
  draft.set({ asker, check: null, purpose: data.purpose });
  if (data.purpose !== 'baseline') return;
  const what = data.trial ? t`The checks are tried` : t`Baseline`;
  draft.note(event, { icon: 'gate', text: t`${what}: ${counted(data.checks.length, 'check', 'checks')} on the untouched tree.` });
}

export function verificationFinished(draft: Draft, event: RecordedEvent, data: EventData<'verification.finished'>): void {
  draft.change(draft.open.check, 'tool', () => ({ running: false, result: { shape: 'paused', word: t`stopped` } }));
  draft.set({ check: null, asker: null, claim: null, purpose: null });
  if (data.outcome !== 'abandoned' && data.outcome !== 'failed') return;
  const shape = data.outcome === 'failed' ? 'failed' : 'paused';
  draft.note(event, {
    mark: mark(shape, t`Not judged`),
    text: t`the checks were stopped: ${data.message.replaceAll('_', ' ')}.`,
  });
}

export function checkpointTaken(draft: Draft, event: RecordedEvent, data: EventData<'checkpoint.taken'>): void {
  if (data.reason === 'start' || data.revert !== undefined) return;
  // A finished turn's checkpoint may come when the next turn has begun already: it counts for its own.
  const own =
    data.turn === undefined
      ? draft.open.turnAt
      : draft.rows.findLastIndex(({ kind, turn }) => kind === 'turn' && turn === data.turn);
  if (data.reason !== 'baseline') draft.change(own, 'turn', () => ({ files: data.changed.length }));
  draft.change(draft.open.claim, 'note', () => ({ aside: t`checkpoint ${data.checkpoint.id}` }));
  for (const check of Object.keys(data.reused)) reuse(draft, event, check);
}

/** Evidence that still stands answers again, without a start of its check. */
function reuse(draft: Draft, event: RecordedEvent, check: string): void {
  const known = draft.verdicts.get(check);
  if (!known) return;
  const { purpose, asker } = draft.open;
  const placed = { ...draft.placed(event, true), key: `e${event.seq}${check}` };
  const at = purpose === 'agent' && asker !== null ? asker : draft.push(checkRow(placed, check));
  draft.change(at, 'tool', (row) => ({
    running: row.name !== 'check',
    result: { ...known, word: t`${known.word}, still stands` },
  }));
}

/** A check that the agent asked for shows in the row of its call; the app's own get a row each. */
export function checkStarted(draft: Draft, event: RecordedEvent, data: EventData<'check.started'>): void {
  const { turn, turnAt, purpose, asker } = draft.open;
  if (turn !== null) draft.change(turnAt, 'turn', (row) => ({ checks: row.checks + 1 }));
  const at = purpose === 'agent' && asker !== null ? asker : draft.push(checkRow(draft.placed(event, true), data.check));
  draft.change(at, 'tool', () => ({ result: { shape: 'running', word: t`running` } }));
  draft.set({ check: at });
}

function checkRow(placed: Placed, check: string): ToolRow {
  const row = toolRow(placed, { name: 'check', arguments: '' });
  return { ...row, icon: 'check', subject: check };
}

type Evidence = EventData<'evidence.recorded'>['evidence'];

export function evidenceRecorded(draft: Draft, { evidence }: EventData<'evidence.recorded'>): void {
  const result = evidenceResult(evidence);
  draft.verdicts.set(evidence.check, result);
  draft.change(draft.open.check, 'tool', (row) => ({
    running: row.name !== 'check',
    result,
    durationMs: evidence.durationMs,
    details: { input: commandOf(evidence), output: evidenceWords(evidence) },
  }));
  draft.set({ check: null });
}

function commandOf({ command, looked }: Evidence): string {
  return command === '' || looked ? command : `$ ${command}`;
}

/** Red at the baseline is what the work is for: grey, with its cross. */
function evidenceResult(evidence: Evidence): ToolRow['result'] {
  const word = evidenceFigureOf(evidence);
  if (evidence.verdict.verdict === 'pass') return { shape: 'pass', word };
  // What could not start is not red: it says nothing of the work, also at the baseline.
  if (evidence.verdict.verdict !== 'fail') return { shape: 'finding', word };
  return evidence.purpose === 'baseline' ? { shape: 'failed', word, quiet: true } : { shape: 'failed', word };
}

/** As exact as the verdict's own words, so that a number is never on the other side of its target. */
const FIGURE_DIGITS = 6;

function evidenceFigureOf({ metric, verdict }: Evidence): string {
  if (!metric) return shortVerdict(verdict);
  const figure = Number(metric.value.toPrecision(FIGURE_DIGITS)).toLocaleString('en-US', { maximumFractionDigits: 12 });
  return metric.unit === undefined ? figure : `${figure} ${metric.unit}`;
}

function evidenceWords({ verdict, excerpt }: Evidence): string {
  return verdict.verdict === 'pass' ? excerpt : `${verdict.message}\n${excerpt}`;
}
