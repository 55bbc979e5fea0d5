import { describe, expect, it } from 'vitest';
import { call, claim, SimulatedThread, say, testContract } from '../../../test/fakes/simulatedThread';
import type { Reply } from '../../../test/fakes/simulatedWork';
import type { Budget } from '../../goal/contract';

const works: Reply = { items: [call('shell', { command: 'make' })] };
const WRAP_UP = { type: 'goal.wrap_up', by: 'user' } as const;

/** A goal whose first turn has had one call run and is about to ask the model again. */
function underWay(budget: Budget = {}, ...replies: readonly Reply[]): SimulatedThread {
  const thread = new SimulatedThread().activate(testContract({ budget }));
  thread.world.replies.push(works, ...replies);
  for (let step = 0; thread.of('tool.finished').length === 0 && step < 20; step++) thread.step();
  return thread;
}

const kinds = (thread: SimulatedThread) => thread.of('turn.started').map(({ kind }) => kind);

describe('asking a goal to wrap up', () => {
  it('cuts the open turn, makes one turn without tools, and pauses by the person', () => {
    const thread = underWay({}, { items: [say('Half is done.'), call('shell', { command: 'never' })] });
    expect(thread.submit(WRAP_UP)).toBeUndefined();
    expect(thread.answer).toBe('wrap_up: wrap_up_asked');
    thread.run();
    expect(kinds(thread)).toEqual(['continuation', 'wrap_up']);
    expect(thread.of('turn.interrupted')).toMatchObject([{ by: 'user', reason: 'you asked it to wrap up' }]);
    expect(thread.of('turn.started')[1]?.prompt).toContain('The user asked you to wrap up.');
    expect(thread.of('tool.started').filter(({ arguments: given }) => given.includes('never'))).toEqual([]);
    expect(thread.of('goal.paused')).toEqual([{ by: 'user', reason: 'wrapped_up' }]);
    expect([thread.now.goal?.status, thread.now.goal?.wrapUp]).toEqual(['paused', null]);
  });

  it('goes on as before once it is resumed', () => {
    const thread = underWay({}, { items: [say('Half is done.')] });
    thread.submit(WRAP_UP);
    thread.run();
    thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
    expect(thread.answer).toBe('continue: resumed');
  });

  it('is limited rather than paused where the wrap-up reaches a limit', () => {
    const thread = underWay({ tokens: 500 }, { items: [say('That is all.')], tokens: { input: 900, cached: 0, output: 0 } });
    thread.submit(WRAP_UP);
    thread.run();
    expect(thread.now.goal?.status).toBe('budget_limited');
    expect(thread.of('goal.paused')).toEqual([]);
  });

  it('is taken back by resuming before its turn has begun', () => {
    const thread = underWay();
    thread.submit(WRAP_UP);
    expect(thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' })).toBeUndefined();
    expect(thread.answer).toBe('continue: resumed');
  });

  it('is asked again after a crash in its turn, and still ends in the pause', () => {
    const thread = underWay();
    thread.submit(WRAP_UP);
    thread.submit({ type: 'turn.start', reason: 'wrap_up_asked' });
    thread.submit({ type: 'thread.recover' });
    thread.world.replies.push({ items: [say('Half is done.')] });
    thread.run();
    expect([thread.now.goal?.status, thread.now.goal?.mark.reason]).toEqual(['paused', 'wrapped_up']);
  });

  it('is refused where nothing is under way: by status, while a claim is judged, and a second time', () => {
    const thread = underWay({}, { items: [claim()] });
    thread.submit(WRAP_UP);
    expect(thread.submit(WRAP_UP)?.message).toBe('The goal wraps up already.');
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
    expect(thread.submit(WRAP_UP)?.message).toBe('The goal is paused; there is nothing to wrap up.');
    thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
    for (let step = 0; thread.now.goal?.status !== 'verifying' && step < 20; step++) thread.step();
    expect(thread.submit(WRAP_UP)).toMatchObject({ code: 'wrong_status' });
  });
});
