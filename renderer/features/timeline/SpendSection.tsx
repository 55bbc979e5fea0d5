import { memo, useMemo, useState } from 'react';
import type { RecordedEvent } from '../../../shared/thread/events';
import type { ThreadState } from '../../../shared/thread/state';
import { projectionWords } from '../../../shared/views/projection';
import { type SpendKindRow, spendKinds } from '../../../shared/views/spendKinds';
import { type SpendLine, spendLines } from '../../../shared/views/spendLines';
import type { Span } from '../../../shared/views/timeline';
import { turnSpends } from '../../../shared/views/turnSpends';
import { t } from '../../../shared/words/t';
import { useActions } from '../../stores/actions';
import { clockMinute } from '../../ui/clockTime';
import { ExtendForm } from '../../ui/ExtendForm';
import { SectionHead } from '../../ui/SectionHead';
import table from '../../ui/Table.module.css';
import { TextAction } from '../../ui/TextAction';
import { SpendChart } from './SpendChart';
import classes from './SpendSection.module.css';

/** What is spent of what may be, when that is used up by the burn of the last turns, what it was spent on, and how to allow more. */
export const SpendSection = memo(function SpendSection(props: {
  readonly state: ThreadState;
  readonly events: readonly RecordedEvent[];
  readonly shown: Span;
  readonly now: number;
}) {
  const { state, events } = props;
  const lines = spendLines(state, events, props.now);
  const kinds = useMemo(() => spendKinds(events), [events]);
  const spends = useMemo(() => turnSpends(events), [events]);
  const [extending, setExtending] = useState(false);
  useActions({ 'goal.extend': () => setExtending(true) });
  const { goal } = state;
  const extendable = goal !== null && goal.status !== 'complete' && goal.status !== 'cleared';
  return (
    <section aria-label={t`Spend`}>
      <SectionHead
        title={t`Spend`}
        aside={lines.length > 0 && t`share of each limit`}
        action={
          extendable && (
            <TextAction onClick={() => setExtending(!extending)} expanded={extending}>
              {goal.status === 'budget_limited' ? t`Extend and resume…` : t`Change budget…`}
            </TextAction>
          )
        }
      />
      {extending && extendable && (
        <div className={classes.form}>
          <ExtendForm thread={state.thread} goal={goal} spends={spends} onDone={() => setExtending(false)} />
        </div>
      )}
      {lines.length === 0 ? (
        <p className={classes.note}>{t`The contract sets no limit. What is spent stands at the right of the tabs.`}</p>
      ) : (
        <>
          <SpendChart lines={lines} span={props.shown} />
          <Limits lines={lines} />
        </>
      )}
      {kinds.length > 0 && <Kinds rows={kinds} />}
    </section>
  );
});

function Limits({ lines }: { readonly lines: readonly SpendLine[] }) {
  return (
    <table className={`${table.table} ${classes.limits}`} aria-label={t`Limits`}>
      <thead>
        <tr>
          <th scope="col">{t`Limit`}</th>
          <th scope="col" className={classes.right}>
            {t`Used`}
          </th>
          <th scope="col" className={classes.right}>
            {t`Left`}
          </th>
          <th scope="col">{t`Reached, as the last turns burned`}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.limit}>
            <th scope="row">{line.name}</th>
            <td className={classes.right}>{line.used}</td>
            <td className={classes.right}>{line.left}</td>
            <td className={line.ahead.kind === 'reached' ? classes.limited : undefined}>
              {projectionWords(line.ahead, clockMinute)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Kinds({ rows }: { readonly rows: readonly SpendKindRow[] }) {
  return (
    <table className={`${table.table} ${classes.kinds}`} aria-label={t`Spend by kind`}>
      <thead>
        <tr>
          <th scope="col">{t`Spent on`}</th>
          <th scope="col" className={classes.right}>
            {t`Requests`}
          </th>
          <th scope="col" className={classes.right}>
            {t`Tokens`}
          </th>
          <th scope="col" className={classes.right} title={t`Read from the provider’s cache: not charged`}>
            {t`Cached`}
          </th>
          <th scope="col" className={classes.right}>
            {t`Money`}
          </th>
          <th scope="col" className={classes.right}>
            {t`Active`}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.kind}>
            <th scope="row">{row.name}</th>
            <td className={classes.right}>{row.requests}</td>
            <td className={classes.right}>{row.tokens}</td>
            <td className={`${classes.right} ${classes.quiet}`}>{row.cached}</td>
            <td className={classes.right}>{row.money}</td>
            <td className={classes.right}>{row.active}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
