import { describe, expect, it } from 'vitest';
import { call, SimulatedThread, testContract } from '../../../test/fakes/simulatedThread';
import { waiverPhrase } from '../waiver';

const waive = (words: string) => ({ type: 'sandbox.waive', by: 'user', words }) as const;
const restore = { type: 'sandbox.restore', by: 'user', reason: 'restored' } as const;

function working(): SimulatedThread {
  const thread = new SimulatedThread().activate(testContract());
  thread.world.replies.push({ items: [call('shell', { command: 'make' })] });
  return thread;
}

describe('giving up the sandbox', () => {
  it('takes the very words, which name the workspace, and nothing else', () => {
    const thread = working();
    const phrase = waiverPhrase(thread.now);
    expect(phrase).toBe('run w without a sandbox');
    for (const words of ['', 'yes', phrase.toUpperCase(), `${phrase}!`]) {
      expect(thread.submit(waive(words))).toEqual({
        code: 'bad_answer',
        message: `The sandbox is kept: to give it up for this goal, type exactly “${phrase}”.`,
      });
    }
    expect(thread.now.goal?.waiver).toBeNull();
    expect(thread.submit(waive(`  ${phrase}\n`))).toBeUndefined();
    expect(thread.now.goal?.waiver).toEqual({ at: expect.any(Number), words: phrase });
  });

  it('is no order of the model’s: no tool of a goal gives it', () => {
    const thread = working();
    thread.world.replies.unshift({ items: [call('sandbox.waive', { words: waiverPhrase(thread.now) })] });
    thread.run();
    expect(thread.events.filter(({ type }) => type === 'sandbox.waived')).toEqual([]);
  });

  it('holds for one goal alone: the next one is sandboxed, and a complete one is not waived', () => {
    const thread = working();
    thread.submit(waive(waiverPhrase(thread.now)));
    thread.submit({ type: 'goal.draft', by: 'user', contract: testContract(), replace: true });
    expect(thread.now.goal?.waiver).toBeNull();
    thread.submit({ type: 'goal.clear', by: 'user', reason: 'cleared' });
    expect(thread.submit(waive(waiverPhrase(thread.now)))?.code).toBe('no_goal');
  });

  it('is taken back at once: what ran is interrupted, and the goal waits to be resumed', () => {
    const thread = working();
    thread.submit(waive(waiverPhrase(thread.now)));
    const before = thread.events.length;
    expect(thread.submit(restore)).toBeUndefined();
    const types = thread.events.slice(before).map(({ type }) => type);
    expect(types.slice(-2)).toEqual(['sandbox.restored', 'goal.paused']);
    expect(thread.now.goal).toMatchObject({ waiver: null, status: 'paused', mark: { by: 'user', reason: 'sandbox_restored' } });
    expect([thread.submit(restore), thread.now.turn]).toEqual([undefined, null]);
  });
});
