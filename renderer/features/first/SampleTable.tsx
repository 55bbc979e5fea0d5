import { t } from '../../../shared/words/t';
import { StatusWord } from '../../ui/StatusWord';
import classes from './FirstRun.module.css';

/** What happens in the sample, so that nobody has to start it to know: two claims are refused before the third holds. */
export function SampleTable() {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">
            <span className={classes.hidden}>{t`Stage`}</span>
          </th>
          <th scope="col">p95</th>
          <th scope="col">{t`Correctness`}</th>
          <th scope="col">{t`Gate`}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t`Baseline`}</th>
          <td>{t`above the target`}</td>
          <td>{t`green`}</td>
          <td>{t`target below 120 ms`}</td>
        </tr>
        <tr>
          <th scope="row">{t`Claim 1`}</th>
          <td>{t`above the target`}</td>
          <td>{t`green`}</td>
          <td>
            <StatusWord glyph="failed" word={t`refused`} /> {t`not fast enough`}
          </td>
        </tr>
        <tr>
          <th scope="row">{t`Claim 2`}</th>
          <td>{t`below 120 ms`}</td>
          <td>{t`red`}</td>
          <td>
            <StatusWord glyph="failed" word={t`refused`} /> {t`fast, but tests are red`}
          </td>
        </tr>
        <tr>
          <th scope="row">{t`Claim 3`}</th>
          <td>{t`below 120 ms`}</td>
          <td>{t`green`}</td>
          <td>
            <StatusWord glyph="pass" word={t`complete`} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}
