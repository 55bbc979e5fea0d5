import type { ParsedParams, Results } from '../../shared/ipc/methods';
import { ok, type Result } from '../../shared/kernel/result';
import { parseEvent, type RecordedEvent } from '../../shared/thread/events';
import { type AnswerEvent, type Answered, type AnsweredRow, answeredOf, type SaidBefore } from '../../shared/views/answered';
import type { StoredAnswer, StoredEvent } from '../store/eventStore';
import type { CorePart, Fault } from './ipc';

/** Rows of one page: a few screens. */
const PAGE = 50;

/** A dossier asks several questions at once: so many are looked through together on the way back to the one that was answered. */
const PIECE = 20;

/** What people have answered over all threads, newest first. No thread is folded for it: each row is read from the events that it tells of. */
export function answered(core: CorePart, { after }: ParsedParams<'inbox/answered'>): Result<Results['inbox/answered'], Fault> {
  const stored = core.store.answers.after(after, PAGE + 1);
  const listed = core.engine.listed().flatMap((one) => ('listing' in one ? [[one.thread, one.listing.row] as const] : []));
  const threads = new Map(listed);
  const rows = stored.slice(0, PAGE).flatMap((answer): readonly AnsweredRow[] => {
    const { thread, seq, at } = answer;
    const row = threads.get(thread);
    const said = answeredIn(core, answer);
    return said ? [{ thread, seq, at, title: row?.title ?? thread, workspace: row?.workspace ?? '', ...said }] : [];
  });
  const last = stored.length > PAGE ? stored[PAGE - 1] : undefined;
  const next = last ? { at: last.at, thread: last.thread, seq: last.seq } : null;
  return ok({ rows, total: core.store.answers.count(), next });
}

/** What does not read is told where its thread is opened; it must not hide the others. */
function answeredIn(core: CorePart, answer: StoredAnswer): Answered | undefined {
  try {
    return answeredOf(recorded(answer) as AnswerEvent, saidBefore(core, answer.thread));
  } catch (thrown) {
    if (!(thrown instanceof Error) || thrown.name === 'StoreFailure') throw thrown;
    return undefined;
  }
}

function recorded({ seq, at, type, data }: StoredEvent): RecordedEvent {
  return { ...parseEvent(type, data), seq, at };
}

function saidBefore({ store }: CorePart, thread: string): SaidBefore {
  return {
    last: (types, seq, fits) => {
      let before = seq;
      for (;;) {
        const piece = store.lastEventsOf(thread, types, PIECE, before).map(recorded) as Parameters<typeof fits>[0][];
        const found = piece.findLast(fits);
        if (found || piece.length < PIECE) return found;
        before = piece[0]?.seq ?? 0;
      }
    },
    between: (after, until, types) => store.eventsOf(thread, types, { after, until }).map(recorded),
  };
}
