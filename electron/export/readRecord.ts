import { setImmediate } from 'node:timers/promises';
import { err, ok, type Result } from '../../shared/kernel/result';
import { GoalRecord } from '../../shared/report/goalRecord';
import { asRecorded, isRecord } from '../../shared/report/record';
import { type Redaction, Redactor, Tally } from '../../shared/report/redactor';
import { parseEvent, type RecordedEvent } from '../../shared/thread/events';
import type { GoalState } from '../../shared/thread/goalState';
import type { ThreadState } from '../../shared/thread/state';
import type { StoredEvent } from '../store/eventStore';
import type { ExportError, ExportOrder, ExportParts } from './parts';

/** Events read at a time: some megabytes at most, and the window answers in between. */
const PAGE = 1_000;

/** A goal's record with its secrets taken out, and by what facts they stood. */
export interface CleanRecord {
  readonly record: GoalRecord;
  readonly state: ThreadState;
  readonly goal: GoalState;
  readonly redactor: Redactor;
  readonly redacted: ReadonlyMap<number, readonly Redaction[]>;
}

/** Reads a thread page by page up to its present end, whoever is writing it meanwhile. Secrets are taken out before anything is folded. */
export async function readRecord(
  { store, secrets }: Pick<ExportParts, 'store' | 'secrets'>,
  { thread, signal, onProgress }: ExportOrder,
): Promise<Result<CleanRecord, ExportError>> {
  const redactor = new Redactor(secrets, spellings);
  const record = new GoalRecord(thread);
  const redacted = new Map<number, readonly Redaction[]>();
  for (let after = 0; ; ) {
    const page = store.events(thread, after, after + PAGE + 1);
    for (const stored of page) {
      const event = parsed(thread, stored);
      if (!event.ok) return event;
      const tally = new Tally();
      record.tell(cleaned(event.value, redactor, tally));
      if (tally.list().length > 0) redacted.set(stored.seq, tally.list());
    }
    after += page.length;
    onProgress({ words: 'Reading events', done: after, of: after });
    if (page.length < PAGE) break;
    await setImmediate();
    signal.throwIfAborted();
  }
  const { state } = record;
  if (!state) return err({ code: 'no_thread', message: `There is no thread "${thread}" in this data folder.` });
  const { goal } = state;
  if (!goal) return err({ code: 'no_goal', message: `The thread ${thread} has no goal yet, so there is nothing to prove.` });
  return ok({ record, state, goal, redactor, redacted });
}

/** The conversation is left out of a bundle, so only the record is looked through; a thread's first event names folder and model. */
function cleaned(event: RecordedEvent, redactor: Redactor, tally: Tally): RecordedEvent {
  if (!isRecord(event) && event.type !== 'thread.opened') return event;
  return redactor.value(asRecorded(event), tally) as RecordedEvent;
}

function parsed(thread: string, stored: StoredEvent): Result<RecordedEvent, ExportError> {
  try {
    return ok({ ...parseEvent(stored.type, stored.data), seq: stored.seq, at: stored.at });
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    const detail = thrown.message.replace(/\s*\n\s*/g, ' ').slice(0, 300);
    const remedy = 'Update Goalpost, or restore the data folder from a backup; nothing was changed.';
    return err({
      code: 'unreadable',
      message: `The thread ${thread} does not read at event ${stored.seq} (${detail}). ${remedy}`,
    });
  }
}

/** A known secret as it may stand in a text: as it is, in a URL, in JSON, and as base64 alone. */
function spellings(value: string): readonly string[] {
  const bytes = Buffer.from(value, 'utf8');
  return [
    value,
    // Outputs are looked through byte by byte.
    bytes.toString('latin1'),
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
  ];
}
