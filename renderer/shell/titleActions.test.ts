import { describe, expect, it } from 'vitest';
import { canClear, mainAction } from './titleActions';

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
    ['active', 'plan_mode', 'Leave plan mode'],
    ['paused', 'paused', 'Resume'],
    ['usage_limited', 'provider_quota', 'Resume'],
    ['budget_limited', 'budget_tokens', undefined],
    ['complete', 'evidence_complete', undefined],
  ] as const)('offers for %s (%s): %s', (status, reason, name) => {
    expect(mainAction(status, reason)?.name).toBe(name);
  });

  it('clears a goal once', () => {
    expect([canClear('complete'), canClear('draft'), canClear('cleared'), canClear('none')]).toEqual([true, true, false, false]);
  });
});
