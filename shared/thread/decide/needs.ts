import type { AskedNeed, Need } from '../../tools/dossier';
import type { Question } from '../question';
import type { ThreadState } from '../state';
import type { Decision } from './decision';

/** The needs of a blocked goal that nobody has answered yet, in the dossier's order. */
export function openNeeds(state: ThreadState): readonly Need[] {
  return (state.goal?.needs ?? []).flatMap(({ need, answer }) => (answer === null ? [need] : []));
}

/** What the question asks, also where it was answered already: until the goal goes on, a need's answer may be corrected. */
export function askedQuestion(state: ThreadState, id: string): Question | undefined {
  const open = state.questions[id];
  if (open) return open.question;
  const answered = state.goal?.status === 'blocked' ? state.goal.needs.find(({ need }) => need.id === id) : undefined;
  return answered && { id, kind: 'need', text: answered.need.question, need: answered.need };
}

/**
 * The goal goes on: every answer becomes input, in the dossier's order and before anything else that waits, and the agent is told
 * what stays unanswered. Answers are kept until here, so that a corrected one is delivered once.
 */
export function deliverAnswers(decision: Decision): void {
  for (const asked of decision.state.goal?.needs ?? []) {
    const text = inputText(asked);
    // A log of an earlier version has queued an answer when it was given.
    if (text === undefined || decision.state.inputs.some((input) => input.text === text)) continue;
    decision.add('input.queued', { input: `i${decision.state.inputCount + 1}`, from: 'answer', text });
  }
}

function inputText({ need, answer }: AskedNeed): string | undefined {
  if (answer !== null) return `${need.question}\nAnswer (${need.id}): ${need.kind === 'file' ? `the file ${answer}` : answer}`;
  if (isAnsweredByResuming(need)) return undefined;
  return `${need.question}\nNo answer (${need.id}): ${unanswered(need)}`;
}

/** The app's own needs, of a server that did not answer and of a price: the agent never asked, and what was missing is there or asked for again. */
export function isAnsweredByResuming({ id }: Need): boolean {
  return id === 'provider' || id === 'price';
}

function unanswered(need: Need): string {
  if (need.kind !== 'secret') return 'the user resumed without one. Go on without it as far as you can.';
  return 'a secret is never told to you. Look where the workspace’s own tools find it; the user may have put it there.';
}
