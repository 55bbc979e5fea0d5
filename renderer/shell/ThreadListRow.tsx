import { type MouseEvent, memo } from 'react';
import { age } from '../../shared/views/format';
import type { ThreadRow } from '../../shared/views/threadRow';
import { t } from '../../shared/words/t';
import { useNow } from '../stores/clock';
import { useQueuePlace } from '../stores/queue';
import { expectThread } from '../stores/thread';
import { Icon } from '../ui/Icon';
import { Meter } from '../ui/Meter';
import { NoSandbox } from '../ui/NoSandbox';
import { StatusGlyph, StatusText } from '../ui/StatusWord';
import { goalStatusGlyph } from '../ui/statusOf';
import { rowReason } from './rowReason';
import { nameOf, openThread } from './shelf';
import classes from './ThreadListRow.module.css';

/** Ages are whole minutes. */
const AGE_STEP_MS = 30_000;

/** One thread, 44 high: name and age, then status, reason and the sliver of its nearest limit. */
export const ThreadListRow = memo(function ThreadListRow(props: {
  readonly row: ThreadRow;
  readonly current: boolean;
  readonly entry: boolean;
  readonly onMenu: (thread: string, x: number, y: number) => void;
}) {
  const { row } = props;
  const now = useNow(AGE_STEP_MS);
  const queued = useQueuePlace(row.thread);
  const { glyph, word } = goalStatusGlyph(row.status, row.reason);
  return (
    <button
      type="button"
      data-row
      data-thread={row.thread}
      className={classes.row}
      aria-current={props.current ? 'page' : undefined}
      tabIndex={props.entry ? 0 : -1}
      onPointerDown={() => expectThread(row.thread)}
      onClick={() => openThread(row)}
      onContextMenu={(event) => openMenu(event, row.thread, props.onMenu)}
    >
      <StatusGlyph glyph={glyph} />
      <span className={classes.line}>
        <span className={classes.name}>{nameOf(row)}</span>
        {row.pinned && (
          <span className={classes.pin} role="img" aria-label={t`Pinned`} title={t`Pinned`}>
            <Icon name="pin" />
          </span>
        )}
        <span className={`${classes.age} wide-only`}>{age(Math.max(0, now - row.updatedAt))}</span>
      </span>
      <span className={classes.line}>
        <span className={classes.status}>
          {row.waived && <NoSandbox />} <StatusText glyph={glyph} word={word} /> {rowReason(row, queued)}
        </span>
        {row.budgetShare !== null && (
          <span className={classes.sliver} title={t`${Math.round(row.budgetShare * 100)} % of the nearest limit`}>
            <Meter share={row.budgetShare} />
          </span>
        )}
      </span>
    </button>
  );
});

/** Where the pointer is, or below the row where a key asked. */
function openMenu(event: MouseEvent<HTMLElement>, thread: string, open: (thread: string, x: number, y: number) => void): void {
  event.preventDefault();
  const byKey = event.button !== 2 || (event.clientX === 0 && event.clientY === 0);
  const { left, bottom } = event.currentTarget.getBoundingClientRect();
  if (byKey) open(thread, left + 20, bottom);
  else open(thread, event.clientX, event.clientY);
}
