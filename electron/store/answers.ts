import type { Connection } from './database';

/** Where an answer stands among all of them: they are told newest first, and go on after the last one told. */
export interface AnswerPlace {
  readonly at: number;
  readonly thread: string;
  readonly seq: number;
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

export function prepareAnswerStatements(db: Connection) {
  return { answers: db.prepare(ANSWERS), countAnswers: db.prepare(COUNT_ANSWERS) };
}
