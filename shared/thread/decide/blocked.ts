import type { Dossier } from '../../tools/dossier';
import type { Actor } from '../events';
import type { ThreadState } from '../state';
import type { Decision } from './decision';
import { finishTurn } from './turnEnd';

/** The same failures on the same tree, as often as the contract bears (DESIGN.md §1.4). */
export function madeNoProgress(state: ThreadState): boolean {
  const goal = state.goal;
  return goal?.status === 'active' && goal.sameFailure.count >= goal.contract.blocked.sameFailure;
}

/** The app's own dossier, from facts alone. */
export function blockForNoProgress(decision: Decision): void {
  const { goal, state } = decision;
  const failing = goal.sameFailure.key.split('|')[1] ?? '';
  blockGoal(decision, 'app', 'no_progress', {
    attempts: goal.iterations.map((iteration) => iterationLine(iteration.n, iteration.changed.length, iteration.words?.changed)),
    evidence: state.evidence.filter((row) => row.purpose !== 'baseline').map((row) => row.id),
    blocker: `${failing} failed ${goal.sameFailure.count} times in a row on the same tree: nothing changed between the tries`,
    needs: [{ id: 'guidance', kind: 'text', question: `What should be tried next about ${failing}?` }],
  });
}

function iterationLine(n: number, files: number, words: string | undefined): string {
  return `Iteration ${n}: ${files} file${files === 1 ? '' : 's'} changed${words ? `; ${words}` : ''}`;
}

/** Blocks the goal and asks for everything its dossier needs. A dossier that cites nothing gets what was recorded. */
export function blockGoal(decision: Decision, by: Actor, reason: string, dossier: Dossier): void {
  const cited = dossier.evidence.length > 0 ? dossier.evidence : decision.state.evidence.map((row) => row.id);
  finishTurn(decision, reason);
  decision.add('goal.blocked', { by, reason, dossier: { ...dossier, evidence: cited } });
  for (const need of dossier.needs) {
    decision.add('question.opened', { question: { id: need.id, kind: 'need', text: need.question, need } });
  }
}
