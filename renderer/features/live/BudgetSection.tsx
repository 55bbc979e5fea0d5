import { useState } from 'react';
import type { RecordedEvent } from '../../../shared/thread/events';
import type { ThreadState } from '../../../shared/thread/state';
import { type BudgetRow, budgetView } from '../../../shared/views/budgetRows';
import { turnSpends } from '../../../shared/views/turnSpends';
import { t } from '../../../shared/words/t';
import { useActions } from '../../stores/actions';
import { useNow } from '../../stores/clock';
import { ExtendForm } from '../../ui/ExtendForm';
import { Meter } from '../../ui/Meter';
import { SectionHead } from '../../ui/SectionHead';
import { TextAction } from '../../ui/TextAction';
import classes from './ContractPanel.module.css';

/** What is spent of what may be, and the way to allow more. */
export function BudgetSection(props: {
  readonly thread: string;
  readonly state: ThreadState;
  readonly events: readonly RecordedEvent[];
}) {
  const { thread, state, events } = props;
  const now = useNow(1_000);
  const [extending, setExtending] = useState(false);
  useActions({ 'goal.extend': () => setExtending(true) });
  const view = budgetView(state, Math.max(now, state.lastAt));
  const { goal } = state;
  if (!view || !goal) return null;
  const extendable = goal.status !== 'complete' && goal.status !== 'cleared';
  const action = extendable && (
    <TextAction onClick={() => setExtending(!extending)} expanded={extending}>
      {t`Extend`}
    </TextAction>
  );
  return (
    <section className={classes.section}>
      <SectionHead title={t`Budget`} aside={view.nearest} action={action} />
      {view.rows.map((row) => (
        <BudgetLine key={row.limit} row={row} />
      ))}
      {view.note !== '' && <p className={classes.note}>{view.note}</p>}
      {extending && extendable && (
        <ExtendForm thread={thread} goal={goal} spends={turnSpends(events)} onDone={() => setExtending(false)} />
      )}
    </section>
  );
}

function BudgetLine({ row }: { readonly row: BudgetRow }) {
  return (
    <div className={classes.budget}>
      <span className={classes.label}>{row.label}</span>
      {row.share === null ? <span /> : <Meter share={row.share} />}
      <b className={row.near ? classes.near : classes.used}>{row.used}</b>
      <span className={classes.of}>{row.of}</span>
    </div>
  );
}
