import { Button } from '@mantine/core';
import { type KeyboardEvent, useCallback, useState } from 'react';
import type { ThreadRow } from '../../shared/views/threadRow';
import { threadList, useThreadListStatus, useThreadRows } from '../stores/threads';
import { Fault } from '../ui/Fault';
import { Loading } from '../ui/Loading';
import { moveRows } from '../ui/listKeys';
import { useListView, useShownRows } from './listView';
import { type MenuAt, RowMenu } from './RowMenu';
import { rowOf, setPinned, toggleArchived } from './shelf';
import classes from './ThreadList.module.css';
import { ThreadListRow } from './ThreadListRow';
import { groupRows } from './threadGroups';

/** The threads in use, or those in the archive, grouped by who needs what. */
export function ThreadList({ current }: { readonly current: string | undefined }) {
  const all = useThreadRows();
  const rows = useShownRows();
  const { archived } = useListView();
  const status = useThreadListStatus();
  if (rows.length > 0) return <Groups rows={rows} current={current} />;
  if (status.name === 'ready') return <NoThreads words={emptyWords(archived, all.length > 0)} />;
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
}

function Groups({ rows, current }: { readonly rows: readonly ThreadRow[]; readonly current: string | undefined }) {
  const [menu, setMenu] = useState<MenuAt>();
  const openMenu = useCallback((thread: string, x: number, y: number) => setMenu({ thread, x, y }), []);
  const groups = groupRows(rows);
  const entry = rows.some((row) => row.thread === current) ? current : groups[0]?.rows[0]?.thread;
  return (
    <>
      <ul className={classes.list} aria-label="Threads by need" onKeyDown={onKey}>
        {groups.map(({ group, name, rows: members }) => (
          <li key={group}>
            <h2 className={classes.group}>
              {name}
              <span>{members.length}</span>
            </h2>
            <ul aria-label={name}>
              {members.map((row) => (
                <li key={row.thread}>
                  <ThreadListRow row={row} current={row.thread === current} entry={row.thread === entry} onMenu={openMenu} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {menu && <RowMenu at={menu} onClose={() => setMenu(undefined)} />}
    </>
  );
}

/** A row's own keys, and those that every list has. */
function onKey(event: KeyboardEvent<HTMLElement>): void {
  if (!event.ctrlKey && !event.metaKey && !event.altKey && event.target instanceof HTMLElement) {
    const row = rowOf(event.target.dataset.row ?? '');
    if (row && actOn(row, event.key)) return event.preventDefault();
  }
  moveRows(event);
}

function actOn(row: ThreadRow, key: string): boolean {
  if (key === 'p') setPinned(row, !row.pinned);
  else if (key === 'e') void toggleArchived(row);
  else return false;
  return true;
}

function emptyWords(archived: boolean, any: boolean): string {
  if (archived) return 'Nothing is archived. A thread appears here when you archive it, and nothing of it is deleted.';
  if (any) return 'Every thread is archived.';
  return 'None yet. A thread appears here when you draft a goal or open the sample.';
}

function NoThreads({ words }: { readonly words: string }) {
  return (
    <div className={classes.list}>
      <h2 className={classes.group}>Threads</h2>
      <p className={classes.none}>{words}</p>
    </div>
  );
}
