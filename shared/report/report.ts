import type { Usage } from '../budget/usage';
import { isFresh } from '../evidence/gate';
import type { Evidence } from '../evidence/record';
import { type Contract, contractChecks } from '../goal/contract';
import { modelName } from '../provider/model';
import type { Actor, EventData, EventType, RecordedEvent } from '../thread/events';
import type { GoalState } from '../thread/goalState';
import type { Question } from '../thread/question';
import type { EvidenceRow, ThreadState } from '../thread/state';
import { evidenceFigure, targetFigure } from '../views/checkFigure';
import { type Research, researchOf } from '../views/claims';
import { type Ledger, ledger } from '../views/ledger';
import { type ReasonRow, reasonRows } from '../views/reasons';
import type { FileChange } from '../workspace/checkpoint';
import type { Absent, BundleFile } from './chain';
import type { GoalRecord, StatusStep } from './goalRecord';
import type { Redaction } from './redactor';

/** The first and last lines of a file of the bundle, which a report shows of it; `cut` where lines between are left out. */
export interface FileView {
  readonly file: BundleFile;
  readonly head: string;
  readonly tail: string;
  readonly cut: boolean;
}

/** What the effects add to the record: files, and what could not be had. `files` by path; `byContent` by recorded hash. */
export interface BundleContent {
  readonly views: ReadonlyMap<string, FileView>;
  readonly absent: readonly Absent[];
  readonly redactions: readonly Redaction[];
  /** What was looked for to be taken out, in a sentence. */
  readonly lookedFor: string;
  /** The hash of the last entry before the reports: it stands for the whole record. */
  readonly recordDigest: string;
  readonly exportedAt: number;
  readonly app: string;
  /** Path of the diff since the start; null where nothing has changed or there is none. */
  readonly sinceStart: string | null;
  readonly changed: readonly FileChange[];
}

export interface Revision {
  readonly revision: number;
  readonly at: number;
  readonly by: Actor;
  /** What its author said of the change; null where they said nothing. */
  readonly why: string | null;
  readonly contract: Contract;
}

export interface CheckResult {
  readonly id: string;
  readonly role: 'verification' | 'constraint';
  readonly base: string;
  readonly last: string;
  readonly target: string;
  readonly unit: string;
  readonly evidence: string | null;
  readonly standing: 'passes' | 'fails' | 'stale' | 'none';
}

/** One piece of evidence with the files that hold what it printed. */
export interface EvidenceEntry {
  readonly at: number;
  readonly evidence: Evidence;
  readonly files: readonly string[];
}

export interface QuestionEntry {
  readonly question: Question;
  readonly openedAt: number;
  readonly answer: { readonly at: number; readonly by: Actor; readonly text: string } | null;
  readonly closed: { readonly at: number; readonly reason: string } | null;
}

export interface CheckpointEntry {
  readonly at: number;
  readonly id: string;
  readonly reason: EventData<'checkpoint.taken'>['reason'];
  readonly turn: string | null;
  readonly tree: string;
  readonly changed: readonly FileChange[];
  readonly file: string | null;
}

/** Everything that the three readings of a bundle show, from the record alone; all times are epoch milliseconds. */
export interface Report {
  readonly thread: string;
  readonly workspace: string;
  readonly model: string;
  readonly goal: GoalState;
  readonly completion: string;
  readonly checks: readonly CheckResult[];
  /** Null for a goal that is no research. */
  readonly research: Research | null;
  readonly revisions: readonly Revision[];
  readonly ledger: Ledger;
  readonly evidence: readonly EvidenceEntry[];
  readonly checkpoints: readonly CheckpointEntry[];
  readonly protectedDecisions: readonly { readonly at: number; readonly words: string }[];
  readonly questions: readonly QuestionEntry[];
  readonly history: readonly StatusStep[];
  readonly reasons: readonly ReasonRow[];
  readonly usage: Usage;
  readonly sandbox: readonly string[];
  /** When a person gave the sandbox up, in what words, and when it was restored; oldest first. */
  readonly waivers: readonly { readonly at: number; readonly words: string }[];
  readonly formerGoals: number;
  readonly content: BundleContent;
}

/** The report of a record whose secrets are taken out. `filesOf` answers the paths of the files that came with an event. */
export function reportOf(
  record: GoalRecord,
  state: ThreadState,
  goal: GoalState,
  content: BundleContent,
  filesOf: (seq: number) => readonly string[],
): Report {
  const { events } = record;
  const evidence = of(events, 'evidence.recorded').map((event) => ({
    at: event.at,
    evidence: event.data.evidence,
    files: filesOf(event.seq),
  }));
  return {
    thread: state.thread,
    workspace: state.source.root.split(/[/\\]/).at(-1) ?? '',
    model: modelName(state.model),
    goal,
    completion: completionWords(events, goal),
    checks: checkResults(state, goal),
    research: researchOf({ goal, evidence: state.evidence }),
    revisions: revisionsOf(events),
    ledger: ledger(state, events, state.lastAt),
    evidence,
    checkpoints: checkpointsOf(events, filesOf),
    protectedDecisions: protectedDecisions(events),
    questions: questionsOf(events),
    history: record.history,
    reasons: reasonRows(events),
    usage: goal.usage,
    sandbox: [...new Set(evidence.map((entry) => entry.evidence.sandbox))].filter((mode) => mode !== 'unused').sort(),
    waivers: waiversOf(events),
    formerGoals: record.formerGoals,
    content,
  };
}

type Of<T extends EventType> = Extract<RecordedEvent, { readonly type: T }>;

function of<T extends EventType>(events: readonly RecordedEvent[], type: T): readonly Of<T>[] {
  return events.filter((event): event is Of<T> => event.type === type);
}

/** How the goal came to be complete, in one sentence; for any other status what it means for the reader. */
function completionWords(events: readonly RecordedEvent[], goal: GoalState): string {
  const last = of(events, 'goal.completed').at(-1);
  if (goal.status !== 'complete' || !last) return 'Not complete: what stands here is the record so far.';
  const { by, checkpoint, evidence } = last.data;
  const checks = `${evidence.length} of ${evidence.length} checks passed on the frozen tree of ${checkpoint}`;
  return by === 'user'
    ? `Completed by a person’s hand: ${evidence.length === 0 ? 'no check proves it' : `${checks}, and the result was accepted`}.`
    : `Completed by the gate: ${checks} (${evidence.join(', ')}).`;
}

function checkResults(state: ThreadState, goal: GoalState): readonly CheckResult[] {
  const asked = contractChecks(goal.contract).toSorted(
    (a, b) => Number(a.role === 'constraint') - Number(b.role === 'constraint'),
  );
  return asked.map(({ check, role }) => {
    const history = state.evidence.filter((row) => row.check === check.id);
    const base = history.find((row) => row.purpose === 'baseline');
    const last = history.at(-1);
    return {
      id: check.id,
      role,
      base: base ? evidenceFigure(check, base) : '–',
      last: last ? evidenceFigure(check, last) : '–',
      target: targetFigure(check),
      unit: last?.metric?.unit ?? '',
      evidence: last?.id ?? null,
      standing: standingOf(state, goal, last),
    };
  });
}

function standingOf(state: ThreadState, goal: GoalState, last: EvidenceRow | undefined): CheckResult['standing'] {
  if (!last) return 'none';
  const { checkpoint } = state;
  const fresh =
    checkpoint !== null &&
    isFresh(last, {
      revision: goal.revision,
      tree: checkpoint.evidenceTree,
      protectedDigest: checkpoint.protectedDigest,
      environment: checkpoint.environment,
    });
  if (!fresh) return 'stale';
  return last.verdict.verdict === 'pass' ? 'passes' : 'fails';
}

function revisionsOf(events: readonly RecordedEvent[]): readonly Revision[] {
  return events.flatMap((event) => {
    if (event.type !== 'goal.drafted' && event.type !== 'goal.edited') return [];
    const { revision, by, contract } = event.data;
    const why = event.type === 'goal.edited' ? (event.data.why ?? null) : null;
    return [{ revision, at: event.at, by, why, contract }];
  });
}

function checkpointsOf(
  events: readonly RecordedEvent[],
  filesOf: (seq: number) => readonly string[],
): readonly CheckpointEntry[] {
  return of(events, 'checkpoint.taken').map(({ seq, at, data }) => ({
    at,
    id: data.checkpoint.id,
    reason: data.reason,
    turn: data.turn ?? null,
    tree: data.checkpoint.tree,
    changed: data.changed,
    file: filesOf(seq)[0] ?? null,
  }));
}

function protectedDecisions(events: readonly RecordedEvent[]): Report['protectedDecisions'] {
  return events.flatMap((event) => {
    const words = protectedWords(event);
    return words === undefined ? [] : [{ at: event.at, words }];
  });
}

function protectedWords(event: RecordedEvent): string | undefined {
  switch (event.type) {
    case 'gate.held':
      return `Held the gate at ${event.data.checkpoint}: ${event.data.paths.join(', ')} changed`;
    case 'protected.accepted':
      return `Accepted by ${event.data.by === 'user' ? 'a person' : event.data.by}: ${event.data.paths.join(', ')}`;
    case 'protected.restored':
      return `Put back as before: ${event.data.paths.join(', ')}`;
    case 'protected.returned':
      return `Sent back to the agent by ${event.data.by === 'user' ? 'a person' : event.data.by}: ${event.data.paths.join(', ')}: “${event.data.note}”`;
    default:
      return undefined;
  }
}

function waiversOf(events: readonly RecordedEvent[]): Report['waivers'] {
  return events.flatMap((event) => {
    if (event.type === 'sandbox.waived') return [{ at: event.at, words: `A person gave up the sandbox: “${event.data.words}”` }];
    return event.type === 'sandbox.restored' ? [{ at: event.at, words: 'The sandbox was restored' }] : [];
  });
}

/** Every question, with its answer where it has one. An id may be asked again after it was answered. */
function questionsOf(events: readonly RecordedEvent[]): readonly QuestionEntry[] {
  const entries: QuestionEntry[] = [];
  const change = (id: string, next: (entry: QuestionEntry) => QuestionEntry) => {
    const index = entries.findLastIndex((entry) => entry.question.id === id);
    const entry = entries[index];
    if (entry) entries[index] = next(entry);
  };
  for (const event of events) {
    if (event.type === 'question.opened') {
      entries.push({ question: event.data.question, openedAt: event.at, answer: null, closed: null });
    } else if (event.type === 'question.answered') {
      const answer = { at: event.at, by: event.data.by, text: event.data.answer };
      change(event.data.question, (entry) => ({ ...entry, answer }));
    } else if (event.type === 'question.closed') {
      const closed = { at: event.at, reason: event.data.reason };
      change(event.data.question, (entry) => ({ ...entry, closed }));
    }
  }
  return entries;
}
