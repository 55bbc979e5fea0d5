import { type KeyboardEvent, memo } from 'react';
import type { AnsweredRow } from '../../../shared/views/answered';
import { t } from '../../../shared/words/t';
import { wishPassage } from '../../stores/passageWish';
import { dayAndMinute } from '../../ui/clockTime';
import { TextAction } from '../../ui/TextAction';
import classes from './AnsweredRowView.module.css';
import { waited } from './waited';

export function answerKey({ thread, seq }: Pick<AnsweredRow, 'thread' | 'seq'>): string {
  return `${thread} ${seq}`;
}

interface Props {
  readonly row: AnsweredRow;
  /** Its place among all answers, from 1, and their number. */
  readonly place: number;
  readonly of: number;
  readonly current: boolean;
  readonly onFocus: (key: string) => void;
}

/** One answer: who asked, what, and what was said to it. It leads to its place in the thread. */
export const AnsweredRowView = memo(function AnsweredRowView({ row, place, of, current, onFocus }: Props) {
  const open = () => wishPassage(row);
  return (
    <article
      data-row
      className={classes.row}
      aria-label={t`${row.title}: ${row.asked} ${row.answer}`}
      aria-current={current ? true : undefined}
      aria-posinset={place}
      aria-setsize={of}
      tabIndex={current ? 0 : -1}
      onFocus={() => onFocus(answerKey(row))}
      onKeyDown={(event) => onRowKey(event, open)}
    >
      <div className={classes.who}>
        <h2 className={classes.title}>
          <TextAction onClick={open}>{row.title}</TextAction>
        </h2>
        <p>{row.workspace}</p>
      </div>
      <div className={classes.what}>
        <p className={classes.asked}>{row.asked}</p>
        {row.askedAt !== null && <p className={classes.quiet}>{askedWords(row.askedAt, row.at)}</p>}
      </div>
      <div>
        <p className={classes.answer}>
          <b>{row.answer}</b>
          {row.note !== '' && <span className={classes.note}> {row.kind === 'budget' ? row.note : `“${row.note}”`}</span>}
        </p>
        <p className={classes.quiet}>
          {row.name === null ? t`by you, ${dayAndMinute(row.at)}` : t`by ${row.name}, ${dayAndMinute(row.at)}`}
        </p>
      </div>
    </article>
  );
});

function askedWords(askedAt: number, at: number): string {
  const when = dayAndMinute(askedAt);
  return at - askedAt < LEAST_WAIT_MS ? t`asked ${when}` : t`asked ${when}, open for ${waited(at - askedAt)}`;
}

/** Waiting is told in whole minutes. */
const LEAST_WAIT_MS = 60_000;

/** As in every list: Enter opens, and `o` as in the open questions. Only while the row itself has the focus. */
function onRowKey(event: KeyboardEvent<HTMLElement>, open: () => void): void {
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key !== 'Enter' && event.key !== 'o') return;
  open();
  event.preventDefault();
}
