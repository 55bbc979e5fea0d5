import { Fragment } from 'react';
import type { BaselineFlag } from '../../../shared/thread/question';
import type { ThreadState } from '../../../shared/thread/state';
import { type ActivationStep, type BaselineRow, baselineRows, baselineSentence } from '../../../shared/views/activation';
import { flagRemedy } from '../../../shared/views/flagRemedy';
import { t } from '../../../shared/words/t';
import { useNow } from '../../stores/clock';
import { SectionHead } from '../../ui/SectionHead';
import { StatusWord } from '../../ui/StatusWord';
import { TextAction } from '../../ui/TextAction';
import classes from './Rail.module.css';

/** What the untouched tree says of the contract, while it is asked and after. */
export function Baseline(props: {
  readonly state: ThreadState;
  readonly step: ActivationStep;
  /** Opens a check in the form. */
  readonly onEdit: (check: string) => void;
}) {
  const { state, step } = props;
  // Once it is accepted nothing of it is to be done any more.
  const open = step.kind === 'flagged' || step.kind === 'tried';
  const rows = baselineRows(state);
  return (
    <section className={classes.section} aria-label={t`Baseline`}>
      <SectionHead
        title={t`Baseline`}
        {...(state.checkpoint && rows.length > 0 ? { aside: t`tree ${state.checkpoint.tree.slice(0, 7)}` } : {})}
      />
      {rows.length > 0 && (
        <table className={classes.base}>
          <tbody>
            {rows.map((row) => (
              <Fragment key={row.check}>
                <Row row={row} />
                {open && row.flag && <Remedy flag={row.flag} onEdit={() => props.onEdit(row.check)} />}
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
      <p className={classes.words} role="status">
        {step.kind === 'taking' ? <Progress step={step} rows={rows} since={state.lastAt} /> : baselineSentence(step, rows, 0)}
      </p>
    </section>
  );
}

function Progress({
  step,
  rows,
  since,
}: {
  readonly step: ActivationStep;
  readonly rows: readonly BaselineRow[];
  readonly since: number;
}) {
  const now = useNow(1_000);
  return <StatusWord glyph="running" word={baselineSentence(step, rows, Math.max(0, now - since))} />;
}

/** What can be done about a flag, below its row. */
function Remedy({ flag, onEdit }: { readonly flag: BaselineFlag; readonly onEdit: () => void }) {
  return (
    <tr>
      <td colSpan={3} className={classes.remedy}>
        {flagRemedy(flag)}{' '}
        <TextAction onClick={onEdit} label={t`Edit check ${flag.check} in the form`}>
          {t`Edit check`}
        </TextAction>
      </td>
    </tr>
  );
}

function Row({ row }: { readonly row: BaselineRow }) {
  return (
    <tr>
      <td>{row.check}</td>
      <td className={classes.right}>{row.running ? <StatusWord glyph="running" word={row.figure} /> : row.figure}</td>
      <td className={classes.right}>{row.flag ? <StatusWord glyph="finding" word={row.words} /> : row.words}</td>
    </tr>
  );
}
