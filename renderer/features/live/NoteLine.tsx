import type { NoteRow } from '../../../shared/views/conversation/row';
import { clock } from '../../../shared/views/format';
import { t } from '../../../shared/words/t';
import { go } from '../../stores/navigation';
import { clockTime } from '../../ui/clockTime';
import { Icon } from '../../ui/Icon';
import { Mono } from '../../ui/Mono';
import { StatusGlyph, StatusWord } from '../../ui/StatusWord';
import { TextAction } from '../../ui/TextAction';
import { useLiveThread } from './liveThread';
import classes from './Row.module.css';

/** A fact of the goal, with its status word in front and where its proof stands at the right. */
export function NoteLine({
  row,
  open,
  onToggle,
}: {
  readonly row: NoteRow;
  readonly open: boolean;
  readonly onToggle: () => void;
}) {
  const words = <Words row={row} />;
  return (
    <>
      <div className={classes.line}>
        <span className={classes.time}>{clockTime(row.at)}</span>
        <span className={classes.icon}>
          <Shape row={row} />
        </span>
        {row.details === '' ? (
          <span className={classes.opener} title={row.text}>
            {words}
          </span>
        ) : (
          <button type="button" data-row className={classes.opener} aria-expanded={open} onClick={onToggle} title={row.text}>
            {words}
          </button>
        )}
        <span className={classes.aside}>
          {row.aside} {row.link !== null && <ProofLink to={row.link} />}
        </span>
        <span className={classes.took}>{row.durationMs !== null && clock(row.durationMs)}</span>
      </div>
      {open && row.details !== '' && <p className={classes.facts}>{row.details}</p>}
    </>
  );
}

function Shape({ row }: { readonly row: NoteRow }) {
  if (row.mark) return <StatusGlyph glyph={row.mark.shape} {...(row.mark.quiet ? { tone: 'draft' } : {})} />;
  return row.icon && <Icon name={row.icon} />;
}

function Words({ row }: { readonly row: NoteRow }) {
  return (
    <>
      {row.mark && <WordOnly row={row} />}
      {row.text}
      {row.mono !== '' && (
        <span className={classes.subject}>
          <Mono>{row.mono}</Mono>
        </span>
      )}
    </>
  );
}

/** The shape stands in the column before; the word alone keeps its colour. */
function WordOnly({ row: { mark } }: { readonly row: NoteRow }) {
  if (!mark) return null;
  return (
    <span className={classes.word}>
      <StatusWord glyph={mark.shape} word={mark.word} {...(mark.quiet ? { tone: 'draft' } : {})} />
    </span>
  );
}

const LINKS = { timeline: t`Evidence`, inbox: t`Inbox`, goal: t`Contract`, diff: t`Diff` } as const;

function ProofLink({ to }: { readonly to: keyof typeof LINKS }) {
  const thread = useLiveThread();
  const open = () => go(to === 'inbox' ? { name: 'inbox' } : { name: 'thread', thread, tab: to });
  return <TextAction onClick={open}>{LINKS[to]}</TextAction>;
}
