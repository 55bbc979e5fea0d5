import { useRef, useState } from 'react';
import { filtered, type InboxFilter, NO_FILTER } from '../../../shared/views/inboxFilter';
import type { InboxRow } from '../../../shared/views/inboxRows';
import { t } from '../../../shared/words/t';
import { type InboxPage, useInboxPage } from '../../stores/inbox';
import { threadShelf } from '../../stores/thread';
import { Empty } from '../../ui/Empty';
import { Fault } from '../../ui/Fault';
import { Loading } from '../../ui/Loading';
import { moveRows } from '../../ui/listKeys';
import { TextAction } from '../../ui/TextAction';
import { askedKey } from './askedKey';
import { InboxFilters } from './InboxFilters';
import { InboxFoot } from './InboxFoot';
import classes from './InboxPlace.module.css';
import { InboxRowView } from './InboxRowView';
import { Legend } from './Legend';
import { useCurrentRow } from './useCurrentRow';
import { useGone } from './useGone';
import { useUnhidden } from './useUnhidden';

/** Up to this many rows are seen at a glance, or nearly; more want a filter. */
const FEW = 5;

/** Everything that waits for the user, answerable in its row; what holds most up stands first. */
export function InboxPlace() {
  const page = useInboxPage();
  const [filter, setFilter] = useState<InboxFilter>(NO_FILTER);
  const rows = filtered(page.rows, filter);
  const list = useRef<HTMLElement>(null);
  const { current, choose, advance } = useCurrentRow(rows, list);
  useUnhidden(page.rows, rows, () => setFilter(NO_FILTER));
  const news = useGone(page.rows);
  const filters = page.rows.length > FEW || filter !== NO_FILTER;
  return (
    <>
      <div className={classes.bar}>
        <Counts all={page.rows} shown={rows} />
        {filters && <InboxFilters rows={page.rows} filter={filter} onChange={setFilter} />}
        <Legend />
      </div>
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
        {rows.length === 0 && page.unread.length === 0 && (
          <Nothing page={page} onShowAll={filter === NO_FILTER ? undefined : () => setFilter(NO_FILTER)} />
        )}
      </section>
      <InboxFoot news={news} />
    </>
  );
}

function Counts({ all, shown }: { readonly all: readonly InboxRow[]; readonly shown: readonly InboxRow[] }) {
  const open = (rows: readonly InboxRow[]) => rows.filter((row) => row.waitsFor === 'person').length;
  const provider = all.length - open(all);
  return (
    <span className={classes.counts}>
      <b>{t`Open`}</b>{' '}
      <span className={classes.quiet}>
        {shown.length === all.length ? open(all) : t`${open(shown)} of ${open(all)}`}
        {provider > 0 && t` and ${provider} waiting for a provider`}
      </span>
    </span>
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
