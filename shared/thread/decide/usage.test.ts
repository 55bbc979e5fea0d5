import { describe, expect, it } from 'vitest';
import { call, SimulatedThread, say, testContract } from '../../../test/fakes/simulatedThread';
import type { Contract } from '../../goal/contract';
import type { ProviderError } from '../../provider/model';

const HOUR = 3_600_000;
const quota = (resetAt?: number): ProviderError => ({
  kind: 'quota',
  message: 'The quota is used up.',
  ...(resetAt === undefined ? {} : { resetAt }),
});

function limitedBy(error: (at: number) => ProviderError, changes: Partial<Contract> = {}): SimulatedThread {
  const thread = new SimulatedThread().activate(testContract(changes));
  thread.world.replies.push({ error: error(thread.at) });
  return thread.run();
}

const limited = (changes: Partial<Contract> = {}) => limitedBy((at) => quota(at + HOUR), changes);
const RESET = { type: 'usage.reset' } as const;

describe('a goal at the provider’s quota', () => {
  it('owes its wake-up, and goes on at its time by the app’s own hand', () => {
    const thread = limited();
    const [work] = thread.owed;
    if (work?.kind !== 'await-reset') throw new Error(thread.answer);
    expect([thread.owed.length, thread.answer, work.at]).toEqual([1, 'wait: provider_quota', thread.now.goal?.quota?.resetAt]);
    expect(thread.submit(RESET)?.code).toBe('not_owed');
    thread.at = work.at;
    expect(thread.submit(RESET)).toBeUndefined();
    expect(thread.events.at(-1)).toMatchObject({ type: 'goal.resumed', data: { by: 'app', reason: 'usage_reset' } });
    expect(thread.answer).toBe('continue: usage_reset');
  });

  it('keeps its wake-up over a restart', () => {
    const thread = limited();
    const before = thread.owed;
    thread.submit({ type: 'thread.recover' });
    expect(thread.owed).toEqual(before);
  });

  it('that meets the quota again is limited again, under a new wake-up', () => {
    const thread = limited();
    const [first] = thread.owed;
    thread.at += HOUR;
    thread.submit(RESET);
    thread.world.replies.push({ error: quota(thread.at) });
    thread.run();
    const [second] = thread.owed;
    if (first?.kind !== 'await-reset' || second?.kind !== 'await-reset') throw new Error(thread.answer);
    expect([second.key === first.key, thread.now.goal?.quota?.refusals]).toEqual([false, 2]);
    expect(second.at - thread.at).toBeGreaterThan(4_000);
    thread.at = second.at;
    thread.submit(RESET);
    thread.world.replies.push({ items: [say('here again')] });
    thread.run();
    expect(thread.now.goal?.quota).toBeNull();
  });

  it('waits for the user where its contract says so, and where no reset time is known', () => {
    for (const thread of [limited({ resume: 'user' }), limitedBy(() => quota())]) {
      thread.at += 100 * HOUR;
      expect([thread.owed, thread.answer, thread.submit(RESET)?.code]).toEqual([[], 'ask: provider_quota', 'not_owed']);
      expect(thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' })).toBeUndefined();
    }
  });

  it('obeys a switch that is turned while it waits', () => {
    const thread = limited();
    const contract = (resume: 'auto' | 'user') =>
      ({ type: 'goal.edit', by: 'user', contract: testContract({ resume }) }) as const;
    thread.submit(contract('user'));
    const off = thread.owed.length;
    thread.submit(contract('auto'));
    expect([off, thread.owed.length]).toEqual([0, 1]);
  });

  it('can be paused, and then is not woken', () => {
    const thread = limited();
    expect(thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' })).toBeUndefined();
    thread.at += 2 * HOUR;
    expect([thread.owed, thread.submit(RESET)?.code, thread.now.goal?.status]).toEqual([[], 'not_owed', 'paused']);
  });

  it('whose budget was lowered below use meanwhile wakes for its wrap-up alone', () => {
    const thread = new SimulatedThread().activate();
    const used = { input: 500, cached: 0, output: 0 };
    thread.world.replies.push({ items: [call('shell', { command: 'make' })], tokens: used }, { error: quota(thread.at + HOUR) });
    thread.run();
    thread.submit({ type: 'budget.change', by: 'user', budget: { tokens: 100 } });
    thread.at += 2 * HOUR;
    thread.submit(RESET);
    thread.world.replies.push({ items: [say('left: all')] });
    thread.run();
    expect([thread.of('turn.started').at(-1)?.kind, thread.now.goal?.status]).toEqual(['wrap_up', 'budget_limited']);
  });
});

describe('a rate limit', () => {
  it('that names a time beyond what a server is waited for is a quota by another name', () => {
    const thread = limitedBy(() => ({ kind: 'rate_limited', message: 'Too many requests.', retryAfterMs: 2 * HOUR }));
    expect(thread.now.goal?.status).toBe('usage_limited');
    expect((thread.now.goal?.quota?.resetAt ?? 0) - thread.at).toBeGreaterThan(HOUR);
  });
});

describe('a goal at its quota without a wake-up', () => {
  it('owes nothing, and waits for its user', () => {
    const thread = limited();
    const state = thread.now.goal;
    if (!state?.quota) throw new Error(thread.answer);
    const without = { ...thread.now, goal: { ...state, quota: { ...state.quota, wakeAt: null } } };
    thread.state = without;
    expect([thread.owed, thread.answer]).toEqual([[], 'ask: provider_quota']);
  });
});
