import type { SandboxMode } from '../../shared/evidence/record';
import type { ThreadState } from '../../shared/thread/state';
import { isWaived } from '../../shared/thread/waiver';
import { researchReport } from '../../shared/views/claims';
import { grantEntries } from '../../shared/views/grants';
import { iterationEntries } from '../../shared/views/iterations';
import { EXIT, outcomeOf } from '../../shared/views/outcome';
import { loadThread, UnreadableThread } from '../engine/load';
import type { EventStore } from '../store/eventStore';
import { StoreFailure } from '../store/storeError';
import type { Output } from './io';
import { mayHaveThreads, openForReading } from './open';
import { unknownThread } from './ownThread';
import { oneLine, painter } from './paint';
import { placeJson } from './placeLines';
import { eventsOf, resultLine } from './result';
import { type CommonOptions, dataFolder } from './settings';
import { columns, summaryLines } from './summary';

const OUTCOME_WIDTH = 72;

/** `goalpost show`: one thread as the log has it, without becoming the owner of the data folder. */
export function showCommand(thread: string, options: CommonOptions, output: Output): number {
  if (!mayHaveThreads(options)) return unknownThread(thread, output);
  return withStore(options, output, (store) => {
    const { state } = loadThread(store, thread);
    if (!state) return unknownThread(thread, output);
    if (options.json) output.out(JSON.stringify(shown(store, state)));
    else for (const line of summaryLines(state, eventsOf(store, thread), painter(output.color))) output.out(line);
    return EXIT.complete;
  });
}

function shown(store: EventStore, state: ThreadState) {
  const { goal } = state;
  return {
    ...resultLine(store, state),
    type: 'thread',
    workspace: state.source.root,
    place: placeJson(state),
    model: state.model,
    contract: goal?.contract ?? null,
    revision: goal?.revision ?? null,
    iterations: goal?.iterations ?? [],
    claims: goal?.claimLedger ?? [],
    report: researchReport(state),
    /** One entry per iteration: what it tried, changed, ran and showed, and whether it still stands. */
    ledger: iterationEntries(state, eventsOf(store, state.thread)),
    needs: (goal?.needs ?? []).map(({ need, answer }) => ({ ...need, answer })),
    grants: grantEntries(state),
    questions: Object.values(state.questions).map((open) => open.question),
    processes: Object.values(state.processes),
  };
}

export type ListOptions = CommonOptions & { readonly archived?: boolean };

/** `goalpost list`: every thread that is not archived, or those that are; pinned ones first, then the last changed. */
export function listCommand(options: ListOptions, output: Output): number {
  const archived = options.archived === true;
  if (!mayHaveThreads(options)) {
    if (!options.json) for (const line of listLines([], archived)) output.out(line);
    return EXIT.complete;
  }
  return withStore(options, output, (store) => {
    const all = store.threads().map((row) => listRow(store, row));
    const rows = all.filter((row) => row.archived === archived).sort((a, b) => Number(b.pinned) - Number(a.pinned));
    if (options.json) for (const { fault: _, ...row } of rows) output.out(JSON.stringify({ type: 'thread', ...row }));
    else for (const line of listLines(rows, archived)) output.out(line);
    const faults = rows.flatMap((row) => row.fault ?? []);
    for (const fault of faults) output.fault(fault);
    return faults.length > 0 ? EXIT.failed : EXIT.complete;
  });
}

interface ListRow {
  readonly status: string;
  readonly reason: string;
  readonly thread: string;
  readonly updatedAt: number;
  readonly outcome: string;
  readonly questions: readonly string[];
  readonly sandbox: SandboxMode;
  readonly archived: boolean;
  readonly pinned: boolean;
  readonly fault?: string;
}

/** One thread that does not read must not hide the others: it has a row that says so, and a fault. */
function listRow(store: EventStore, { thread, updatedAt }: ReturnType<EventStore['threads']>[number]): ListRow {
  const place = { thread, updatedAt };
  try {
    const { state } = loadThread(store, thread);
    const outcome = state?.goal?.contract.outcome ?? '';
    const standing = state ? outcomeOf(state) : { status: 'none', reason: 'no_goal' };
    const sandbox = state && isWaived(state) ? 'none' : 'enforced';
    const shelf = { archived: state?.archived ?? false, pinned: state?.pinned ?? false };
    return { ...standing, ...place, outcome, questions: Object.keys(state?.questions ?? {}), sandbox, ...shelf };
  } catch (thrown) {
    if (!(thrown instanceof UnreadableThread || thrown instanceof StoreFailure)) throw thrown;
    return {
      status: 'none',
      reason: 'unreadable',
      ...place,
      outcome: '',
      questions: [],
      sandbox: 'enforced',
      archived: false,
      pinned: false,
      fault: thrown.message,
    };
  }
}

function listLines(rows: readonly ListRow[], archived: boolean): string[] {
  if (rows.length === 0 && archived) return ['No thread is archived. `goalpost archive THREAD` puts one out of the list.'];
  if (rows.length === 0)
    return ['No threads yet. `goalpost run CONTRACT.md --workspace DIR` makes one; `goalpost demo` plays the sample.'];
  return columns(
    rows.map((row) => [
      row.thread,
      row.status,
      row.reason,
      new Date(row.updatedAt).toISOString().slice(0, 16).replace('T', ' '),
      `${row.pinned ? 'pinned  ' : ''}${row.sandbox === 'none' ? 'NO SANDBOX  ' : ''}${oneLine(row.outcome, OUTCOME_WIDTH)}`,
    ]),
  );
}

function withStore(options: CommonOptions, output: Output, look: (store: EventStore) => number): number {
  const store = openForReading(dataFolder(options));
  if (!store.ok) {
    output.fault(store.error);
    return EXIT.failed;
  }
  try {
    return look(store.value);
  } finally {
    store.value.dispose();
  }
}
