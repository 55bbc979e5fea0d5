import { Fragment, useState } from 'react';
import type { Ledger, LedgerRow } from '../../../shared/views/ledger';
import type { LedgerFigure } from '../../../shared/views/ledgerFigures';
import { StatusWord } from '../../ui/StatusWord';
import { TextAction } from '../../ui/TextAction';
import classes from './Ledger.module.css';
import { LedgerEntry } from './LedgerEntry';

/** Iterations as rows: figures from evidence, words from the agent. One opened shows all that is known of it. */
export function LedgerTable({ ledger }: { readonly ledger: Ledger }) {
  const [open, setOpen] = useState<string>();
  const entries = ledger.rows.flatMap(({ entry }) => entry ?? []);
  const span = 7 + (ledger.metric ? 3 : 0) + ledger.columns.length + (ledger.rest > 0 ? 1 : 0);
  const columns = ledger.columns.length + (ledger.rest > 0 ? 1 : 0);
  return (
    <div className={classes.scroller}>
      <table className={classes.table} style={columns > 1 ? { minWidth: WORDS_WIDTH + columns * CHECK_WIDTH } : undefined}>
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
                    <LedgerEntry entry={row.entry} all={entries} />
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

/** What the columns beside those of checks take, with room to read the words; a ledger of many checks is moved sideways. */
const WORDS_WIDTH = 1040;

/** As `.c88`. */
const CHECK_WIDTH = 88;

function Head({ ledger }: { readonly ledger: Ledger }) {
  const { metric, columns, rest } = ledger;
  const others = [...columns, ...(rest > 0 ? [`${rest} others`] : [])];
  return (
    <thead>
      <tr>
        <th scope="col" className={classes.c64}>
          Iteration
        </th>
        <th scope="col">What was done</th>
        <th scope="col" className={`${classes.c112} ${classes.wide}`}>
          Changed
        </th>
        {metric && (
          <>
            <th scope="col" className={`${classes.right} ${classes.c88}`} title={metric.check}>
              {metric.check}
            </th>
            <th scope="col" className={`${classes.right} ${classes.c56}`}>
              Δ last
            </th>
            <th scope="col" className={`${classes.right} ${classes.c72}`}>
              Δ base
            </th>
          </>
        )}
        {others.map((name) => (
          <th key={name} scope="col" className={`${classes.right} ${classes.c88}`} title={name}>
            {name}
          </th>
        ))}
        <th scope="col" className={classes.c208}>
          Gate
        </th>
        <th scope="col" className={classes.wide}>
          Next
        </th>
        <th scope="col" className={`${classes.right} ${classes.c64}`}>
          Tokens
        </th>
        <th scope="col" className={`${classes.right} ${classes.c56} ${classes.wide}`}>
          Money
        </th>
        <th scope="col" className={`${classes.right} ${classes.c56}`}>
          Active
        </th>
      </tr>
    </thead>
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
      <td className={row.name === 'Baseline' || total ? classes.quiet : undefined} title={row.words}>
        {total ? '' : row.words || '–'}
      </td>
      <td className={`${classes.wide} ${row.changed === '0 files' ? classes.quiet : ''}`}>{row.changed}</td>
      {metric && (
        <>
          <Figure figure={row.metric} />
          <td className={row.sinceLast === '–' ? `${classes.right} ${classes.quiet}` : classes.right}>{row.sinceLast}</td>
          <td className={row.sinceBase === '–' ? `${classes.right} ${classes.quiet}` : classes.right}>{row.sinceBase}</td>
        </>
      )}
      {row.checks.map((figure, index) => (
        <Figure key={columnKey(index)} figure={figure} />
      ))}
      <td title={row.gate?.word}>
        {total && <span className={classes.quiet}>{row.words}</span>}
        {row.gate && <StatusWord glyph={row.gate.shape} word={row.gate.word} {...(row.gate.quiet ? { tone: 'draft' } : {})} />}
      </td>
      <td className={`${classes.wide} ${row.next === '' ? classes.quiet : ''}`} title={row.next}>
        {row.next || (total ? '' : '–')}
      </td>
      <td className={classes.right}>{row.tokens}</td>
      <td className={`${classes.right} ${classes.wide}`}>{row.money}</td>
      <td className={classes.right}>{row.active}</td>
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
