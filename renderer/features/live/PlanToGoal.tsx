import { contractInPlan, lastPlan } from '../../../shared/thread/plan';
import type { ThreadState } from '../../../shared/thread/state';
import { offerDraft } from '../../stores/draftText';
import { go } from '../../stores/navigation';
import { TextAction } from '../../ui/TextAction';

/** Fills the goal form from the plan that was just made: from its contract, or, where it holds none, from its words. */
export function PlanToGoal({ thread, state }: { readonly thread: string; readonly state: ThreadState }) {
  const plan = finishedPlan(state);
  if (plan === undefined) return null;
  const make = () => {
    const contract = contractInPlan(plan);
    offerDraft(contract === undefined ? { kind: 'words', words: plan } : { kind: 'contract', text: contract });
    go({ name: 'thread', thread, tab: 'goal' });
  };
  return <TextAction onClick={make}>Turn this plan into a goal</TextAction>;
}

function finishedPlan(state: ThreadState): string | undefined {
  const { lastTurn, turn } = state;
  return turn === null && lastTurn?.kind === 'plan' && !lastTurn.interrupted ? lastPlan(state) : undefined;
}
