import { describe, expect, it } from 'vitest';
import { call, SimulatedThread, say, testContract } from '../../../test/fakes/simulatedThread';
import { begin } from '../../../test/fakes/stepwise';
import type { TranscriptItem } from '../../provider/model';

/** A goal in the midst of its first turn: the model has asked for a command, which has begun. */
function inTurn(): SimulatedThread {
  const thread = new SimulatedThread().activate();
  thread.world.replies = [{ items: [call('shell', { command: 'make' })] }];
  begin(thread, 'tool.started');
  return thread;
}

const spoken = (items: readonly TranscriptItem[]) =>
  items.flatMap((item) => (item.type === 'message' && item.role === 'user' ? [item.text] : []));

const queued = (thread: SimulatedThread) => thread.now.inputs.map(({ id, text }) => [id, text]);

describe('messages during a turn', () => {
  it('keep their order, and open the next turn together', () => {
    const thread = inTurn();
    for (const text of ['first', 'second', 'third']) thread.submit({ type: 'input.queue', text });
    thread.world.replies = [{ items: [say('Done.')] }, { items: [say('I heard.')] }];
    thread.run();
    const turn = thread.of('turn.started').at(-1);
    expect([turn?.kind, turn?.reason, turn?.inputs]).toEqual(['user', 'user_input', ['i1', 'i2', 'i3']]);
    expect(turn?.prompt).toMatch(/first[\s\S]*second[\s\S]*third/);
  });

  it('can be reworded and withdrawn until the agent has them, and not after', () => {
    const thread = inTurn();
    thread.submit({ type: 'input.queue', text: 'one' });
    thread.submit({ type: 'input.queue', text: 'two' });
    thread.submit({ type: 'input.edit', input: 'i1', text: 'one, reworded' });
    thread.submit({ type: 'input.withdraw', input: 'i2' });
    expect(queued(thread)).toEqual([['i1', 'one, reworded']]);
    thread.world.replies = [{ items: [say('Done.')] }, { items: [say('I heard.')] }];
    thread.run();
    expect(thread.of('turn.started').at(-1)?.prompt).toContain('one, reworded');
    expect(thread.submit({ type: 'input.edit', input: 'i1', text: 'late' })?.code).toBe('no_input');
    expect(thread.submit({ type: 'input.withdraw', input: 'i2' })?.code).toBe('no_input');
  });

  it('are refused empty, and the app’s own words are nobody’s to change', () => {
    const thread = inTurn();
    expect(thread.submit({ type: 'input.queue', text: '  \n' })?.code).toBe('bad_input');
    thread.submit({ type: 'input.queue', text: 'one' });
    expect(thread.submit({ type: 'input.edit', input: 'i1', text: ' ' })?.message).toContain('Withdraw it instead');
  });
});

describe('steering', () => {
  it('goes into the running turn at its next request, after the tools’ results, and leaves the rest queued', () => {
    const thread = inTurn();
    thread.submit({ type: 'input.queue', text: 'for later' });
    thread.submit({ type: 'input.queue', text: 'not the cart', steer: true });
    thread.world.replies = [{ items: [call('get_goal')] }];
    thread.step();
    thread.step();
    expect(thread.of('input.delivered').map(({ turn, inputs }) => [turn, inputs])).toEqual([['t1', ['i2']]]);
    expect(spoken(thread.now.transcript).at(-1)).toBe('The user says:\nnot the cart');
    expect(thread.now.transcript.findLastIndex((item) => item.type === 'tool_result')).toBeLessThan(
      thread.now.transcript.findLastIndex((item) => item.type === 'message' && item.role === 'user'),
    );
    expect(queued(thread)).toEqual([['i1', 'for later']]);
    expect(thread.now.turn?.id).toBe('t1');
  });

  it('can be asked for of a message that is queued already', () => {
    const thread = inTurn();
    thread.submit({ type: 'input.queue', text: 'not the cart' });
    thread.submit({ type: 'input.steer', input: 'i1' });
    thread.submit({ type: 'input.steer', input: 'i1' });
    expect(thread.types().filter((type) => type === 'input.steered')).toHaveLength(1);
    thread.world.replies = [{ items: [say('Right.')] }];
    thread.step();
    thread.step();
    expect(thread.of('input.delivered').map(({ inputs }) => inputs)).toEqual([['i1']]);
  });

  it('that the turn did not wait for goes first in the next one', () => {
    const thread = inTurn();
    thread.step();
    thread.submit({ type: 'request.start', request: 't1r2a1' });
    thread.submit({ type: 'input.queue', text: 'too late', steer: true });
    const tokens = { input: 10, cached: 0, output: 1 };
    thread.submit({ type: 'request.finish', request: 't1r2a1', items: [say('Done.')], tokens, usd: null });
    thread.world.replies = [{ items: [say('I heard.')] }];
    thread.run();
    expect(thread.of('turn.started').at(-1)?.inputs).toEqual(['i1']);
  });
});

describe('an edit of the contract', () => {
  it('is told to the running turn before its next request, once', () => {
    const thread = inTurn();
    thread.submit({ type: 'goal.edit', by: 'user', contract: testContract({ outcome: 'p95 below 90 ms' }) });
    thread.world.replies = [{ items: [call('get_goal')] }, { items: [say('Done.')] }];
    thread.step();
    thread.step();
    thread.step();
    thread.step();
    const told = thread.of('input.delivered');
    expect(told.map(({ inputs, revision }) => [inputs, revision])).toEqual([[[], 2]]);
    expect(told[0]?.prompt).toContain('p95 below 90 ms');
  });

  it('is told by the next turn’s own opening where no turn is open', () => {
    const thread = new SimulatedThread().activate();
    thread.submit({ type: 'goal.edit', by: 'user', contract: testContract({ outcome: 'p95 below 90 ms' }) });
    thread.world.replies = [{ items: [say('Hm.')] }];
    thread.run();
    expect(thread.types()).not.toContain('input.delivered');
    expect(thread.of('turn.started')[0]?.prompt).toContain('p95 below 90 ms');
  });
});
