import { TextInput } from '@mantine/core';
import { type CSSProperties, Fragment, memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Ledger, LedgerRow } from '../../../shared/views/ledger';
import type { LedgerFigure } from '../../../shared/views/ledgerFigures';
import { IN_COURSE, type LedgerOrder, matching, ordered, pressed } from '../../../shared/views/ledgerOrder';
import { t } from '../../../shared/words/t';
import { Icon } from '../../ui/Icon';
import { moveRows } from '../../ui/listKeys';
import { useNarrow, useSmall, useWide } from '../../ui/narrow';
import { StatusWord } from '../../ui/StatusWord';
import sheet from '../../ui/Table.module.css';
import { TextAction } from '../../ui/TextAction';
import classes from './Ledger.module.css';
import { LedgerEntry } from './LedgerEntry';

/** Rows drawn at first; earlier ones come on demand, as many again. */
const SHOWN = 60;

interface LedgerProps {
  readonly ledger: Ledger;
  /** The row that a mark of the timeline led to, by its name: it is opened and comes into sight. */
  readonly wanted: string | null;
  readonly onTaken: () => void;
}

/** Iterations as rows: figures from evidence, words from the agent. One opened shows all that is known of it. */
export const LedgerTable = memo(function LedgerTable({ ledger, wanted, onTaken }: LedgerProps) {
  const [open, setOpen] = useState<string>();
  const [order, setOrder] = useState(IN_COURSE);
  const [text, setText] = useState('');
  const [limit, setLimit] = useState(SHOWN);
  const table = useRef<HTMLTableElement>(null);
  const entries = useMemo(() => ledger.rows.flatMap(({ entry }) => entry ?? []), [ledger]);
  const found = useMemo(() => ordered(matching(ledger.rows, text), order), [ledger, text, order]);
  const inCourse = order.by === 'course' && !order.down;
  const rows = inCourse ? found.slice(-limit) : found.slice(0, limit);
  const hidden = found.length - rows.length;
  const span = useSpan(ledger);
  const onOpen = useCallback((name: string) => setOpen((known) => (known === name ? undefined : name)), []);
  useEffect(() => {
    if (wanted === null) return;
    const at = ledger.rows.findIndex(({ name }) => name === wanted);
    if (at < 0) return onTaken();
    setText('');
    setOrder(IN_COURSE);
    setOpen(wanted);
    setLimit((known) => Math.max(known, ledger.rows.length - at));
  }, [wanted, ledger, onTaken]);
  useEffect(() => {
    const row = wanted === null ? null : table.current?.querySelector<HTMLElement>(`[data-iteration="${CSS.escape(wanted)}"]`);
    if (!row) return;
    row.scrollIntoView({ block: 'center' });
    row.querySelector('button')?.focus({ preventScroll: true });
    onTaken();
  });
  return (
    <>
      {ledger.rows.length > FILTERED_FROM && (
        <TextInput
          className={classes.filter}
          aria-label={t`Find iterations`}
          placeholder={t`Words, files, commands`}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      {hidden > 0 && (
        <TextAction onClick={() => setLimit(limit + SHOWN)}>
          {inCourse
            ? t`Show ${Math.min(hidden, SHOWN)} earlier of ${hidden}`
            : t`Show ${Math.min(hidden, SHOWN)} more of ${hidden}`}
        </TextAction>
      )}
      <div className={classes.scroller}>
        <table
          ref={table}
          className={`${sheet.table} ${classes.table} ${classes.ledger}`}
          style={{ '--check-columns': ledger.columns.length + (ledger.rest > 0 ? 1 : 0) } as CSSProperties}
        >
          <Head ledger={ledger} order={order} onOrder={(by) => setOrder(pressed(order, by))} />
          <tbody onKeyDown={moveRows}>
            {rows.map((row) => (
              <Fragment key={row.name}>
                <Row row={row} metric={ledger.metric !== null} open={open === row.name} onOpen={onOpen} />
                {row.entry && open === row.name && (
                  <tr>
                    <td colSpan={span} className={classes.entry}>
                      <LedgerEntry row={row} entry={row.entry} all={entries} />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
            {found.length === 0 && (
              <tr>
                <td colSpan={span} className={classes.quiet}>
                  {t`No iteration has these words.`}
                </td>
              </tr>
            )}
            {ledger.total && text === '' && <Row row={ledger.total} metric={ledger.metric !== null} total />}
          </tbody>
        </table>
      </div>
    </>
  );
});

/** Fewer rows are found by looking. */
const FILTERED_FROM = 8;

function useSpan(ledger: Ledger): number {
  const columns = ledger.columns.length + (ledger.rest > 0 ? 1 : 0);
  const hidden = (useWide() ? 0 : 1) + (useNarrow() ? 1 : 0) + (useSmall() ? (ledger.metric ? 3 : 2) : 0);
  return OTHER_COLUMNS + (ledger.metric ? 3 : 0) + columns - hidden;
}

/**
 * Iteration, what was done, changed, gate, next, tokens, money and active time. Of these, next is for wide windows, money for all but
 * narrow ones; changed, active and the change since last for all but small ones.
 */
const OTHER_COLUMNS = 8;

function Columns({ metric, others }: { readonly metric: boolean; readonly others: number }) {
  return (
    <colgroup>
      <col className={classes.c64} />
      <col />
      <col className={`${classes.c112} ${classes.middle}`} />
      {metric && (
        <>
          <col className={classes.c88} />
          <col className={`${classes.c56} ${classes.middle}`} />
          <col className={classes.c72} />
        </>
      )}
      {others > 0 && <col span={others} className={classes.c88} />}
      <col className={classes.gate} />
      <col className={classes.next} />
      <col className={classes.c80} />
      <col className={`${classes.c56} ${classes.wide}`} />
      <col className={`${classes.c56} ${classes.middle}`} />
    </colgroup>
  );
}

type Heading = LedgerOrder['by'];

function Head(props: { readonly ledger: Ledger; readonly order: LedgerOrder; readonly onOrder: (by: Heading) => void }) {
  const { metric, columns, rest } = props.ledger;
  const others = [...columns, ...(rest > 0 ? [t`${rest} others`] : [])];
  const sorted = (by: Heading, name: string, className?: string) => (
    <th scope="col" className={className} aria-sort={sortOf(props.order, by)}>
      <button type="button" className={classes.sort} onClick={() => props.onOrder(by)} title={t`Order by ${name}`}>
        {name}
        {props.order.by === by && (by !== 'course' || props.order.down) && <Icon name={props.order.down ? 'down' : 'up'} />}
      </button>
    </th>
  );
  return (
    <>
      <Columns metric={metric !== null} others={others.length} />
      <thead>
        <tr>
          {sorted('course', t`Iteration`)}
          <th scope="col">{t`What was done`}</th>
          {sorted('lines', t`Changed`, classes.middle)}
          {metric && (
            <>
              {sorted('metric', metric.check, classes.right)}
              <th scope="col" className={`${classes.right} ${classes.middle}`}>
                {t`Δ last`}
              </th>
              <th scope="col" className={classes.right}>
                {t`Δ base`}
              </th>
            </>
          )}
          {others.map((name) => (
            <th key={name} scope="col" className={classes.right} title={name}>
              {name}
            </th>
          ))}
          <th scope="col">{t`Gate`}</th>
          <th scope="col" className={classes.next}>
            {t`Next`}
          </th>
          {sorted('tokens', t`Tokens`, classes.right)}
          {sorted('usd', t`Money`, `${classes.right} ${classes.wide}`)}
          {sorted('activeMs', t`Active`, `${classes.right} ${classes.middle}`)}
        </tr>
      </thead>
    </>
  );
}

function sortOf(order: LedgerOrder, by: Heading): 'ascending' | 'descending' | 'none' {
  if (order.by !== by) return 'none';
  return order.down ? 'descending' : 'ascending';
}

const Row = memo(function Row(props: {
  readonly row: LedgerRow;
  readonly metric: boolean;
  readonly total?: boolean;
  readonly open?: boolean;
  readonly onOpen?: (name: string) => void;
}) {
  const { row, metric, total = false, open = false, onOpen } = props;
  return (
    <tr className={total ? classes.total : undefined} data-iteration={total ? undefined : row.name}>
      <td>
        {row.entry && onOpen ? (
          <button
            type="button"
            data-row
            className={classes.iteration}
            aria-expanded={open}
            aria-label={t`Iteration ${row.name}, ${open ? t`close` : t`open`}`}
            onClick={() => onOpen(row.name)}
          >
            {row.name}
          </button>
        ) : (
          row.name
        )}
      </td>
      <td className={`${classes.whole} ${row.name === 'Baseline' || total ? classes.quiet : ''}`} title={row.words}>
        <span className={classes.words}>{total ? '' : row.words || '–'}</span>
      </td>
      <td className={`${classes.middle} ${row.changed === '0 files' ? classes.quiet : ''}`}>{row.changed}</td>
      {metric && (
        <>
          <Figure figure={row.metric} />
          <td className={`${classes.right} ${classes.middle} ${row.sinceLast === '–' ? classes.quiet : ''}`}>{row.sinceLast}</td>
          <td className={row.sinceBase === '–' ? `${classes.right} ${classes.quiet}` : classes.right}>{row.sinceBase}</td>
        </>
      )}
      {row.checks.map((figure, index) => (
        <Figure key={columnKey(index)} figure={figure} />
      ))}
      <td className={classes.whole}>
        {total && <span className={classes.quiet}>{row.words}</span>}
        {row.gate && <StatusWord glyph={row.gate.shape} word={row.gate.word} {...(row.gate.quiet ? { tone: 'draft' } : {})} />}
      </td>
      <td className={`${classes.whole} ${classes.next} ${row.next === '' ? classes.quiet : ''}`} title={row.next}>
        <span className={classes.words}>{row.next || (total ? '' : '–')}</span>
      </td>
      <td className={classes.right} title={row.cached === '' ? undefined : t`${row.cached} cached beside, not charged`}>
        {row.tokens}
      </td>
      <td className={`${classes.right} ${classes.wide}`}>{row.money}</td>
      <td className={`${classes.right} ${classes.middle}`}>{row.active}</td>
    </tr>
  );
});

/** A column is known by its place alone: the ledger's columns do not move. */
function columnKey(index: number): string {
  return `check ${index}`;
}

function Figure({ figure }: { readonly figure: LedgerFigure }) {
  const tones = { plain: '', quiet: classes.quiet, failed: classes.failed };
  return <td className={`${classes.right} ${tones[figure.tone]}`}>{figure.text}</td>;
}
