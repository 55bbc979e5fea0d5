import { useRef } from 'react';
import type { InboxRow } from '../../../shared/views/inboxRows';
import { t } from '../../../shared/words/t';
import type { InboxPage } from '../../stores/inbox';
import { threadShelf } from '../../stores/thread';
import { Empty } from '../../ui/Empty';
import { Fault } from '../../ui/Fault';
import { Loading } from '../../ui/Loading';
import { moveRows } from '../../ui/listKeys';
import { TextAction } from '../../ui/TextAction';
import { askedKey } from './askedKey';
import classes from './InboxPlace.module.css';
import { InboxRowView } from './InboxRowView';
import { useCurrentRow } from './useCurrentRow';

/** What waits, each answerable in its row; what holds most up stands first. */
export function OpenRows(props: {
  readonly page: InboxPage;
  readonly rows: readonly InboxRow[];
  /** Undefined where nothing is filtered. */
  readonly onShowAll: (() => void) | undefined;
}) {
  const { page, rows } = props;
  const list = useRef<HTMLElement>(null);
  const { current, choose, advance } = useCurrentRow(rows, list);
  return (
    <section ref={list} className={classes.rows} aria-label={t`Open questions`} aria-busy={page.reading.left > 0} tabIndex={-1}>
      {rows.length > 0 && (
        <div role="feed" aria-label={t`Questions`} onKeyDown={moveRows}>
          {rows.map((row, index) => (
            <InboxRowView
              key={askedKey(row)}
              row={row}
              place={index + 1}
              of={rows.length}
              current={row.key === current}
              onFocus={choose}
              onGiven={advance}
            />
          ))}
        </div>
      )}
      <Unread unread={page.unread} />
      {rows.length === 0 && page.unread.length === 0 && <Nothing page={page} onShowAll={props.onShowAll} />}
    </section>
  );
}

function Unread({ unread }: Pick<InboxPage, 'unread'>) {
  return unread.map(({ thread, message }) => (
    <div key={thread} className={classes.notice}>
      <Fault
        cause={t`A thread could not be read`}
        remedy={message}
        action={<TextAction onClick={() => threadShelf.reload(thread)}>{t`Read again`}</TextAction>}
      />
    </div>
  ));
}

function Nothing({ page, onShowAll }: { readonly page: InboxPage; readonly onShowAll: (() => void) | undefined }) {
  const { left, of } = page.reading;
  return (
    <div className={classes.notice}>
      {left > 0 && <Loading rows={4} words={t`Reading open questions, ${of - left} of ${of} threads`} />}
      {left === 0 && onShowAll && (
        <Empty
          action={<TextAction onClick={onShowAll}>{t`Show all`}</TextAction>}
        >{t`Nothing of this kind is open any more.`}</Empty>
      )}
      {left === 0 && !onShowAll && (
        <Empty>
          {t`Nothing is open. What a goal needs from you appears here: flags of the baseline, changed protected files, input for a blocked goal, a permission beyond the boundaries, a result to accept, a used-up budget.`}
        </Empty>
      )}
    </div>
  );
}
