import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type InboxEntry, inboxEntries } from '../../shared/views/inboxEntries';
import { type InboxRow, inboxRows } from '../../shared/views/inboxRows';
import { EXIT } from '../../shared/views/outcome';
import { loadThread, UnreadableThread } from '../engine/load';
import type { EventStore } from '../store/eventStore';
import { StoreFailure } from '../store/storeError';
import { readAnswered, toldAnswered } from './answeredInbox';
import type { Output } from './io';
import { localTime } from './localTime';
import { openForReading } from './open';
import { oneLine, type Paint, painter } from './paint';
import { eventsOf } from './result';
import { type CommonOptions, dataFolder } from './settings';

const COMMAND_WIDTH = 160;

/** So many that were answered are told where nobody says how many. */
const NEWEST = 20;

export interface InboxOptions extends CommonOptions {
  readonly answered?: boolean;
  /** How many of those that were answered, from the newest. */
  readonly limit?: number;
}

/** `goalpost inbox`: everything that waits for a person, over all threads, with the line that answers it; with `--answered` what was answered. */
export function inboxCommand(options: InboxOptions, output: Output): number {
  const dataDir = dataFolder(options);
  if (!existsSync(join(dataDir, 'goalpost.db')))
    return options.answered ? toldAnswered({ rows: [], total: 0, next: null }, options, output) : told([], options, output);
  const store = openForReading(dataDir);
  if (!store.ok) {
    output.fault(store.error);
    return EXIT.failed;
  }
  try {
    if (options.answered) return toldAnswered(readAnswered(store.value, options.limit ?? NEWEST), options, output);
    const read = store.value.threads().map(({ thread }) => rowsOf(store.value, thread));
    const faults = read.flatMap((rows) => (typeof rows === 'string' ? [rows] : []));
    for (const fault of faults) output.fault(fault);
    const code = told(inboxEntries(read.flatMap((rows) => (typeof rows === 'string' ? [] : rows))), options, output);
    return faults.length > 0 ? EXIT.failed : code;
  } finally {
    store.value.dispose();
  }
}

/** One thread that does not read must not hide the questions of the others. */
function rowsOf(store: EventStore, thread: string): readonly InboxRow[] | string {
  try {
    const { state } = loadThread(store, thread);
    if (!state?.goal || state.goal.status === 'complete' || state.goal.status === 'cleared') return [];
    return inboxRows(state, eventsOf(store, thread));
  } catch (thrown) {
    if (!(thrown instanceof UnreadableThread || thrown instanceof StoreFailure)) throw thrown;
    return thrown.message;
  }
}

function told(entries: readonly InboxEntry[], options: CommonOptions, output: Output): number {
  if (options.json) for (const entry of entries) output.out(JSON.stringify({ type: 'question', ...entry }));
  else
    for (const line of entries.length === 0
      ? ['Nothing waits for you.']
      : entries.flatMap((entry) => lines(entry, painter(output.color))))
      output.out(line);
  return EXIT.complete;
}

function lines(entry: InboxEntry, paint: Paint): readonly string[] {
  const { thread, title, kind, since, command, why } = entry;
  return [
    `${paint('asks', `◇ ${kind}`)} ${paint('strong', title)} ${paint('quiet', `${thread}, ${entry.workspace}, since ${localTime(since)}`)}`,
    `  ${entry.text}`,
    ...(command === null ? [] : [`  $ ${oneLine(command, COMMAND_WIDTH)}`]),
    ...(why === null ? [] : [`  The agent says: “${oneLine(why, COMMAND_WIDTH * 2)}”`]),
    ...entry.allows.map((line) => `  would be allowed: ${line}`),
    ...entry.facts.map((line) => `  · ${line}`),
    ...entry.answers.map((line) => `  ${paint('quiet', '›')} ${line}`),
    '',
  ];
}
