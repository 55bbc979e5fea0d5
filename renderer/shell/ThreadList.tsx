import { Button } from '@mantine/core';
import { type KeyboardEvent, memo, useCallback, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ThreadRow } from '../../shared/views/threadRow';
import { t } from '../../shared/words/t';
import { threadList, useThreadListStatus, useThreadRows } from '../stores/threads';
import { Fault } from '../ui/Fault';
import { Loading } from '../ui/Loading';
import { targetRow } from '../ui/listKeys';
import { useListedRows, useListView } from './listView';
import { type MenuAt, RowMenu } from './RowMenu';
import { setPinned, toggleArchived } from './shelf';
import classes from './ThreadList.module.css';
import { ThreadListRow } from './ThreadListRow';
import { groupRows } from './threadGroups';
import { useKeptFocus } from './useKeptFocus';
import { type ShownGroup, useShownRows } from './useShownRows';

/** The threads in use, or those in the archive, grouped by who needs what. */
export const ThreadList = memo(function ThreadList({ current }: { readonly current: string | undefined }) {
  const any = useThreadRows().length > 0;
  const rows = useListedRows();
  const { archived } = useListView();
  const status = useThreadListStatus();
  if (rows.length > 0) return <Groups rows={rows} current={current} />;
  if (status.name === 'ready') return <NoThreads words={emptyWords(archived, any)} />;
  if (status.name === 'loading')
    return (
      <div className={classes.notice}>
        <Loading rows={4} words={t`Reading threads`} />
      </div>
    );
  return (
    <div className={classes.notice}>
      <Fault
        cause={t`The threads could not be read`}
        remedy={status.message}
        action={<Button onClick={() => void threadList.load()}>{t`Read again`}</Button>}
      />
    </div>
  );
});

function Groups({ rows, current }: { readonly rows: readonly ThreadRow[]; readonly current: string | undefined }) {
  const [menu, setMenu] = useState<MenuAt>();
  const openMenu = useCallback((thread: string, x: number, y: number) => setMenu({ thread, x, y }), []);
  const groups = useMemo(() => groupRows(rows), [rows]);
  const entry = rows.some((row) => row.thread === current) ? current : groups[0]?.rows[0]?.thread;
  const { scrolled, shown, reveal } = useShownRows(groups, entry);
  const inOrder = useMemo(() => groups.flatMap((group) => group.rows), [groups]);
  const threads = useMemo(() => inOrder.map(({ thread }) => thread), [inOrder]);
  const focus = (thread: string) => {
    flushSync(() => reveal(thread));
    if (scrolled.current) rowButton(scrolled.current, thread)?.focus({ preventScroll: true });
  };
  const kept = useKeptFocus(threads, (thread) => queueMicrotask(() => focus(thread)));
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const focused = document.activeElement?.closest<HTMLElement>('[data-thread]')?.dataset.thread;
    const at = inOrder.findIndex((row) => row.thread === focused);
    const here = inOrder[at];
    if (here && isPlain(event) && actOn(here, event)) return event.preventDefault();
    const next = inOrder[targetRow(event, at, inOrder.length)];
    if (!next) return;
    event.preventDefault();
    focus(next.thread);
  };
  return (
    <>
      <ul ref={scrolled} className={classes.list} aria-label={t`Threads by need`} onKeyDown={onKeyDown} {...kept}>
        {shown.map((group) => (
          <Group key={group.group} group={group} current={current} entry={entry} onMenu={openMenu} />
        ))}
      </ul>
      {menu && <RowMenu at={menu} onClose={() => setMenu(undefined)} />}
    </>
  );
}

function Group(props: {
  readonly group: ShownGroup;
  readonly current: string | undefined;
  readonly entry: string | undefined;
  readonly onMenu: (thread: string, x: number, y: number) => void;
}) {
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
            <ThreadListRow
              row={row}
              current={row.thread === props.current}
              entry={row.thread === props.entry}
              onMenu={props.onMenu}
            />
          </li>
        ))}
      </ul>
    </li>
  );
}

function rowButton(list: HTMLElement, thread: string): HTMLElement | null {
  return list.querySelector<HTMLElement>(`[data-thread="${CSS.escape(thread)}"]`);
}

function isPlain({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !altKey;
}

/** A row's own keys. One that is held down is for one row: the focus is on the next by the time it repeats. */
function actOn(row: ThreadRow, { key, repeat }: KeyboardEvent): boolean {
  if (key !== 'p' && key !== 'e') return false;
  if (repeat) return true;
  if (key === 'p') setPinned(row, !row.pinned);
  else void toggleArchived(row);
  return true;
}

function emptyWords(archived: boolean, any: boolean): string {
  if (archived) return t`Nothing is archived. A thread appears here when you archive it, and nothing of it is deleted.`;
  if (any) return t`Every thread is archived.`;
  return t`None yet. A thread appears here when you draft a goal or open the sample.`;
}

function NoThreads({ words }: { readonly words: string }) {
  return (
    <div className={classes.list}>
      <h2 className={classes.group}>{t`Threads`}</h2>
      <p className={classes.none}>{words}</p>
    </div>
  );
}
