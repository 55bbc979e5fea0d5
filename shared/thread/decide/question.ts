import type { Instant } from '../../kernel/ids';
import { needOptions } from '../../tools/dossier';
import { BUDGET_QUESTION, readBudgetAnswer } from '../budgetAnswer';
import type { Command, Refusal } from '../commands';
import type { GoalState } from '../goalState';
import { readPermissionAnswer } from '../permissionAnswer';
import type { Question } from '../question';
import { isRestoring, type ThreadState } from '../state';
import { activate } from './baseline';
import { changeBudget } from './budget';
import { type Decided, Decision, refuse } from './decision';
import { closeQuestions } from './goal';
import { lookIn, recordLook } from './human';
import { askedQuestion } from './needs';
import { actOnPermission } from './permission';
import { startVerification } from './verification';

type Order<T extends Command['type']> = Extract<Command, { type: T }>;

/** Takes the user's answer: the app acts on its own questions; a need's answer is kept until the goal goes on. */
export function answerQuestion(state: ThreadState, order: Order<'question.answer'>, at: Instant): Decided {
  if (order.question === BUDGET_QUESTION && state.goal?.status === 'budget_limited' && !askedQuestion(state, BUDGET_QUESTION))
    return answerBudget(state, state.goal, order.answer, at);
  const decision = new Decision(state, at);
  const refusal = answerInto(decision, order.question, order.answer, order.name);
  return refusal ? refuse(refusal.code, refusal.message) : decision.done();
}

/** A used-up budget is answered by another, with which the goal goes on; all of it, or nothing. */
function answerBudget(state: ThreadState, goal: GoalState, answer: string, at: Instant): Decided {
  const budget = readBudgetAnswer(goal, answer);
  if (typeof budget === 'string') return refuse('bad_answer', budget);
  return changeBudget(state, { type: 'budget.change', by: 'user', budget, resume: true }, at);
}

/** Adds an answer to a decision, or says why it is none. */
export function answerInto(decision: Decision, id: string, said: string, by?: string): Refusal | undefined {
  const question = askedQuestion(decision.state, id);
  if (!question) return notAsked(decision.state, id);
  if (question.kind === 'need' && question.need.kind === 'secret') return { code: 'bad_answer', message: SECRET_REFUSED };
  const read = question.kind === 'permission' ? readPermissionAnswer(question, said.trim()) : undefined;
  if (typeof read === 'string') return { code: 'bad_answer', message: read };
  const answer = chosen(question, said);
  if (answer === undefined) {
    const options = optionsOf(question);
    const remedy = options && options.length > 0 ? `Use one of: ${options.join(', ')}.` : 'Write an answer.';
    return { code: 'bad_answer', message: `"${said}" is not an answer to "${id}". ${remedy}` };
  }
  const name = by?.trim() ?? '';
  if (question.kind === 'human' && name === '') return { code: 'bad_answer', message: NAMELESS };
  decision.add('question.answered', { question: id, by: 'user', answer, ...(name === '' ? {} : { name }) });
  act(decision, question, answer, name);
  return undefined;
}

function notAsked(state: ThreadState, id: string): Refusal {
  const known = [...Object.keys(state.questions), ...(state.goal?.status === 'budget_limited' ? [BUDGET_QUESTION] : [])];
  const remedy = known.length > 0 ? `Open: ${known.join(', ')}.` : 'No question is open.';
  return { code: 'no_question', message: `There is no open question "${id}". ${remedy}` };
}

/** Evidence that nobody stands for is none. */
const NAMELESS = 'Say who looked: the name stands in the evidence. In a terminal: --name NAME.';

/** Law 9: a secret is never in the log, and a conversation is one. */
const SECRET_REFUSED =
  'A secret is not taken as an answer: answers stand in the log and are told to the model. Put it where the workspace’s own tools find it, then resume the thread and say where.';

function optionsOf(question: Question): readonly string[] | undefined {
  return question.kind === 'need' ? needOptions(question.need) : question.options;
}

/**
 * An acceptance that is not "accept" is a note to the agent. What goes back and what a person saw carry a note of their own after
 * the word; all other options are taken by their name.
 */
function chosen(question: Question, answer: string): string | undefined {
  const text = answer.trim();
  if (text === '') return undefined;
  const options = optionsOf(question);
  if (!options || options.length === 0 || question.kind === 'acceptance') return text;
  if (question.kind === 'human') return lookIn(text) && text;
  if (question.kind === 'permission') return readPermissionAnswer(question, text) && text;
  if (question.kind === 'protected' && noteIn(text) !== undefined) return text;
  return options.find((option) => option.toLowerCase() === text.toLowerCase());
}

/** The note of `send back: …`; undefined where there is none. */
function noteIn(answer: string): string | undefined {
  return /^send back\s*[:,]?\s*(\S.*)$/is.exec(answer)?.[1];
}

function act(decision: Decision, question: Question, answer: string, name: string): void {
  switch (question.kind) {
    case 'baseline':
      if (answer === 'accept') activate(decision, question.flags, question.notes);
      return;
    case 'protected':
      if (answer === 'accept') acceptProtected(decision);
      else if (answer !== 'restore') returnProtected(decision, noteIn(answer) ?? answer);
      return;
    case 'acceptance':
      return answer === 'accept' ? accept(decision) : sendBack(decision, answer);
    case 'human':
      return takeLook(decision, question, answer, name);
    case 'permission':
      return actOnPermission(decision, question, answer);
    case 'need':
      // The answer is kept with its need, and delivered when the goal goes on.
      return;
  }
}

function nextInput(decision: Decision): string {
  return `i${decision.state.inputCount + 1}`;
}

/** The change is now what stands; the claim that it held is judged again on the tree as it is. */
function acceptProtected(decision: Decision): void {
  const { held } = decision.goal;
  if (!held) return;
  decision.add('protected.accepted', { by: 'user', paths: [...held.paths], protected: held.protected });
  startVerification(decision, { purpose: 'gate' });
}

/** The files stay changed: the agent puts them back, or claims again and is asked about them again. */
function returnProtected(decision: Decision, note: string): void {
  const { held } = decision.goal;
  if (!held) return;
  const paths = [...held.paths];
  decision.add('protected.returned', { by: 'user', paths, note });
  decision.add('input.queued', {
    input: nextInput(decision),
    from: 'answer',
    text: `The user did not accept the change to protected files (${paths.join(', ')}) and sends it back: ${note}\nThe files stand as you changed them. While they differ from what was accepted, a claim is held and the user is asked again.`,
  });
}

/** The gate is asked again once everybody has looked, or somebody says no: the others need not look at what goes back anyway. */
function takeLook(decision: Decision, question: Extract<Question, { kind: 'human' }>, answer: string, name: string): void {
  const passes = recordLook(decision, question, answer, name);
  const open = Object.values(decision.state.questions).some((entry) => entry.question.kind === 'human');
  if (passes && open) return;
  closeQuestions(decision, 'another look said no', (other) => other.kind === 'human');
  startVerification(decision, { purpose: 'gate' });
}

/** The tree may have moved since the question was asked: what is accepted is looked at once more, and completes if it still holds. */
function accept(decision: Decision): void {
  startVerification(decision, { purpose: 'gate', accept: true });
}

function sendBack(decision: Decision, note: string): void {
  decision.add('goal.resumed', { by: 'user', reason: 'sent_back' });
  decision.add('input.queued', {
    input: nextInput(decision),
    from: 'answer',
    text: `The user did not accept the result: ${note}`,
  });
}

/** The worker has put the protected files back; the agent is told, and goes on. */
export function restoreProtected(state: ThreadState, order: Order<'protected.restore'>, at: Instant): Decided {
  if (!isRestoring(state)) return refuse('not_owed', 'Nothing is to be restored.');
  const decision = new Decision(state, at);
  decision.add('protected.restored', { paths: [...order.paths] });
  decision.add('input.queued', {
    input: nextInput(decision),
    from: 'answer',
    text: `The user did not accept the change to protected files; they were put back as they were: ${order.paths.join(', ')}. Reach the outcome without changing them.`,
  });
  return decision.done();
}
