import type { WindowCommand } from '../../../shared/ipc/methods';
import type { Need } from '../../../shared/tools/dossier';

type Answers = Readonly<Record<string, string>>;

/** What an approval may be answered with when the agent names no options of its own. */
const APPROVAL_OPTIONS: readonly string[] = ['approve', 'refuse'];

/** The options a need is chosen from; undefined where any text will do. */
export function needOptions(need: Need): readonly string[] | undefined {
  if (need.options && need.options.length > 0) return need.options;
  return need.kind === 'approval' ? APPROVAL_OPTIONS : undefined;
}

export function isAnswered(needs: readonly Need[], answers: Answers): boolean {
  return needs.every((need) => (answers[need.id] ?? '').trim() !== '');
}

/** One order per need, then the goal goes on. Every need must have been answered. */
export function answerOrders(needs: readonly Need[], answers: Answers): readonly WindowCommand[] {
  return [
    ...needs.map(
      (need): WindowCommand => ({ type: 'question.answer', question: need.id, answer: (answers[need.id] ?? '').trim() }),
    ),
    { type: 'goal.resume' },
  ];
}
