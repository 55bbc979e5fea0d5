import { describe, expect, it } from 'vitest';
import { SimulatedThread, say, testContract } from '../../test/fakes/simulatedThread';
import { parseComposer, stopOrder } from './composer';

describe('parseComposer', () => {
  it.each([
    ['', { kind: 'empty' }],
    [' \n ', { kind: 'empty' }],
    ['fix the coupon case ', { kind: 'message', text: 'fix the coupon case' }],
    ['/goal', { kind: 'show' }],
    ['/goal  \n', { kind: 'show' }],
    ['/GOAL', { kind: 'show' }],
    ['/goal edit', { kind: 'edit' }],
    ['/goal Pause ', { kind: 'pause' }],
    ['/goal resume', { kind: 'resume' }],
    ['/goal clear', { kind: 'clear' }],
    ['/goal clear the build cache', { kind: 'fill', text: 'clear the build cache' }],
    ['/goal p95 below 120 ms\nverified by the benchmark', { kind: 'fill', text: 'p95 below 120 ms\nverified by the benchmark' }],
    ['/src/checkout.ts is wrong', { kind: 'message', text: '/src/checkout.ts is wrong' }],
    ['/', { kind: 'message', text: '/' }],
    [' /goal pause', { kind: 'message', text: '/goal pause' }],
    ['see /goal', { kind: 'message', text: 'see /goal' }],
    ['/plan', { kind: 'plan', text: '' }],
    ['/plan how to cache', { kind: 'plan', text: 'how to cache' }],
    ['stop', { kind: 'stop', text: 'stop' }],
    [' Please stop it! ', { kind: 'stop', text: 'Please stop it!' }],
    ['pause.', { kind: 'stop', text: 'pause.' }],
    ['stop using the cart', { kind: 'message', text: 'stop using the cart' }],
    ['wait for the build', { kind: 'message', text: 'wait for the build' }],
  ])('%j', (text, composed) => {
    expect(parseComposer(text)).toEqual(composed);
  });

  it.each(['/help', '/gaol pause', '/Clear', '/goals'])('tells of %j and does not send it', (text) => {
    const word = text.split(' ')[0] ?? '';
    expect(parseComposer(text)).toEqual({ kind: 'unknown', word, message: expect.stringContaining(`${word} is not a command`) });
  });
});

describe('stopOrder', () => {
  const quota = { kind: 'quota', message: 'No quota.' } as const;

  it('interrupts an active goal, whether it runs, waits in line or stopped by itself', () => {
    const thread = new SimulatedThread().activate();
    expect([thread.now.turn, stopOrder(thread.now)]).toEqual([null, { type: 'turn.interrupt' }]);
    thread.world.replies = [{ items: [say('I wonder.')] }];
    thread.run();
    expect([thread.answer, stopOrder(thread.now)]).toEqual(['stop: no_tool_call', { type: 'turn.interrupt' }]);
    expect(thread.submit({ type: 'turn.interrupt', by: 'user', reason: 'interrupt' })).toBeUndefined();
    expect([thread.now.goal?.status, stopOrder(thread.now)]).toEqual(['paused', null]);
  });

  it.each(['auto', 'user'] as const)('pauses a goal without quota only where it goes on by itself (%s)', (resume) => {
    const thread = new SimulatedThread().activate(testContract({ resume }));
    thread.world.replies = [{ error: { ...quota, resetAt: thread.at + 60_000 } }];
    while (thread.now.goal?.status === 'active' && thread.step());
    expect(thread.now.goal?.status).toBe('usage_limited');
    expect(stopOrder(thread.now)).toEqual(resume === 'auto' ? { type: 'goal.pause' } : null);
    const refusal = thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
    expect([refusal, stopOrder(thread.now)]).toEqual([undefined, null]);
  });
});
