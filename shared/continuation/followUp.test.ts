import { describe, expect, it } from 'vitest';
import { call, SimulatedThread } from '../../test/fakes/simulatedThread';
import { begin, finish } from '../../test/fakes/stepwise';
import { followUp } from './followUp';

const cost = () => 0.5;
const following = (thread: SimulatedThread, at = thread.at) => thread.owed.map((work) => followUp(thread.now, work, at, cost));

describe('the order that begins owed work', () => {
  it('is a turn, then its request with what it costs, then a call', () => {
    const thread = new SimulatedThread().activate();
    expect(following(thread)).toEqual([{ type: 'turn.start', reason: 'goal_activated' }]);
    thread.world.replies = [{ items: [call('shell', { command: 'ls' })] }];
    finish(thread, 'turn.started');
    expect(following(thread)).toEqual([{ type: 'request.start', request: 't1r1a1', inputUsd: 0.5 }]);
    finish(thread, 'model.responded');
    expect(following(thread)).toEqual([{ type: 'tool.start', call: thread.now.turn?.calls[0]?.call }]);
  });

  it('is none where a worker must act first: a call that runs, a request under way or put off, a checkpoint', () => {
    const thread = new SimulatedThread();
    expect(following(thread.activate()).length).toBeGreaterThan(0);
    thread.world.replies = [{ items: [call('shell', { command: 'ls' })] }];
    begin(thread, 'tool.started');
    expect(following(thread)).toEqual([undefined]);
    const request = { kind: 'request-model', key: 'k', request: 't1r2a1', notBefore: thread.at + 1 } as const;
    expect(followUp(thread.now, request, thread.at, cost)).toBeUndefined();
    expect(
      followUp(thread.now, { kind: 'take-checkpoint', key: 'k', reason: 'turn', turn: 't1' }, thread.at, cost),
    ).toBeUndefined();
  });
});
