import { StatusWord } from '../../ui/StatusWord';
import classes from './FirstRun.module.css';

/** What happens in the sample, so that nobody has to start it to know: two claims are refused before the third holds. */
export function SampleTable() {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">
            <span className={classes.hidden}>Stage</span>
          </th>
          <th scope="col">p95</th>
          <th scope="col">Correctness</th>
          <th scope="col">Gate</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">Baseline</th>
          <td>above the target</td>
          <td>green</td>
          <td>target below 120 ms</td>
        </tr>
        <tr>
          <th scope="row">Claim 1</th>
          <td>above the target</td>
          <td>green</td>
          <td>
            <StatusWord glyph="failed" word="refused" /> not fast enough
          </td>
        </tr>
        <tr>
          <th scope="row">Claim 2</th>
          <td>below 120 ms</td>
          <td>red</td>
          <td>
            <StatusWord glyph="failed" word="refused" /> fast, but tests are red
          </td>
        </tr>
        <tr>
          <th scope="row">Claim 3</th>
          <td>below 120 ms</td>
          <td>green</td>
          <td>
            <StatusWord glyph="pass" word="complete" />
          </td>
        </tr>
      </tbody>
    </table>
  );
}
