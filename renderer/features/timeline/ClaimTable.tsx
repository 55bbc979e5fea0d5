import type { ClaimGroup, ClaimRow } from '../../../shared/views/claims';
import { t } from '../../../shared/words/t';
import { StatusWord } from '../../ui/StatusWord';
import table from '../../ui/Table.module.css';
import classes from './Claims.module.css';

/** The claims of a research goal, the four kinds apart: the agent's words, and what each rests on by the record. */
export function ClaimTable({ groups }: { readonly groups: readonly ClaimGroup[] }) {
  return (
    <table className={`${table.table} ${classes.table}`}>
      <thead>
        <tr>
          <th scope="col" className={classes.status}>
            {t`Status`}
          </th>
          <th scope="col">{t`Claim`}</th>
          <th scope="col">{t`Route`}</th>
          <th scope="col">{t`Evidence`}</th>
        </tr>
      </thead>
      {groups.map(({ status, title, rows }) => (
        <tbody key={status} aria-label={title}>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Row({ row }: { readonly row: ClaimRow }) {
  return (
    <tr>
      <td>
        <StatusWord glyph={row.mark.shape} word={row.mark.word} />
      </td>
      <td>
        {row.claim} <span className={classes.id}>{row.id}</span>
      </td>
      <td className={classes.quiet}>{row.route}</td>
      <td className={row.rests === 'no evidence' ? classes.quiet : undefined}>{row.rests}</td>
    </tr>
  );
}
