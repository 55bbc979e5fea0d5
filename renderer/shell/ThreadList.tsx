import { Button } from '@mantine/core';
import { type KeyboardEvent, memo, useMemo } from 'react';
import { flushSync } from 'react-dom';
import type { ThreadRow } from '../../shared/views/threadRow';
import { threadList, useThreadListStatus, useThreadRows } from '../stores/threads';
import { Fault } from '../ui/Fault';
import { Loading } from '../ui/Loading';
import { targetRow } from '../ui/listKeys';
import classes from './ThreadList.module.css';
import { ThreadListRow } from './ThreadListRow';
import { groupRows } from './threadGroups';
import { type ShownGroup, useShownRows } from './useShownRows';

/** All threads, grouped by who needs what. */
export const ThreadList = memo(function ThreadList({ current }: { readonly current: string | undefined }) {
  const rows = useThreadRows();
  const status = useThreadListStatus();
  if (rows.length > 0) return <Groups rows={rows} current={current} />;
  if (status.name === 'ready') return <NoThreads />;
  if (status.name === 'loading') return <Loading rows={4} words="Reading threads" />;
  return (
    <div className={classes.notice}>
      <Fault
        cause="The threads could not be read"
        remedy={status.message}
        action={<Button onClick={() => void threadList.load()}>Read again</Button>}
      />
    </div>
  );
});

function Groups({ rows, current }: { readonly rows: readonly ThreadRow[]; readonly current: string | undefined }) {
  const groups = useMemo(() => groupRows(rows), [rows]);
  const entry = rows.some((row) => row.thread === current) ? current : groups[0]?.rows[0]?.thread;
  const { scrolled, shown, reveal } = useShownRows(groups, entry);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const inOrder = groups.flatMap((group) => group.rows);
    const focused = document.activeElement?.closest<HTMLElement>('[data-thread]')?.dataset.thread;
    const at = inOrder.findIndex((row) => row.thread === focused);
    const next = inOrder[targetRow(event, at, inOrder.length)];
    if (!next) return;
    event.preventDefault();
    flushSync(() => reveal(next.thread));
    rowButton(event.currentTarget, next.thread)?.focus({ preventScroll: true });
  };
  return (
    <ul ref={scrolled} className={classes.list} aria-label="Threads by need" onKeyDown={onKeyDown}>
      {shown.map((group) => (
        <Group key={group.group} group={group} current={current} entry={entry} />
      ))}
    </ul>
  );
}

function Group(props: { readonly group: ShownGroup; readonly current: string | undefined; readonly entry: string | undefined }) {
  const { name, count, height, rows } = props.group;
  return (
    <li>
      <h2 className={classes.group}>
        {name}
        <span>{count}</span>
      </h2>
      <ul className={classes.rows} style={{ height }} aria-label={name}>
        {rows.map(({ row, at, top }) => (
          <li key={row.thread} className={classes.row} style={{ top }} aria-setsize={count} aria-posinset={at + 1}>
            <ThreadListRow row={row} current={row.thread === props.current} entry={row.thread === props.entry} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function rowButton(list: HTMLElement, thread: string): HTMLElement | null {
  return list.querySelector<HTMLElement>(`[data-thread="${CSS.escape(thread)}"]`);
}

function NoThreads() {
  return (
    <div className={classes.list}>
      <h2 className={classes.group}>Threads</h2>
      <p className={classes.none}>None yet. A thread appears here when you draft a goal or open the sample.</p>
    </div>
  );
}
