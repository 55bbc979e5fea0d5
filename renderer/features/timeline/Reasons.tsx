import { useState } from 'react';
import type { ReasonRow } from '../../../shared/views/reasons';
import { t } from '../../../shared/words/t';
import { clockTime } from '../../ui/clockTime';
import { Mono } from '../../ui/Mono';
import table from '../../ui/Table.module.css';
import { TextAction } from '../../ui/TextAction';
import classes from './Ledger.module.css';

/** What a page has room for; older ones come on demand, this many more each time: a long goal has tens of thousands. */
const SHOWN = 12;
const MORE = 100;

/** Why the goal went on or stopped, the newest last. */
export function Reasons({ rows }: { readonly rows: readonly ReasonRow[] }) {
  const [limit, setLimit] = useState(SHOWN);
  const shown = rows.slice(-limit);
  const hidden = rows.length - shown.length;
  return (
    <>
      {hidden > 0 && (
        <TextAction onClick={() => setLimit(limit + MORE)}>
          {hidden > MORE ? t`Show ${MORE} earlier of ${hidden}` : t`Show ${hidden} earlier`}
        </TextAction>
      )}
      <table className={`${table.table} ${classes.table} ${classes.reasons}`}>
        <colgroup>
          <col className={classes.c72} />
          <col className={classes.c88} />
          <col />
          <col className={classes.c150} />
        </colgroup>
        <tbody>
          {shown.map((row, index) => (
            // Rows only ever come at the end: their place among all is their name.
            <tr key={String(hidden + index)}>
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
