import type { CheckLine } from '../../../shared/views/inboxAsk';
import { t } from '../../../shared/words/t';
import { StatusWord } from '../../ui/StatusWord';
import tables from '../../ui/Table.module.css';
import classes from './CheckLines.module.css';

/** What the evidence shows, a line for each check: what it came to, what it must come to, and whether that stands. */
export function CheckLines({ lines }: { readonly lines: readonly CheckLine[] }) {
  if (lines.length === 0) return null;
  return (
    <table className={`${classes.lines} ${tables.table}`} aria-label={t`Evidence`}>
      <thead>
        <tr>
          <th scope="col">{t`Check`}</th>
          <th scope="col" className={classes.figure}>
            {t`Last`}
          </th>
          <th scope="col" className={classes.figure}>
            {t`Target`}
          </th>
          <th scope="col">{t`Status`}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <th scope="row" className={classes.check}>
              {line.id}
            </th>
            <td className={classes.figure}>
              {line.last} {line.unit}
            </td>
            <td className={classes.figure}>
              {line.target} {line.unit}
            </td>
            <td className={classes.status}>
              <StatusWord glyph={line.mark.shape} word={line.mark.word} {...(line.mark.quiet ? { tone: 'draft' } : {})} />{' '}
              {line.facts}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
