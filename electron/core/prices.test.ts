import { describe, expect, it } from 'vitest';
import type { Command } from '../../shared/thread/commands';
import { SimulatedThread, testContract } from '../../test/fakes/simulatedThread';
import { forbidUnpriced } from './prices';

const by = 'user' as const;
const M = { api: 'responses', model: 'm' } as const;
const USD = testContract({ budget: { usd: 5 } });
const PLACE = { root: '/w', gitDir: '/g', commonDir: '/g' };

/** A thread whose goal limits money, or does not, asked of a model with a name. */
function state(contract = testContract()) {
  const thread = new SimulatedThread().activate(contract);
  return { ...thread.now, model: M };
}

const none = forbidUnpriced(() => ({}));
const priced = forbidUnpriced(() => ({ m: { input: 1, cached: 1, output: 1 } }));

describe('a limit of money on a model without a price', () => {
  const limited = state(USD);
  it.each([
    ['opening with a draft', undefined, { type: 'thread.open', workspace: PLACE, model: M, draft: { by, contract: USD } }],
    ['drafting', state(), { type: 'goal.draft', by, contract: USD }],
    ['editing', state(), { type: 'goal.edit', by, contract: USD }],
    ['changing the budget', state(), { type: 'budget.change', by, budget: { usd: 1 } }],
    ['extending and resuming', state(), { type: 'budget.change', by, budget: { usd: 1 }, resume: true }],
    ['activating', limited, { type: 'goal.activate', by, acceptBaseline: true }],
    ['resuming', limited, { type: 'goal.resume', by, reason: 'resumed' }],
    ['reopening', limited, { type: 'goal.reopen', by, reason: 'reopened' }],
    ['choosing the model', limited, { type: 'model.choose', by, model: M }],
  ] as readonly (readonly [string, ReturnType<typeof state> | undefined, Command])[])(
    'refuses %s, naming where a price is set, until there is one',
    (_what, before, command) => {
      expect(none(before, command)).toEqual({
        code: 'no_price',
        message: expect.stringMatching(/^The contract limits US dollars, but m has no price\. .*prices\.json.*Settings/),
      });
      expect(priced(before, command)).toBeUndefined();
    },
  );

  it('forbids nothing that spends nothing, and nothing without such a limit', () => {
    expect(none(limited, { type: 'goal.pause', by, reason: 'paused' })).toBeUndefined();
    expect(none(limited, { type: 'budget.change', by, budget: {} })).toBeUndefined();
    expect(none(state(), { type: 'goal.resume', by, reason: 'resumed' })).toBeUndefined();
  });
});
