import { describe, expect, it } from 'vitest';
import { call, SimulatedThread, say, testContract } from '../../test/fakes/simulatedThread';
import { readBudgetAnswer } from './budgetAnswer';

function limited(): SimulatedThread {
  const thread = new SimulatedThread().activate(testContract({ budget: { tokens: 1_000, turns: 9 } }));
  const tokens = { input: 1_200, cached: 0, output: 34 };
  thread.world.replies.push({ items: [call('shell', { command: 'x' })], tokens }, { items: [say('over')], tokens });
  return thread.run();
}

describe('the answer to a used-up budget', () => {
  it.each([
    ['+20,000', { tokens: 21_000, turns: 9 }],
    ['60000', { tokens: 60_000, turns: 9 }],
    ['none', { turns: 9 }],
    ['turns +3', { tokens: 1_000, turns: 12 }],
    ['usd 2.5', { tokens: 1_000, turns: 9, usd: 2.5 }],
  ])('is read: %s', (said, budget) => {
    const { goal } = limited().now;
    expect(goal && readBudgetAnswer(goal, said)).toEqual(budget);
  });

  it.each(['lots', '-5', '0', '1.5', 'hours 3', 'resume', ''])('is refused with how to write it: %j', (said) => {
    const { goal } = limited().now;
    expect(goal && readBudgetAnswer(goal, said)).toMatch(/Write how much more/);
  });

  it('lets the goal go on in the same order, or changes nothing', () => {
    const thread = limited();
    expect(thread.submit({ type: 'question.answer', question: 'budget', answer: '1500' })?.code).toBe('budget_used_up');
    expect(thread.now.goal?.contract.budget.tokens).toBe(1_000);
    expect(thread.submit({ type: 'question.answer', question: 'budget', answer: '+9000' })).toBeUndefined();
    expect([thread.now.goal?.status, thread.now.goal?.contract.budget.tokens]).toEqual(['active', 10_000]);
    expect(thread.submit({ type: 'question.answer', question: 'budget', answer: '+1' })?.code).toBe('no_question');
  });
});
