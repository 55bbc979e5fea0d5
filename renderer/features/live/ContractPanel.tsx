import type { RecordedEvent } from '../../../shared/thread/events';
import type { GoalState } from '../../../shared/thread/goalState';
import type { ThreadState } from '../../../shared/thread/state';
import { t } from '../../../shared/words/t';
import { go } from '../../stores/navigation';
import { Empty } from '../../ui/Empty';
import { region } from '../../ui/region';
import { SectionHead } from '../../ui/SectionHead';
import { TextAction } from '../../ui/TextAction';
import { BoundariesSection, SandboxSection } from './BoundariesSection';
import { BudgetSection } from './BudgetSection';
import { ChecksSection } from './ChecksSection';
import classes from './ContractPanel.module.css';
import { GrantsSection } from './GrantsSection';

/** The contract beside the work: outcome, checks, budget, boundaries, sandbox, in this order. */
export function ContractPanel(props: {
  readonly thread: string;
  readonly state: ThreadState;
  readonly events: readonly RecordedEvent[];
}) {
  const { goal } = props.state;
  return (
    <aside className={classes.panel} {...region(t`Contract`)}>
      {goal ? <Sections {...props} goal={goal} /> : <Empty>{t`No contract yet. Draft a goal to fill it.`}</Empty>}
    </aside>
  );
}

function Sections(props: {
  readonly thread: string;
  readonly state: ThreadState;
  readonly events: readonly RecordedEvent[];
  readonly goal: GoalState;
}) {
  const { thread, state, goal } = props;
  const edit = <TextAction onClick={() => go({ name: 'thread', thread, tab: 'goal' })}>{t`Edit`}</TextAction>;
  return (
    <>
      <section className={classes.section}>
        <SectionHead title={t`Contract`} aside={t`revision ${goal.revision}`} action={edit} />
        <p className={classes.outcome}>{goal.contract.outcome}</p>
      </section>
      <ChecksSection state={state} events={props.events} />
      <BudgetSection thread={thread} state={state} events={props.events} />
      <BoundariesSection contract={goal.contract} events={props.events} />
      <GrantsSection thread={thread} grants={goal.grants} />
      <SandboxSection state={state} />
    </>
  );
}
