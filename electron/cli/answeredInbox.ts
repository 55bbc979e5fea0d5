import type { AnsweredPage } from '../../shared/views/answered';
import { answeredPage } from '../../shared/views/answeredPage';
import { EXIT } from '../../shared/views/outcome';
import { type ThreadRow, threadRow } from '../../shared/views/threadRow';
import { loadThread, UnreadableThread } from '../engine/load';
import type { EventStore } from '../store/eventStore';
import { StoreFailure } from '../store/storeError';
import type { Output } from './io';
import { localTime } from './localTime';
import { oneLine, type Paint, painter } from './paint';
import type { CommonOptions } from './settings';

/** In characters. */
const LINE_WIDTH = 160;

/** The newest answers over all threads, at most so many. */
export function readAnswered(store: EventStore, most: number): AnsweredPage {
  const rows = new Map<string, ThreadRow | undefined>();
  const rowOf = (thread: string) => {
    if (!rows.has(thread)) rows.set(thread, rowIn(store, thread));
    return rows.get(thread);
  };
  return answeredPage(store, { after: undefined, most, rowOf });
}

/** A thread that does not read is told by its id. */
function rowIn(store: EventStore, thread: string): ThreadRow | undefined {
  try {
    const { state } = loadThread(store, thread);
    return state && threadRow(state);
  } catch (thrown) {
    if (!(thrown instanceof UnreadableThread || thrown instanceof StoreFailure)) throw thrown;
    return undefined;
  }
}

/** Prints them; answers the exit code. */
export function toldAnswered(page: AnsweredPage, options: CommonOptions, output: Output): number {
  // A line with a `seq` is an event.
  if (options.json) for (const { seq: _seq, ...row } of page.rows) output.out(JSON.stringify({ type: 'answer', ...row }));
  else
    for (const line of page.total === 0 ? ['Nothing was answered yet.'] : answeredLines(page, painter(output.color)))
      output.out(line);
  return EXIT.complete;
}

function answeredLines({ rows, total }: AnsweredPage, paint: Paint): readonly string[] {
  const told = rows.flatMap((row) => [
    `${paint('strong', row.title)} ${paint('quiet', `${row.thread}, ${row.workspace}`)}`,
    `  ${oneLine(row.asked, LINE_WIDTH)}`,
    `  ${row.answer}${row.note === '' ? '' : `: ${oneLine(row.note, LINE_WIDTH)}`} ${paint('quiet', `by ${row.name ?? 'you'}, ${localTime(row.at)}`)}`,
    '',
  ]);
  return rows.length < total ? [...told, `The newest ${rows.length} of ${total}; --limit tells more.`] : told;
}
