import type { RecordedEvent } from '../../../shared/thread/events';
import { contractInPlan, lastPlanIn } from '../../../shared/thread/plan';
import type { ThreadState } from '../../../shared/thread/state';
import { t } from '../../../shared/words/t';
import { offerDraft } from '../../stores/draftText';
import { go } from '../../stores/navigation';
import { TextAction } from '../../ui/TextAction';

/** Fills the goal form from the plan that was just made: from its contract, or, where it holds none, from its words. */
export function PlanToGoal(props: {
  readonly thread: string;
  readonly state: ThreadState;
  readonly events: readonly RecordedEvent[];
}) {
  const { thread } = props;
  const plan = finishedPlan(props.state, props.events);
  if (plan === undefined) return null;
  const make = () => {
    const contract = contractInPlan(plan);
    offerDraft(contract === undefined ? { kind: 'words', words: plan } : { kind: 'contract', text: contract });
    go({ name: 'thread', thread, tab: 'goal' });
  };
  return <TextAction onClick={make}>{t`Turn this plan into a goal`}</TextAction>;
}

function finishedPlan({ lastTurn, turn }: ThreadState, events: readonly RecordedEvent[]): string | undefined {
  return turn === null && lastTurn?.kind === 'plan' && !lastTurn.interrupted ? lastPlanIn(events) : undefined;
}
