import type { Dossier } from '../../tools/dossier';
import type { Actor } from '../events';
import type { ThreadState } from '../state';
import type { Decision } from './decision';
import { failingChecks, noProgressDossier, recordedSinceActivation } from './noProgress';
import { finishTurn } from './turnEnd';

/** The same failures on the same tree, as often as the contract bears (DESIGN.md §1.4). */
export function madeNoProgress(state: ThreadState): boolean {
  const goal = state.goal;
  return goal?.status === 'active' && goal.sameFailure.count >= goal.contract.blocked.sameFailure;
}

/** Told to the model with a failure that stands again on the same tree, while there is still a try left. */
export function failureNote(state: ThreadState): string {
  const goal = state.goal;
  if (!goal || goal.sameFailure.count < 2 || madeNoProgress(state)) return '';
  const { count } = goal.sameFailure;
  const most = goal.contract.blocked.sameFailure;
  return `\n[${failingChecks(goal).join(' and ')} failed ${count} times in a row on the same tree. At ${most} the goal stops and the user is asked: change something that the check looks at, try another way, or report blocked with update_goal.]`;
}

export function blockForNoProgress(decision: Decision): void {
  blockGoal(decision, 'app', 'no_progress', noProgressDossier(decision.state, decision.goal));
}

/** Blocks the goal and asks for everything its dossier needs. A dossier that cites nothing gets what was recorded. */
export function blockGoal(decision: Decision, by: Actor, reason: string, dossier: Dossier): void {
  const cited = dossier.evidence.length > 0 ? dossier.evidence : recordedSinceActivation(decision.state);
  finishTurn(decision, reason);
  decision.add('goal.blocked', { by, reason, dossier: { ...dossier, evidence: cited } });
  for (const need of dossier.needs) {
    decision.add('question.opened', { question: { id: need.id, kind: 'need', text: need.question, need } });
  }
}
