import { useEffect, useRef } from 'react';
import { thousands } from '../../../shared/views/format';
import { t } from '../../../shared/words/t';
import { type AnsweredState, readAnswered, readOlder } from '../../stores/answered';
import { keepAnswer, useInboxTab } from '../../stores/inboxTab';
import { Empty } from '../../ui/Empty';
import { Fault } from '../../ui/Fault';
import { Loading } from '../../ui/Loading';
import { moveRows } from '../../ui/listKeys';
import { TextAction } from '../../ui/TextAction';
import { AnsweredRowView, answerKey } from './AnsweredRowView';
import classes from './InboxPlace.module.css';

/** Everything that was answered, newest first, as far back as somebody reads. */
export function AnsweredRows({ answered }: { readonly answered: AnsweredState }) {
  const { list, fault, readingOlder } = answered;
  const place = useRef<HTMLElement>(null);
  const { answer } = useInboxTab();
  const rows = list?.rows ?? [];
  const at = rows.findIndex((row) => answerKey(row) === answer);
  const current = rows[Math.max(0, at)];
  // Whoever comes back from a thread finds the answer that led there.
  useEffect(() => {
    place.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <section
      ref={place}
      className={classes.rows}
      aria-label={t`Answered questions`}
      aria-busy={list === null && fault === null}
      tabIndex={-1}
    >
      {fault !== null && (
        <div className={classes.notice}>
          <Fault
            cause={t`The answers could not be read`}
            remedy={fault}
            action={<TextAction onClick={() => void readAnswered()}>{t`Read again`}</TextAction>}
          />
        </div>
      )}
      {rows.length > 0 && (
        <div role="feed" aria-label={t`Answers`} aria-busy={readingOlder} onKeyDown={moveRows}>
          {rows.map((row, index) => (
            <AnsweredRowView
              key={answerKey(row)}
              row={row}
              place={index + 1}
              of={list?.total ?? rows.length}
              current={row === current}
              onFocus={keepAnswer}
            />
          ))}
        </div>
      )}
      {list?.next && (
        <div className={classes.older}>
          <TextAction onClick={() => void readOlder()} disabled={readingOlder}>{t`Show older answers`}</TextAction>
          <span className={classes.quiet}>{t`${thousands(rows.length, 0)} of ${thousands(list.total, 0)}`}</span>
        </div>
      )}
      {rows.length === 0 && fault === null && (
        <div className={classes.notice}>
          {list ? (
            <Empty>{t`Nothing was answered yet. What you answer here, in a thread or on the command line is kept here, with when and what was asked.`}</Empty>
          ) : (
            <Loading rows={6} words={t`Reading answers`} />
          )}
        </div>
      )}
    </section>
  );
}
