import { type Contract, contractChecks } from '../goal/contract';
import type { BlobRef } from '../kernel/blobRef';
import type { Instant } from '../kernel/ids';
import type { EventData, RecordedEvent } from '../thread/events';
import { parseToolArguments } from '../tools/specs';
import { t } from '../words/t';
import { shortVerdict } from './checkFigure';
import { hasOlder } from './hasOlder';
import type { Mark } from './shape';

/** One command line of a thread: a call of `shell`, or a check that is one. Its output is live by `call`, stored by `outputs`, or neither. */
export interface CommandRow {
  /** Stable while the thread lives. */
  readonly id: string;
  /** A background session's process, once it is known. */
  readonly process: string | null;
  readonly at: Instant;
  readonly by: 'agent' | 'check';
  /** What the live bytes are named by; null for a check, whose output comes whole when it has ended. */
  readonly call: string | null;
  readonly command: string;
  readonly mark: Mark;
  readonly running: boolean;
  readonly background: boolean;
  /** It ran without a sandbox, by a person's word. */
  readonly bare: boolean;
  readonly durationMs: number | null;
  readonly outputs: readonly BlobRef[];
  /** What is shown where nothing is stored: a refusal, the runner's words. */
  readonly words: string;
  /** What it was run with beyond the boundaries, and by whose word. */
  readonly allowed?: string;
}

/** Folded like the conversation: only new events are looked at. `lines` are the contract's command lines by check; null for one that runs none. */
export interface Commands {
  /** The first and the last event that were folded. */
  readonly from: number;
  readonly seq: number;
  readonly rows: readonly CommandRow[];
  readonly lines: Readonly<Record<string, string | null>>;
  /** The sandbox is given up from here on. */
  readonly waived: boolean;
}

export const NO_COMMANDS: Commands = { from: 1, seq: 0, rows: [], lines: {}, waived: false };

export function extendCommands(known: Commands, events: readonly RecordedEvent[]): Commands {
  const before = hasOlder(known.from, events) ? NO_COMMANDS : known;
  const from = events.findLastIndex((event) => event.seq <= before.seq) + 1;
  if (from >= events.length) return before;
  const rows = [...before.rows];
  let { lines, waived } = before;
  for (const event of events.slice(from)) {
    if (event.type === 'goal.drafted' || event.type === 'goal.edited') lines = commandLines(event.data.contract);
    waived = stillWaived(waived, event);
    apply(rows, event, lines, waived);
  }
  const first = before.seq === 0 ? (events[0]?.seq ?? 1) : before.from;
  return { from: first, seq: events.at(-1)?.seq ?? before.seq, rows, lines, waived };
}

/** The word holds for one goal. */
function stillWaived(waived: boolean, { type }: RecordedEvent): boolean {
  if (type === 'sandbox.waived') return true;
  return waived && type !== 'sandbox.restored' && type !== 'goal.drafted';
}

function commandLines(contract: Contract): Commands['lines'] {
  return Object.fromEntries(contractChecks(contract).map(({ check }) => [check.id, check.kind === 'command' ? check.run : null]));
}

function apply(rows: CommandRow[], event: RecordedEvent, lines: Commands['lines'], bare: boolean): void {
  switch (event.type) {
    case 'tool.started':
      if (RUNS.has(event.data.name)) rows.push({ ...shellRow(event, event.data), bare });
      return;
    case 'tool.finished':
      return shellEnded(rows, event);
    case 'process.opened':
      return change(rows, (row) => row.call === event.data.call, { process: event.data.process, background: true });
    case 'process.exited':
      return change(rows, (row) => row.process === event.data.process, {
        running: false,
        mark: event.data.reason === 'ended' ? exitMark(event.data.exit) : { shape: 'failed', word: t`lost` },
        ...elapsedOf(rows, event.data.process, event.at),
      });
    case 'check.started':
      // A file that was looked at, a reviewer's answer and a person's word are no command, and no sandbox held them.
      if (lines[event.data.check] !== null) rows.push({ ...checkRow(event, lines[event.data.check] ?? event.data.check), bare });
      return;
    case 'evidence.recorded':
      return checkEnded(rows, event.data.evidence);
    case 'verification.finished':
      return change(rows, (row) => row.by === 'check' && row.running, {
        running: false,
        mark: { shape: 'paused', word: t`stopped` },
      });
    default:
      return;
  }
}

const RUNNING: Mark = { shape: 'running', word: t`running` };

/** Calls that run a command line: a permission's once it was given. */
const RUNS: ReadonlySet<string> = new Set(['shell', 'request_permission']);

function shellRow(event: RecordedEvent, { call, name, arguments: json }: EventData<'tool.started'>): Omit<CommandRow, 'bare'> {
  const line = commandLine(name, json);
  return {
    id: `e${event.seq}`,
    process: null,
    at: event.at,
    by: 'agent',
    call,
    command: line.command,
    mark: RUNNING,
    running: true,
    background: line.background,
    durationMs: null,
    outputs: [],
    words: '',
  };
}

function commandLine(name: string, json: string): Pick<CommandRow, 'command' | 'background'> {
  const parsed = parseToolArguments(name, json);
  if (parsed.ok && parsed.value.name === 'shell') {
    return { command: parsed.value.arguments.command, background: parsed.value.arguments.background ?? false };
  }
  const asked = parsed.ok && parsed.value.name === 'request_permission' ? parsed.value.arguments.command : undefined;
  return { command: asked ?? json, background: false };
}

function shellEnded(rows: CommandRow[], { data }: Extract<RecordedEvent, { type: 'tool.finished' }>): void {
  if (data.name === 'write_stdin') return sessionSeen(rows, data.output, data.stored);
  if (!RUNS.has(data.name)) return;
  const row = rows.findLast((known) => known.call === data.call);
  if (row?.background && data.status === 'ok') return;
  change(rows, (known) => known.call === data.call, {
    running: false,
    durationMs: data.durationMs,
    outputs: data.stored ? [data.stored] : [],
    mark: endMark(data.status, data.exit),
    words: data.stored ? '' : data.output,
    ...(data.allowed ? { allowed: `${data.allowed.by}: ${data.allowed.allows.join('; ')}` } : {}),
  });
}

/** A session's whole output is named by the look that finds it ended. */
function sessionSeen(rows: CommandRow[], output: string, stored: BlobRef | undefined): void {
  const session = /^Session (\S+) has ended/.exec(output)?.[1];
  if (session && stored) change(rows, (row) => row.process === session, { outputs: [stored] });
}

function checkRow(event: RecordedEvent, command: string): Omit<CommandRow, 'bare'> {
  return {
    id: `e${event.seq}`,
    process: null,
    at: event.at,
    by: 'check',
    call: null,
    command,
    mark: RUNNING,
    running: true,
    background: false,
    durationMs: null,
    outputs: [],
    words: '',
  };
}

function checkEnded(
  rows: CommandRow[],
  evidence: Extract<RecordedEvent, { type: 'evidence.recorded' }>['data']['evidence'],
): void {
  const pass = evidence.verdict.verdict === 'pass';
  const exit = evidence.runs.length === 1 ? evidence.runs[0]?.exit : undefined;
  const word = typeof exit === 'number' ? t`exit ${exit}` : pass ? t`passes` : shortVerdict(evidence.verdict);
  change(rows, (row) => row.by === 'check' && row.running, {
    ...(evidence.command === '' ? {} : { command: evidence.command }),
    // What ran is what the evidence says, whatever was ordered meanwhile.
    bare: evidence.sandbox === 'none',
    running: false,
    durationMs: evidence.durationMs,
    outputs: evidence.runs.flatMap((run) => [run.stdout, run.stderr]).flatMap((ref) => (ref && ref.bytes > 0 ? [ref] : [])),
    mark:
      exit === 0 || (exit === undefined && pass)
        ? { shape: 'pass', word }
        : { shape: 'failed', word, ...quiet(evidence.purpose) },
    words: pass
      ? evidence.excerpt.trim() || t`It printed nothing.`
      : [evidence.verdict.verdict === 'pass' ? '' : evidence.verdict.message, evidence.excerpt].join('\n'),
  });
}

const quiet = (purpose: string) => (purpose === 'baseline' ? { quiet: true } : {});

function endMark(status: string, exit: number | null | undefined): Mark {
  if (status === 'interrupted') return { shape: 'paused', word: t`cut off` };
  if (status === 'not_run') return { shape: 'draft', word: t`not run` };
  if (exit === undefined) return { shape: 'failed', word: status === 'refused' ? t`refused` : t`not started` };
  return exitMark(exit);
}

function exitMark(exit: number | null): Mark {
  if (exit === null) return { shape: 'failed', word: t`killed` };
  return exit === 0 ? { shape: 'pass', word: t`exit 0` } : { shape: 'failed', word: t`exit ${exit}` };
}

function elapsedOf(rows: readonly CommandRow[], process: string, at: Instant): { readonly durationMs: number } | object {
  const row = rows.findLast((known) => known.process === process);
  return row ? { durationMs: at - row.at } : {};
}

/** Changes the latest row that fits; ids of calls come again in later turns. */
function change(rows: CommandRow[], fits: (row: CommandRow) => boolean, facts: Partial<CommandRow>): void {
  const at = rows.findLastIndex(fits);
  const row = rows[at];
  if (row) rows[at] = { ...row, ...facts };
}
