import { describe, expect, it } from 'vitest';
import { canClear, mainAction, pauseWaiting } from './titleActions';

describe('the title row', () => {
  it.each([
    ['active', 'model_request', 'Pause'],
    ['active', 'no_tool_call', 'Resume'],
    ['verifying', 'claim', 'Pause'],
    ['draft', 'baseline', 'Stop baseline'],
    ['draft', 'not_activated', undefined],
    ['draft', 'model_request', 'Stop'],
    ['none', 'plan_mode', undefined],
    ['none', 'tool_pending', 'Stop'],
    ['none', 'compaction', 'Stop'],
    ['none', 'user_input', 'Leave plan mode'],
    ['active', 'plan_mode', 'Leave plan mode'],
    ['paused', 'paused', 'Resume'],
    ['usage_limited', 'provider_quota', 'Resume'],
    ['budget_limited', 'budget_tokens', undefined],
    ['complete', 'evidence_complete', undefined],
  ] as const)('offers for %s (%s): %s', (status, reason, name) => {
    expect(mainAction(status, reason)?.name).toBe(name);
  });

  it('offers a pause beside resuming where the goal goes on by itself', () => {
    expect(pauseWaiting({ status: 'usage_limited', group: 'waiting' })?.order).toEqual({ type: 'goal.pause' });
    expect(pauseWaiting({ status: 'usage_limited', group: 'needs_you' })).toBeUndefined();
    expect(pauseWaiting({ status: 'paused', group: 'waiting' })).toBeUndefined();
  });

  it('clears a goal once', () => {
    expect([canClear('complete'), canClear('draft'), canClear('cleared'), canClear('none')]).toEqual([true, true, false, false]);
  });
});
