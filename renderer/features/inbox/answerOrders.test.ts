import { describe, expect, it } from 'vitest';
import type { AskedNeed } from '../../../shared/tools/dossier';
import { answerOrder, isAnswered, isChanged, shownAnswer } from './answerOrders';

const NEEDS: readonly AskedNeed[] = [
  { need: { id: 'name', kind: 'text', question: 'Which name?' }, answer: null },
  { need: { id: 'host', kind: 'approval', question: 'May it call the host?' }, answer: 'approve' },
  { need: { id: 'key', kind: 'secret', question: 'Which key?' }, answer: null },
];

describe('answering a dossier', () => {
  it('answers what was typed and resumes, in one order', () => {
    expect(answerOrder(NEEDS, { name: ' k ' }, true)).toEqual({
      type: 'needs.answer',
      answers: [{ need: 'name', answer: 'k' }],
      resume: true,
    });
  });

  it('shows what was answered before, and corrects it', () => {
    expect(NEEDS.map((asked) => shownAnswer(asked, { host: 'refuse' }))).toEqual(['', 'refuse', '']);
    expect(answerOrder(NEEDS, { host: 'refuse' }, false)).toEqual({
      type: 'needs.answer',
      answers: [{ need: 'host', answer: 'refuse' }],
      resume: false,
    });
    expect([isChanged(NEEDS, {}), isChanged(NEEDS, { host: 'approve' }), isChanged(NEEDS, { host: 'refuse' })]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('waits until every need that takes an answer has one', () => {
    expect([isAnswered(NEEDS, { name: ' ' }), isAnswered(NEEDS, { name: 'k' }), isAnswered([], {})]).toEqual([false, true, true]);
  });
});
