import type { Instant } from '../../kernel/ids';
import type { EventData } from '../events';
import type { ThreadState } from '../state';
import { withGoal } from './goal';
import { withCall } from './tool';

export function questionOpened(state: ThreadState, data: EventData<'question.opened'>, at: Instant): ThreadState {
  const { question } = data;
  const { [question.id]: _old, ...answers } = state.answers;
  const asked = { ...state, answers, questions: { ...state.questions, [question.id]: { question, openedAt: at } } };
  if (question.kind !== 'permission') return asked;
  const counted = { ...asked, permissionCount: state.permissionCount + 1 };
  return withCall(counted, question.call, (pending) => ({ ...pending, asks: question.id }));
}

export function questionAnswered(state: ThreadState, data: EventData<'question.answered'>): ThreadState {
  const answered = { ...questionGone(state, data.question), answers: { ...state.answers, [data.question]: data.answer } };
  return withGoal(answered, (goal) => ({
    ...goal,
    needs: goal.needs.map((asked) => (asked.need.id === data.question ? { ...asked, answer: data.answer } : asked)),
  }));
}

/** Answered or closed, a question leaves the inbox. */
export function questionGone(state: ThreadState, id: string): ThreadState {
  const { [id]: gone, ...questions } = state.questions;
  const left = { ...state, questions };
  if (gone?.question.kind !== 'permission') return left;
  return withCall(left, gone.question.call, (pending) => ({ ...pending, asks: null }));
}
