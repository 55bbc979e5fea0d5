import { describe, expect, it } from 'vitest';
import { call, SimulatedThread, say, testContract } from '../../../test/fakes/simulatedThread';
import type { Reply } from '../../../test/fakes/simulatedWork';
import type { Budget } from '../../goal/contract';

const USED_UP: Reply = { items: [call('shell', { command: 'make' })], tokens: { input: 90, cached: 0, output: 20 } };

function budgeted(budget: Budget, ...replies: readonly Reply[]): SimulatedThread {
  const thread = new SimulatedThread().activate(testContract({ budget }));
  thread.world.replies.push(...replies);
  return thread;
}

function untilWrapUp(thread: SimulatedThread): SimulatedThread {
  for (let step = 0; thread.now.turn?.kind !== 'wrap_up'; step++) if (step > 20 || !thread.step()) throw new Error(thread.answer);
  return thread;
}

describe('a budget that is crossed', () => {
  it('overshoots by one response at most: what that asked for is not run, and one wrap-up follows', () => {
    const thread = budgeted({ tokens: 100 }, USED_UP, { items: [say('The cache is next.')] }).run();
    expect(thread.of('turn.started').map((turn) => turn.kind)).toEqual(['continuation', 'wrap_up']);
    expect(thread.of('tool.started')).toEqual([]);
    expect(thread.of('tool.finished')).toMatchObject([{ status: 'not_run', output: expect.stringContaining('budget_reached') }]);
    expect(thread.of('goal.limited')).toEqual([{ by: 'budget', limit: 'tokens', used: 160, max: 100 }]);
    expect(thread.owed).toEqual([]);
  });

  it('of turns lets the last turn finish', () => {
    const thread = budgeted(
      { turns: 1 },
      { items: [call('shell', { command: 'a' })] },
      { items: [say('done')] },
      { items: [say('left')] },
    );
    thread.run();
    expect(thread.of('tool.started')).toHaveLength(1);
    expect(thread.of('goal.limited')).toEqual([{ by: 'budget', limit: 'turns', used: 1, max: 1 }]);
  });

  it('of minutes is looked at before every request', () => {
    const thread = budgeted({ minutes: 1 }, { items: [call('shell', { command: 'a' })] }, { items: [say('never asked')] });
    for (let step = 0; step < 3; step++) thread.step();
    thread.at += 60_000;
    thread.step();
    expect(thread.of('turn.finished').map((turn) => turn.reason)).toEqual(['budget_reached']);
    expect(thread.of('request.started')).toHaveLength(1);
  });

  it('keeps the input that is queued for the time after the wrap-up', () => {
    const thread = untilWrapUp(budgeted({ tokens: 100 }, USED_UP));
    thread.submit({ type: 'input.queue', text: 'and the cart?' });
    thread.world.replies.push({ items: [say('left: the cart')] }, { items: [say('the cart it is')] });
    thread.run();
    thread.submit({ type: 'budget.change', by: 'user', budget: { tokens: 10_000 } });
    thread.submit({ type: 'goal.resume', by: 'user', reason: 'extended' });
    thread.run();
    expect(thread.of('turn.started').at(-1)).toMatchObject({ kind: 'user', prompt: expect.stringContaining('and the cart?') });
  });

  it('refuses to be resumed before it is extended', () => {
    const thread = budgeted({ tokens: 100 }, USED_UP, { items: [say('left')] }).run();
    expect(thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' })).toEqual({
      code: 'budget_used_up',
      message: 'The tokens budget is used up: 160 of 100. Extend it to resume.',
    });
  });
});

describe('a wrap-up', () => {
  it('neither runs nor answers a tool call', () => {
    const thread = untilWrapUp(budgeted({ tokens: 100 }, USED_UP));
    thread.world.replies.push({ items: [say('one more thing'), call('shell', { command: 'rm x' })] });
    thread.run();
    expect(thread.of('tool.started')).toEqual([]);
    expect(thread.of('tool.finished')).toHaveLength(1);
    expect(thread.now.transcript.at(-1)).toEqual(say('one more thing'));
    expect(thread.now.goal?.status).toBe('budget_limited');
  });

  it('that fails limits the goal all the same', () => {
    const thread = untilWrapUp(budgeted({ tokens: 100 }, USED_UP));
    thread.world.replies.push({ error: { kind: 'auth', message: 'no' } });
    thread.run();
    expect([thread.now.goal?.status, thread.types().slice(-2)]).toEqual(['budget_limited', ['turn.interrupted', 'goal.limited']]);
  });

  it('during which the budget was extended limits nothing: the goal goes on', () => {
    const thread = untilWrapUp(budgeted({ tokens: 100 }, USED_UP));
    thread.submit({ type: 'budget.change', by: 'user', budget: { tokens: 10_000 } });
    thread.world.replies.push({ items: [say('left: everything')] });
    thread.step();
    expect([thread.of('goal.limited'), thread.answer]).toEqual([[], 'continue: turn_finished']);
  });
});
