import { useState } from 'react';
import type { ReasonRow } from '../../../shared/views/reasons';
import { t } from '../../../shared/words/t';
import { clockTime } from '../../ui/clockTime';
import { Mono } from '../../ui/Mono';
import table from '../../ui/Table.module.css';
import { TextAction } from '../../ui/TextAction';
import classes from './Ledger.module.css';

/** What a page has room for; older ones come on demand. */
const SHOWN = 12;

/** Why the goal went on or stopped, the newest last. */
export function Reasons({ rows }: { readonly rows: readonly ReasonRow[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(-SHOWN);
  const hidden = rows.length - shown.length;
  return (
    <>
      {hidden > 0 && <TextAction onClick={() => setAll(true)}>{t`Show ${hidden} earlier`}</TextAction>}
      <table className={`${table.table} ${classes.table} ${classes.reasons}`}>
        <colgroup>
          <col className={classes.c72} />
          <col className={classes.c88} />
          <col />
          <col className={classes.c150} />
        </colgroup>
        <tbody>
          {shown.map((row) => (
            <tr key={`${row.at} ${row.reason} ${row.words}`}>
              <td className={classes.quiet}>{clockTime(row.at)}</td>
              <td>{row.verb}</td>
              <td className={classes.whole} title={row.words}>
                <span className={classes.words}>{row.words}</span>
              </td>
              <td className={`${classes.right} ${classes.quiet}`}>
                <Mono>{row.reason}</Mono>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
