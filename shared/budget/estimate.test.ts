import { describe, expect, it } from 'vitest';
import { estimateFrom, type FinishedGoal, roundLimit } from './estimate';
import { NO_USAGE } from './usage';

let n = 0;
function goal(tokens: number, over: Partial<FinishedGoal> & { usd?: number | null; unpriced?: number } = {}): FinishedGoal {
  const { usd = null, unpriced = 0, ...rest } = over;
  n += 1;
  const usage = { ...NO_USAGE, charged: tokens, usd, unpriced, activeMs: tokens * 60, turns: 4 };
  return { thread: `t${n}`, repository: '/here/.git', model: 'm', usage, endedAt: n, ...rest };
}
const AT = { repository: '/here/.git', model: 'm' };

describe('an estimate from history', () => {
  it('is none where nothing was finished, or only by the embedded agent', () => {
    expect(estimateFrom([], AT)).toBeNull();
    expect(estimateFrom([goal(9, { model: null })], AT)).toBeNull();
  });

  it('rests on goals of the same repository and model where there are three', () => {
    const far = [goal(9_000, { repository: '/else/.git' }), goal(8_000, { model: 'other' })];
    const found = estimateFrom([goal(1_000), goal(3_000), goal(2_000), ...far], AT);
    expect(found).toMatchObject({ scope: 'workspace_and_model', goals: 3 });
    expect(found?.tokens).toEqual({ median: 2_000, low: 1_000, high: 3_000, goals: 3, middleHalf: false });
  });

  it('widens to the repository, then to the model, then to all', () => {
    const others = [goal(1, { model: 'o' }), goal(2, { model: 'o' }), goal(3, { model: 'o' })];
    expect(estimateFrom([goal(5), ...others], AT)).toMatchObject({ scope: 'workspace', goals: 4 });
    const elsewhere = [1, 2, 3].map((tokens) => goal(tokens, { repository: '/else/.git' }));
    expect(estimateFrom([...elsewhere, ...others], { repository: null, model: 'm' })).toMatchObject({ scope: 'model', goals: 3 });
    expect(estimateFrom([goal(5), goal(6)], { repository: '/new/.git', model: 'x' })).toMatchObject({ scope: 'all', goals: 2 });
  });

  it('shows the middle half of five or more, so that one odd goal does not decide', () => {
    const found = estimateFrom(
      [10, 20, 30, 40, 5_000].map((tokens) => goal(tokens)),
      AT,
    );
    expect(found?.tokens).toEqual({ median: 30, low: 20, high: 40, goals: 5, middleHalf: true });
  });

  it('counts money only of goals all of whose tokens had a price', () => {
    const found = estimateFrom([goal(1, { usd: 0.5 }), goal(2, { usd: 0.1, unpriced: 9 }), goal(3)], AT);
    expect(found?.usd).toEqual({ median: 0.5, low: 0.5, high: 0.5, goals: 1, middleHalf: false });
    expect(estimateFrom([goal(1), goal(2), goal(3)], AT)?.usd).toBeNull();
  });

  it('says of each figure by itself whether odd goals are left out', () => {
    const found = estimateFrom(
      [10, 20, 30, 40, 5_000].map((tokens) => goal(tokens, tokens > 20 ? { usd: tokens } : {})),
      AT,
    );
    expect([found?.tokens?.middleHalf, found?.usd]).toEqual([
      true,
      { median: 40, low: 30, high: 5_000, goals: 3, middleHalf: false },
    ]);
  });

  it('rounds a limit up to two digits', () => {
    expect([162_300, 0.65, 0.651, 26, 6, 120_000, 0].map(roundLimit)).toEqual([170_000, 0.65, 0.66, 26, 6, 120_000, 0]);
  });
});
