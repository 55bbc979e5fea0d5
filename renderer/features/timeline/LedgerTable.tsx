import { type CSSProperties, Fragment, useState } from 'react';
import type { Ledger, LedgerRow } from '../../../shared/views/ledger';
import type { LedgerFigure } from '../../../shared/views/ledgerFigures';
import { useNarrow, useSmall } from '../../ui/narrow';
import { StatusWord } from '../../ui/StatusWord';
import table from '../../ui/Table.module.css';
import { TextAction } from '../../ui/TextAction';
import classes from './Ledger.module.css';
import { LedgerEntry } from './LedgerEntry';

/** Iterations as rows: figures from evidence, words from the agent. One opened shows all that is known of it. */
export function LedgerTable({ ledger }: { readonly ledger: Ledger }) {
  const [open, setOpen] = useState<string>();
  const entries = ledger.rows.flatMap(({ entry }) => entry ?? []);
  const columns = ledger.columns.length + (ledger.rest > 0 ? 1 : 0);
  const hidden = (useNarrow() ? WIDE_COLUMNS : 0) + (useSmall() ? (ledger.metric ? 3 : 2) : 0);
  const span = OTHER_COLUMNS + (ledger.metric ? 3 : 0) + columns - hidden;
  return (
    <div className={classes.scroller}>
      <table
        className={`${table.table} ${classes.table} ${classes.ledger}`}
        style={{ '--check-columns': columns } as CSSProperties}
      >
        <Head ledger={ledger} />
        <tbody>
          {ledger.rows.map((row) => (
            <Fragment key={row.name}>
              <Row
                row={row}
                metric={ledger.metric !== null}
                open={open === row.name}
                onOpen={() => setOpen(open === row.name ? undefined : row.name)}
              />
              {row.entry && open === row.name && (
                <tr>
                  <td colSpan={span} className={classes.entry}>
                    <LedgerEntry row={row} entry={row.entry} all={entries} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
          {ledger.total && <Row row={ledger.total} metric={ledger.metric !== null} total />}
        </tbody>
      </table>
    </div>
  );
}

/** Iteration, what was done, changed, gate, next, tokens, money and active time. */
const OTHER_COLUMNS = 8;

/** Of these, next and money are for wide windows; changed, active and the change since last for all but small ones. */
const WIDE_COLUMNS = 2;

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
      <col className={classes.wide} />
      <col className={classes.c64} />
      <col className={`${classes.c56} ${classes.wide}`} />
      <col className={`${classes.c56} ${classes.middle}`} />
    </colgroup>
  );
}

function Head({ ledger }: { readonly ledger: Ledger }) {
  const { metric, columns, rest } = ledger;
  const others = [...columns, ...(rest > 0 ? [`${rest} others`] : [])];
  return (
    <>
      <Columns metric={metric !== null} others={others.length} />
      <thead>
        <tr>
          <th scope="col">Iteration</th>
          <th scope="col">What was done</th>
          <th scope="col" className={classes.middle}>
            Changed
          </th>
          {metric && (
            <>
              <th scope="col" className={classes.right} title={metric.check}>
                {metric.check}
              </th>
              <th scope="col" className={`${classes.right} ${classes.middle}`}>
                Δ last
              </th>
              <th scope="col" className={classes.right}>
                Δ base
              </th>
            </>
          )}
          {others.map((name) => (
            <th key={name} scope="col" className={classes.right} title={name}>
              {name}
            </th>
          ))}
          <th scope="col">Gate</th>
          <th scope="col" className={classes.wide}>
            Next
          </th>
          <th scope="col" className={classes.right}>
            Tokens
          </th>
          <th scope="col" className={`${classes.right} ${classes.wide}`}>
            Money
          </th>
          <th scope="col" className={`${classes.right} ${classes.middle}`}>
            Active
          </th>
        </tr>
      </thead>
    </>
  );
}

function Row(props: {
  readonly row: LedgerRow;
  readonly metric: boolean;
  readonly total?: boolean;
  readonly open?: boolean;
  readonly onOpen?: () => void;
}) {
  const { row, metric, total = false, open = false, onOpen } = props;
  return (
    <tr className={total ? classes.total : undefined}>
      <td>
        {row.entry && onOpen ? (
          <TextAction onClick={onOpen} expanded={open} label={`Iteration ${row.name}, ${open ? 'close' : 'open'}`}>
            {row.name}
          </TextAction>
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
      <td className={`${classes.whole} ${classes.wide} ${row.next === '' ? classes.quiet : ''}`} title={row.next}>
        <span className={classes.words}>{row.next || (total ? '' : '–')}</span>
      </td>
      <td className={classes.right}>{row.tokens}</td>
      <td className={`${classes.right} ${classes.wide}`}>{row.money}</td>
      <td className={`${classes.right} ${classes.middle}`}>{row.active}</td>
    </tr>
  );
}

/** A column is known by its place alone: the ledger's columns do not move. */
function columnKey(index: number): string {
  return `check ${index}`;
}

function Figure({ figure }: { readonly figure: LedgerFigure }) {
  const tones = { plain: '', quiet: classes.quiet, failed: classes.failed };
  return <td className={`${classes.right} ${tones[figure.tone]}`}>{figure.text}</td>;
}
