import type { AnswerPlace } from '../../shared/views/answered';
import type { Connection } from './database';

/** Which events of a log are answers; the only thing that the store knows of what events mean. */
export interface Answers<T> {
  /** What people have answered in all threads, newest first: at most `most`, those after a place. */
  after(place: AnswerPlace | undefined, most: number): readonly T[];
  count(): number;
}

/** The condition of the partial index, word for word: SQLite uses it for no other. */
const INDEXED = `type IN ('question.answered', 'goal.resumed')`;

/**
 * Where a person ended what waited for one: an answer to a question, or a blocked or used-up goal that was let go on without any. Resuming
 * after a pause is none, and neither is what answers bring about.
 */
const IS_ANSWER = `
  ${INDEXED} AND (type = 'question.answered' OR (
    json_extract(data, '$.by') = 'user' AND (
      SELECT before.type FROM events AS before
      WHERE before.thread = events.thread AND before.seq < events.seq AND before.type IN
        ('goal.activated', 'goal.blocked', 'goal.limited', 'goal.paused', 'goal.reopened', 'goal.resumed', 'question.answered')
      ORDER BY before.seq DESC LIMIT 1
    ) IN ('goal.blocked', 'goal.limited')
  ))`;

/** Those after a place, newest first. */
export const ANSWERS = `SELECT thread, seq, at, type, data FROM events WHERE ${IS_ANSWER} AND (at, thread, seq) < (?, ?, ?)
  ORDER BY at DESC, thread DESC, seq DESC LIMIT ?`;

export const COUNT_ANSWERS = `SELECT count(*) AS count FROM events WHERE ${IS_ANSWER}`;

interface AnswerParts<Row, T> {
  /** Does what the disk may fail, and says how it failed. */
  read<R>(work: () => R): R;
  event(row: Row): T;
}

export function answersOf<Row, T>(db: Connection, { read, event }: AnswerParts<Row, T>): Answers<T> {
  const [answers, count] = [db.prepare(ANSWERS), db.prepare(COUNT_ANSWERS)];
  return {
    after: (place, most) => {
      const { at, thread, seq } = place ?? { at: Number.MAX_VALUE, thread: '', seq: 0 };
      return read(() => (answers.all([at, thread, seq, most]) as Row[]).map(event));
    },
    count: () => read(() => (count.get([]) as { count: number }).count),
  };
}
