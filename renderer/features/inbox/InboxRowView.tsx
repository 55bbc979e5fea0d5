import { type KeyboardEvent, memo } from 'react';
import type { InboxRow } from '../../../shared/views/inboxRows';
import { t } from '../../../shared/words/t';
import { useNow } from '../../stores/clock';
import { go } from '../../stores/navigation';
import { MendAction } from '../../ui/MendAction';
import { NoSandbox } from '../../ui/NoSandbox';
import { StatusWord } from '../../ui/StatusWord';
import { goalStatusGlyph } from '../../ui/statusOf';
import { TextAction } from '../../ui/TextAction';
import { Answer } from './Answer';
import { AnswerSide } from './AnswerSide';
import { answerByKey } from './answerKeys';
import { askedKey } from './askedKey';
import classes from './InboxRowView.module.css';
import { What } from './What';
import { waited } from './waited';

/** Waiting is told in whole minutes. */
const MINUTE_STEP_MS = 30_000;

interface Props {
  readonly row: InboxRow;
  /** Its place among all rows, from 1, and their number. */
  readonly place: number;
  readonly of: number;
  readonly current: boolean;
  readonly onFocus: (key: string) => void;
  readonly onGiven: (key: string) => void;
}

/** One row: who, what, and the answer. The current row has the accent edge and the page's only primary button. */
export const InboxRowView = memo(function InboxRowView(props: Props) {
  const { row, current } = props;
  const open = () => go({ name: 'thread', thread: row.thread, tab: 'live' });
  const asked = {
    key: askedKey(row),
    thread: row.thread,
    subject: row,
    primary: current,
    onGiven: () => props.onGiven(row.key),
  };
  return (
    <article
      data-row
      data-asked={asked.key}
      className={classes.row}
      aria-label={`${row.title}: ${row.lead}`}
      aria-current={current ? true : undefined}
      aria-posinset={props.place}
      aria-setsize={props.of}
      tabIndex={current ? 0 : -1}
      onFocus={() => props.onFocus(row.key)}
      onKeyDown={(event) => onRowKey(event, open)}
    >
      <Who row={row} onOpen={open} />
      <div className={classes.what}>
        <What row={row} />
        <div className={classes.mend}>
          <MendAction reason={row.reason} />
        </div>
      </div>
      <AnswerSide asked={asked}>
        <Answer ask={row.ask} thread={row.thread} />
      </AnswerSide>
    </article>
  );
});

function Who({ row, onOpen }: { readonly row: InboxRow; readonly onOpen: () => void }) {
  const now = useNow(MINUTE_STEP_MS);
  return (
    <div className={classes.who}>
      <h2 className={classes.title}>
        <TextAction onClick={onOpen}>{row.title}</TextAction>
      </h2>
      <p>
        <StatusWord {...goalStatusGlyph(row.status, row.reason)} /> {waited(now - row.since)}
        {row.turn > 0 && t`, turn ${row.turn}`}
      </p>
      <p>
        {row.workspace}, {row.apart ? t`in a worktree` : t`in place`} {row.waived && <NoSandbox />}
      </p>
      <p>{row.spent}</p>
    </div>
  );
}

/** `o` opens the thread, also where the answer was given already; the other keys answer. Only while the row itself has the focus. */
function onRowKey(event: KeyboardEvent<HTMLElement>, open: () => void): void {
  if (answerByKey(event) || event.key !== 'o' || event.target !== event.currentTarget) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  open();
  event.preventDefault();
}
