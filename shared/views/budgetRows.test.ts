import { describe, expect, it } from 'vitest';
import { call, SimulatedThread, say, testContract } from '../../test/fakes/simulatedThread';
import { finish } from '../../test/fakes/stepwise';
import { budgetView } from './budgetRows';

describe('the budget', () => {
  it('shows what is spent of what may be, with the running turn in it', () => {
    const thread = new SimulatedThread().activate(testContract({ budget: { tokens: 1_000, turns: 10 } }));
    thread.world.replies = [{ items: [say('a'), call('get_goal')], tokens: { input: 1_200, cached: 400, output: 100 } }];
    finish(thread, 'usage.charged');
    const started = thread.now.turn?.startedAt ?? 0;
    const active = thread.now.goal?.usage.activeMs ?? 0;
    expect(budgetView(thread.now, started + 76_000 - active)).toEqual({
      rows: [
        { limit: 'tokens', label: 'Tokens', used: '900', of: 'of 1,000', share: 0.9, near: true },
        { limit: 'usd', label: 'Money', used: '–', of: 'no limit', share: null, near: false },
        { limit: 'minutes', label: 'Active', used: '1:16', of: 'no limit', share: null, near: false },
        { limit: 'turns', label: 'Turns', used: '1', of: 'of 10', share: 0.1, near: false },
      ],
      nearest: 'nearest limit: tokens',
      note: '400 cached not charged; no price set for this model.',
    });
  });
});
