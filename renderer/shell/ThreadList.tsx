import { Button } from '@mantine/core';
import type { ThreadRow } from '../../shared/views/threadRow';
import { threadList, useThreadListStatus, useThreadRows } from '../stores/threads';
import { Fault } from '../ui/Fault';
import { Loading } from '../ui/Loading';
import { moveRows } from '../ui/listKeys';
import classes from './ThreadList.module.css';
import { ThreadListRow } from './ThreadListRow';
import { groupRows } from './threadGroups';

/** All threads, grouped by who needs what. */
export function ThreadList({ current }: { readonly current: string | undefined }) {
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
}

function Groups({ rows, current }: { readonly rows: readonly ThreadRow[]; readonly current: string | undefined }) {
  const groups = groupRows(rows);
  const entry = rows.some((row) => row.thread === current) ? current : groups[0]?.rows[0]?.thread;
  return (
    <ul className={classes.list} aria-label="Threads by need" onKeyDown={moveRows}>
      {groups.map(({ group, name, rows: members }) => (
        <li key={group}>
          <h2 className={classes.group}>
            {name}
            <span>{members.length}</span>
          </h2>
          <ul aria-label={name}>
            {members.map((row) => (
              <li key={row.thread}>
                <ThreadListRow row={row} current={row.thread === current} entry={row.thread === entry} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function NoThreads() {
  return (
    <div className={classes.list}>
      <h2 className={classes.group}>Threads</h2>
      <p className={classes.none}>None yet. A thread appears here when you draft a goal or open the sample.</p>
    </div>
  );
}
