import { parseEvent, type RecordedEvent } from '../thread/events';
import {
  type AnswerEvent,
  type Answered,
  type AnsweredPage,
  type AnsweredRow,
  type AnswerPlace,
  answeredOf,
  type SaidBefore,
} from './answered';
import type { ThreadRow } from './threadRow';

/** An event as it was recorded; `data` is checked here. */
interface Stored {
  readonly seq: number;
  readonly at: number;
  readonly type: string;
  readonly data: unknown;
}

type StoredAnswer = Stored & { readonly thread: string };

/** What is read of a log; each method throws where it cannot be read. */
export interface AnswerLog {
  readonly answers: {
    /** The newest first, those after a place. */
    after(place: AnswerPlace | undefined, most: number): readonly StoredAnswer[];
    count(): number;
  };
  /** A thread's events of these types after one and up to another, oldest first. */
  eventsOf(thread: string, types: readonly string[], span: { readonly after: number; readonly until: number }): readonly Stored[];
  /** A thread's last events of these types before one, oldest first. */
  lastEventsOf(thread: string, types: readonly string[], most: number, before?: number): readonly Stored[];
}

export interface AnswersAsked {
  /** Those that follow this one; the newest without it. */
  readonly after: AnswerPlace | undefined;
  readonly most: number;
  /** What lists tell of a thread; undefined where they tell of none. */
  readonly rowOf: (thread: string) => Pick<ThreadRow, 'title' | 'workspace'> | undefined;
}

/** A dossier asks several questions at once: so many are looked through together on the way back to the one that was answered. */
const PIECE = 20;

/** What people have answered over all threads, newest first. No thread is folded for it: each row is read from the events that it tells of. */
export function answeredPage(log: AnswerLog, { after, most, rowOf }: AnswersAsked): AnsweredPage {
  const stored = log.answers.after(after, most + 1);
  const rows = stored.slice(0, most).flatMap((answer): readonly AnsweredRow[] => {
    const { thread, seq, at } = answer;
    const said = answeredIn(log, answer);
    if (!said) return [];
    const row = rowOf(thread);
    return [{ thread, seq, at, title: row?.title ?? thread, workspace: row?.workspace ?? '', ...said }];
  });
  const last = stored.length > most ? stored[most - 1] : undefined;
  const next = last ? { at: last.at, thread: last.thread, seq: last.seq } : null;
  return { rows, total: log.answers.count(), next };
}

/** What does not read is told where its thread is opened; it must not hide the others. */
function answeredIn(log: AnswerLog, answer: StoredAnswer): Answered | undefined {
  try {
    return answeredOf(recorded(answer) as AnswerEvent, saidBefore(log, answer.thread));
  } catch (thrown) {
    if (!(thrown instanceof Error) || thrown.name === 'StoreFailure') throw thrown;
    return undefined;
  }
}

function recorded({ seq, at, type, data }: Stored): RecordedEvent {
  return { ...parseEvent(type, data), seq, at };
}

function saidBefore(log: AnswerLog, thread: string): SaidBefore {
  return {
    last: (types, seq, fits) => {
      let before = seq;
      for (;;) {
        const piece = log.lastEventsOf(thread, types, PIECE, before).map(recorded) as Parameters<typeof fits>[0][];
        const found = piece.findLast(fits);
        if (found || piece.length < PIECE) return found;
        before = piece[0]?.seq ?? 0;
      }
    },
    between: (after, until, types) => log.eventsOf(thread, types, { after, until }).map(recorded),
  };
}
