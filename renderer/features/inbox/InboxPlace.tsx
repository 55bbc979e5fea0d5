import { useInboxPage } from '../../stores/inbox';
import { Empty } from '../../ui/Empty';
import { Fault } from '../../ui/Fault';
import { Keys } from '../../ui/Keys';
import { Loading } from '../../ui/Loading';
import { moveRows } from '../../ui/listKeys';
import classes from './InboxPlace.module.css';
import { InboxRowView } from './InboxRowView';
import { useCurrentRow } from './useCurrentRow';

/** Everything that waits for the user, answerable in its row. */
export function InboxPlace() {
  const { rows, unread, loading } = useInboxPage();
  const { current, choose } = useCurrentRow(rows);
  const open = rows.filter((row) => row.ask.kind !== 'usage').length;
  return (
    <>
      <div className={classes.bar}>
        <span>
          <b>Open</b> <span className={classes.quiet}>{open}</span>
          {rows.length > open && <span className={classes.quiet}> and {rows.length - open} waiting for a provider</span>}
        </span>
        <Legend />
      </div>
      <div className={classes.rows} role="feed" aria-label="Open questions" onKeyDown={moveRows}>
        {rows.map((row) => (
          <InboxRowView key={row.key} row={row} current={row.key === current} onFocus={() => choose(row.key)} />
        ))}
        {unread.map(({ thread, message }) => (
          <div key={thread} className={classes.notice}>
            <Fault cause="A thread could not be read" remedy={message} />
          </div>
        ))}
        {rows.length === 0 && unread.length === 0 && <Nothing loading={loading} />}
      </div>
    </>
  );
}

function Nothing({ loading }: { readonly loading: boolean }) {
  return (
    <div className={classes.notice}>
      {loading ? (
        <Loading rows={4} words="Reading open questions" />
      ) : (
        <Empty>
          Nothing is open. What a goal needs from you appears here: flags of the baseline, changed protected files, input for a
          blocked goal, a permission beyond the boundaries, a result to accept, a used-up budget.
        </Empty>
      )}
    </div>
  );
}

function Legend() {
  return (
    <span className={classes.legend}>
      <span>
        <Keys of="j k" /> next, previous
      </span>
      <span>
        <Keys of="↵" /> open the thread
      </span>
      <span>
        <Keys of="y" /> yes
      </span>
      <span>
        <Keys of="n" /> no
      </span>
      <span>
        <Keys of="g" /> for the goal
      </span>
      <span>
        <Keys of="a" /> always
      </span>
      <span>
        <Keys of="e" /> edit the answer
      </span>
    </span>
  );
}
