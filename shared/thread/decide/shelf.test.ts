import { describe, expect, it } from 'vitest';
import { call, SimulatedThread } from '../../../test/fakes/simulatedThread';
import { threadRow } from '../../views/threadRow';

const archive = { type: 'thread.archive', by: 'user', archived: true } as const;
const takeBack = { type: 'thread.archive', by: 'user', archived: false } as const;
const pause = { type: 'goal.pause', by: 'user', reason: 'paused' } as const;

function working(): SimulatedThread {
  const thread = new SimulatedThread().activate();
  thread.world.replies.push({ items: [call('shell', { command: 'make' })] });
  return thread;
}

describe('archiving', () => {
  it('is refused while something runs, with what to do first', () => {
    const thread = working();
    expect(thread.submit(archive)).toEqual({
      code: 'wrong_status',
      message: 'The thread is working. Pause it, then archive it.',
    });
    expect(thread.now.archived).toBe(false);
  });

  it('puts a thread that rests out of the list and of what waits, and keeps its goal as it is', () => {
    const thread = working();
    thread.submit(pause);
    const before = thread.now.goal;
    expect(thread.submit(archive)).toBeUndefined();
    expect(threadRow(thread.now)).toMatchObject({ archived: true, group: 'done', status: 'paused' });
    expect(thread.now.goal).toEqual(before);
    expect(thread.submit(takeBack)).toBeUndefined();
    expect(threadRow(thread.now)).toMatchObject({ archived: false, group: 'waiting' });
  });

  it('is a fact once: the same order again says nothing new', () => {
    const thread = working();
    thread.submit(pause);
    thread.submit(archive);
    const facts = thread.events.length;
    thread.submit(archive);
    expect(thread.events).toHaveLength(facts);
  });

  it('ends by itself where work begins', () => {
    const thread = working();
    thread.submit(pause);
    thread.submit(archive);
    thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
    expect(thread.now.archived).toBe(false);
  });
});

it('a pin is put on and taken off, whatever runs', () => {
  const thread = working();
  thread.submit({ type: 'thread.pin', by: 'user', pinned: true });
  expect(threadRow(thread.now).pinned).toBe(true);
  thread.submit({ type: 'thread.pin', by: 'user', pinned: false });
  expect(threadRow(thread.now).pinned).toBe(false);
});
