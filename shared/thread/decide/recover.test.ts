import { describe, expect, it } from 'vitest';
import { call, SimulatedThread } from '../../../test/fakes/simulatedThread';
import { begin, finish } from '../../../test/fakes/stepwise';
import type { ProviderError } from '../../provider/model';

const HOUR = 3_600_000;
const BUSY: ProviderError = { kind: 'rate_limited', message: 'Slow down.', retryAfterMs: 60_000 };

/** The app dies, and is started again an hour later. */
function restart(thread: SimulatedThread): SimulatedThread {
  thread.at += HOUR;
  thread.submit({ type: 'thread.recover' });
  return thread;
}

describe('a restart', () => {
  it('keeps the pause before the next try: same turn, same attempt, same time', () => {
    const thread = new SimulatedThread({ replies: [{ error: BUSY }] }).activate();
    finish(thread, 'request.failed');
    const before = thread.now.turn;
    const due = thread.owed;
    restart(thread);
    expect(thread.types().slice(-1)).toEqual(['turn.resumed']);
    expect(thread.owed).toEqual(due);
    expect(thread.now.turn?.failure).toEqual(before?.failure);
  });

  it('lets a turn go on in which nothing was half done, and counts no time in which the app was not there', () => {
    const thread = new SimulatedThread({ replies: [{ items: [call('shell', { command: 'make' })] }] }).activate();
    finish(thread, 'turn.started');
    restart(thread);
    finish(thread, 'model.responded');
    restart(thread);
    expect([thread.types().slice(-1), thread.owed.map((work) => work.kind)]).toEqual([['turn.resumed'], ['run-tool']]);
    finish(thread, 'tool.finished');
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
    expect(thread.now.goal?.usage.activeMs).toBeLessThan(100);
  });

  it('interrupts what was half done, and the goal goes on by itself', () => {
    const thread = new SimulatedThread({ replies: [{ items: [call('shell', { command: 'make' })] }] }).activate();
    begin(thread, 'tool.started');
    restart(thread);
    expect(thread.types().slice(-2)).toEqual(['tool.finished', 'turn.interrupted']);
    expect(thread.answer).toBe('continue: turn_interrupted');
  });

  it('that comes for the third time in the middle of a turn pauses the goal; resumed by a person, it has as many again', () => {
    const thread = new SimulatedThread().activate();
    const cut = () => {
      if (thread.now.goal?.status === 'active') finish(thread, 'turn.started');
      const due = thread.owed.find((work) => work.kind === 'request-model');
      if (due?.kind === 'request-model') thread.submit({ type: 'request.start', request: due.request });
      restart(thread);
      return thread.now.goal?.status;
    };
    expect([cut(), cut(), cut()]).toEqual(['active', 'active', 'paused']);
    expect(thread.now.goal?.mark).toMatchObject({ by: 'app', reason: 'restart_policy' });
    expect(thread.owed.filter((work) => work.kind === 'start-turn')).toEqual([]);
    thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
    expect([cut(), cut(), cut()]).toEqual(['active', 'active', 'paused']);
  });

  it('leaves alone what stands still: paused stays paused, and nothing is added to the log', () => {
    const thread = new SimulatedThread().activate();
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
    const head = thread.events.length;
    restart(thread);
    expect([thread.now.goal?.status, thread.types(head)]).toEqual(['paused', []]);
  });
});
