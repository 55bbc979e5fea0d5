import type { KeyboardEvent } from 'react';
import type { InboxRow } from '../../../shared/views/inboxRows';
import { useNow } from '../../stores/clock';
import { go } from '../../stores/navigation';
import { MendAction } from '../../ui/MendAction';
import { StatusWord } from '../../ui/StatusWord';
import { goalStatusGlyph } from '../../ui/statusOf';
import { TextAction } from '../../ui/TextAction';
import { Answer } from './Answer';
import { answerByKey } from './answerKeys';
import classes from './InboxRowView.module.css';
import { What } from './What';
import { waited } from './waited';

/** Waiting is told in whole minutes. */
const MINUTE_STEP_MS = 30_000;

/** One row: who, what, and the answer. The current row has the accent edge and the page's only primary button. */
export function InboxRowView(props: { readonly row: InboxRow; readonly current: boolean; readonly onFocus: () => void }) {
  const { row, current } = props;
  const open = () => go({ name: 'thread', thread: row.thread, tab: 'live' });
  return (
    <article
      data-row
      data-key={row.key}
      className={classes.row}
      aria-label={`${row.title}: ${row.lead}`}
      aria-current={current ? true : undefined}
      tabIndex={current ? 0 : -1}
      onFocus={props.onFocus}
      onKeyDown={(event) => onRowKey(event, open)}
    >
      <Who row={row} onOpen={open} />
      <div className={classes.what}>
        <What row={row} />
        <MendAction reason={row.reason} />
      </div>
      <div className={classes.answer}>
        <Answer row={row} primary={current} />
      </div>
    </article>
  );
}

function Who({ row, onOpen }: { readonly row: InboxRow; readonly onOpen: () => void }) {
  const now = useNow(MINUTE_STEP_MS);
  return (
    <div className={classes.who}>
      <h2 className={classes.title}>
        <TextAction onClick={onOpen}>{row.title}</TextAction>
      </h2>
      <p>
        <StatusWord {...goalStatusGlyph(row.status, row.reason)} /> {waited(now - row.since)}
        {row.turn > 0 && `, turn ${row.turn}`}
      </p>
      <p>
        {row.workspace}, {row.apart ? 'in a worktree' : 'in place'}
      </p>
      <p>{row.spent}</p>
    </div>
  );
}

/** `↵` opens the thread; the other keys answer. Only while the row itself has the focus. */
function onRowKey(event: KeyboardEvent<HTMLElement>, open: () => void): void {
  if (answerByKey(event) || event.key !== 'Enter' || event.target !== event.currentTarget) return;
  open();
  event.preventDefault();
}
