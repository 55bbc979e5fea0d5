import { useEffect, useState } from 'react';
import { thousands } from '../../../shared/views/format';
import { filtered, type InboxFilter, NO_FILTER } from '../../../shared/views/inboxFilter';
import type { InboxRow } from '../../../shared/views/inboxRows';
import { t } from '../../../shared/words/t';
import { useAnswered } from '../../stores/answered';
import { useInboxPage } from '../../stores/inbox';
import { chooseInboxTab, useInboxTab } from '../../stores/inboxTab';
import { useRowWish } from '../../stores/inboxWish';
import { Tabs } from '../../ui/Tabs';
import { AnsweredRows } from './AnsweredRows';
import { InboxFilters } from './InboxFilters';
import { InboxFoot } from './InboxFoot';
import { Legend } from './Legend';
import { OpenRows } from './OpenRows';
import { useGone } from './useGone';
import { useUnhidden } from './useUnhidden';

/** Up to this many rows are seen at a glance, or nearly; more want a filter. */
const FEW = 5;

/** Everything that waits for the user, answerable in its row; and what was answered. */
export function InboxPlace() {
  const page = useInboxPage();
  const answered = useAnswered();
  const [filter, setFilter] = useState<InboxFilter>(NO_FILTER);
  const { tab } = useInboxTab();
  const wish = useRowWish();
  // What is named from elsewhere waits.
  useEffect(() => {
    if (wish) chooseInboxTab('open');
  }, [wish]);
  const rows = filtered(page.rows, filter);
  useUnhidden(page.rows, rows, () => setFilter(NO_FILTER));
  const news = useGone(page.rows);
  const filters = tab === 'open' && (page.rows.length > FEW || filter !== NO_FILTER);
  const total = answered.list?.total;
  return (
    <>
      <Tabs
        label={t`Inbox`}
        tabs={[
          { id: 'open', name: t`Open`, count: openCount(page.rows, rows) },
          { id: 'answered', name: t`Answered`, ...(total === undefined ? {} : { count: thousands(total, 0) }) },
        ]}
        current={tab}
        onSelect={chooseInboxTab}
        end={
          <>
            {filters && <InboxFilters rows={page.rows} filter={filter} onChange={setFilter} />}
            <Legend of={tab} />
          </>
        }
      />
      {tab === 'answered' ? (
        <AnsweredRows answered={answered} />
      ) : (
        <OpenRows page={page} rows={rows} onShowAll={filter === NO_FILTER ? undefined : () => setFilter(NO_FILTER)} />
      )}
      <InboxFoot news={news} />
    </>
  );
}

/** `7`, `2 of 7` where a filter is set; what a provider renews is told apart, since nobody has to answer it. */
function openCount(all: readonly InboxRow[], shown: readonly InboxRow[]): string {
  const open = (rows: readonly InboxRow[]) => rows.filter((row) => row.waitsFor === 'person').length;
  const provider = all.length - open(all);
  const count = shown.length === all.length ? String(open(all)) : t`${open(shown)} of ${open(all)}`;
  return provider > 0 ? t`${count} and ${provider} waiting for a provider` : count;
}
