import type { RecordedEvent } from '../../../shared/thread/events';
import type { ThreadState } from '../../../shared/thread/state';
import { type CheckRow, checkTable, checkTimes } from '../../../shared/views/checkRows';
import { t } from '../../../shared/words/t';
import { useNow } from '../../stores/clock';
import { Empty } from '../../ui/Empty';
import { SectionHead } from '../../ui/SectionHead';
import { StatusGlyph, StatusWord } from '../../ui/StatusWord';
import classes from './ContractPanel.module.css';
import { Sparkline } from './Sparkline';

/** Every check with what it was, what it came to last, what it must come to, and whether that still stands. */
export function ChecksSection({ state, events }: { readonly state: ThreadState; readonly events: readonly RecordedEvent[] }) {
  const now = useNow(1_000);
  const { rows, fresh } = checkTable(state, checkTimes(events), Math.max(now, state.lastAt));
  return (
    <section className={classes.section}>
      <SectionHead title={t`Checks`} aside={rows.length > 0 && t`${fresh} of ${rows.length} fresh`} />
      {rows.length === 0 ? (
        <Empty>{t`No check proves the outcome. Add one to the contract.`}</Empty>
      ) : (
        <table className={classes.checks} aria-label={t`Checks`}>
          <thead>
            <tr className={classes.checkHead}>
              <th scope="col" className={classes.name}>
                <span className={classes.hidden}>{t`Check`}</span>
              </th>
              <th scope="col">{t`Base`}</th>
              <th scope="col">{t`Last`}</th>
              <th scope="col">{t`Target`}</th>
              <th scope="col" className={classes.trend}>
                {t`Trend`}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <CheckLine key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** How a reviewer answered each criterion, with what the answer rests on. */
function Criteria({ rows }: { readonly rows: CheckRow['criteria'] }) {
  return (
    <ol className={classes.criteria}>
      {rows.map(({ criterion, mark, cited, why }) => (
        <li key={criterion}>
          <StatusWord glyph={mark.shape} word={mark.word} /> {criterion}{' '}
          <span className={classes.cited}>{cited === '' ? t`cites nothing` : cited}</span>
          {why !== '' && <span className={classes.why}>“{why}”</span>}
        </li>
      ))}
    </ol>
  );
}

function CheckLine({ row }: { readonly row: CheckRow }) {
  const tone = row.mark.quiet ? { tone: 'draft' as const } : {};
  return (
    <tr className={classes.check} title={row.subject}>
      <td className={classes.shape}>
        <StatusGlyph glyph={row.mark.shape} {...tone} />
      </td>
      <th scope="row" className={classes.id}>
        {row.id}
      </th>
      <td className={classes.base}>{row.base}</td>
      <td className={classes.last}>{row.last}</td>
      <td className={classes.target}>{row.target}</td>
      <td className={classes.trend} title={row.course}>
        {row.bound !== null && row.trend.length > 1 && <Sparkline values={row.trend} bound={row.bound} unit={row.unit} />}
      </td>
      <td className={classes.state}>
        <span className={classes.word}>
          <StatusWord glyph={row.mark.shape} word={row.mark.word} {...tone} />
        </span>
        {[row.unit, row.facts].filter((fact) => fact !== '').map((fact) => ` · ${fact}`)}
        {row.criteria.length > 0 && <Criteria rows={row.criteria} />}
      </td>
    </tr>
  );
}
