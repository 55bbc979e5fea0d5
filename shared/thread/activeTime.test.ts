import { describe, expect, it } from 'vitest';
import { call, SimulatedThread, say } from '../../test/fakes/simulatedThread';

const HOUR = 3_600_000;

/** The goal's active minutes, rounded down: the simulated steps take a millisecond each. */
const minutes = (thread: SimulatedThread) => Math.floor((thread.now.goal?.usage.activeMs ?? 0) / 60_000);

function answering(...items: ReturnType<typeof call>[]): SimulatedThread {
  const thread = new SimulatedThread().activate();
  thread.world.replies.push({ items }, { items: [say('so far')] });
  thread.step();
  thread.step();
  return thread;
}

describe('active time', () => {
  it('is the time of requests and tools', () => {
    const thread = answering(call('shell', { command: 'make' }));
    const [work] = thread.owed;
    if (work?.kind !== 'run-tool') throw new Error(thread.answer);
    thread.submit({ type: 'tool.start', call: work.call });
    thread.at += HOUR;
    thread.submit({ type: 'tool.finish', call: work.call, report: { status: 'ok', output: '', durationMs: 1 } });
    thread.run();
    expect(minutes(thread)).toBe(60);
  });

  it.each([
    ['for a time', { for: 'time', ms: HOUR }],
    ['for a file', { for: 'file', path: 'a', timeout_ms: HOUR }],
    ['for a process', { for: 'process', session: 's', timeout_ms: HOUR }],
  ])('does not go on while the agent waits %s, nor over a restart meanwhile', (_what, wait) => {
    const thread = answering(call('wait', wait));
    thread.step();
    thread.at += HOUR / 2;
    thread.submit({ type: 'thread.recover' });
    thread.at += HOUR / 2;
    thread.run();
    expect([thread.of('turn.finished').length, minutes(thread)]).toEqual([1, 0]);
  });

  it('does not go on in the pause before a server is asked again, also where the machine slept', () => {
    const thread = new SimulatedThread().activate();
    thread.world.replies.push({ error: { kind: 'server', message: 'busy' } }, { items: [say('so far')] });
    thread.step();
    thread.step();
    thread.at += 3 * HOUR;
    thread.run();
    expect([thread.of('turn.finished').length, minutes(thread)]).toEqual([1, 0]);
  });

  it('of a wait that is cut ends where it began', () => {
    const thread = answering(call('wait', { for: 'time', ms: HOUR }));
    thread.step();
    thread.at += HOUR / 2;
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
    expect(minutes(thread)).toBe(0);
  });
});
