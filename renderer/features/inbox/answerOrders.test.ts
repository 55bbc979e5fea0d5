import { describe, expect, it } from 'vitest';
import type { Need } from '../../../shared/tools/dossier';
import { answerOrders, isAnswered, needOptions } from './answerOrders';

const NEEDS: readonly Need[] = [
  { id: 'key', kind: 'secret', question: 'Which key?' },
  { id: 'host', kind: 'approval', question: 'May it call the host?' },
];

describe('answering a dossier', () => {
  it('answers every need and resumes', () => {
    expect(answerOrders(NEEDS, { key: ' k ', host: 'approve' })).toEqual([
      { type: 'question.answer', question: 'key', answer: 'k' },
      { type: 'question.answer', question: 'host', answer: 'approve' },
      { type: 'goal.resume' },
    ]);
  });

  it('waits until every need has an answer', () => {
    expect([isAnswered(NEEDS, { key: 'k' }), isAnswered(NEEDS, { key: 'k', host: ' ' }), isAnswered([], {})]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('gives an approval a yes and a no where the agent named none', () => {
    expect(NEEDS.map(needOptions)).toEqual([undefined, ['approve', 'refuse']]);
    expect(needOptions({ ...NEEDS[1], options: ['once', 'never'] } as Need)).toEqual(['once', 'never']);
  });
});
