import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReplyItem } from '../fakes/responseEvents';
import {
  answersOf,
  billed,
  bodyOf,
  call,
  claim,
  type Ended,
  eventsOf,
  GOAL,
  type GoalFixture,
  goalFixture,
  outputsOf,
  promptOf,
  refusal,
  say,
  shell,
  typesOf,
  WRITE_DONE,
} from './goalFixture';

const bill = (input: number, cached: number, output: number) => ({ input, cached, output });

/** Which requests were offered tools; a wrap-up's is not. */
const withTools = (fixture: GoalFixture) =>
  fixture.server.requests.map((_, index) => (bodyOf(fixture, index).tools ?? []).length > 0);

const figures = (ended: Ended) => {
  const { input, cached, output, charged, turns, requests } =
    ended.result?.usage ?? ({} as NonNullable<Ended['result']>['usage']);
  return { input, cached, output, charged, turns, requests };
};

const kinds = (ended: Ended) => eventsOf(ended, 'turn.started').map(({ kind }) => kind);

describe('a limit of turns', () => {
  it('lets the last turn finish, wraps up once without tools, and goes on when it is extended', async () => {
    const fixture = await goalFixture();
    fixture.answers(
      [shell('echo half >> src/app.txt')],
      [say('Half of it is done.')],
      [say('Half is done; write the line next.')],
    );
    const limited = await fixture.run(GOAL, '--budget-turns', '1');
    const thread = limited.result?.thread ?? '';
    const refused = await fixture.goalpost('resume', thread);
    const spent = withTools(fixture);
    fixture.answers([shell(WRITE_DONE)], [claim()]);
    const resumed = await fixture.goalpost('resume', thread, '--budget-turns', '2');

    expect([limited.code, limited.result?.status, limited.result?.reason]).toEqual([3, 'budget_limited', 'budget_turns']);
    expect(kinds(limited)).toEqual(['continuation', 'wrap_up']);
    expect(spent).toEqual([true, true, false]);
    expect([refused.code, refused.events, refused.stderr]).toEqual([
      3,
      [],
      expect.stringContaining('The turns budget is used up: 1 of 1.'),
    ]);
    expect([resumed.code, resumed.result?.status, resumed.result?.usage.turns]).toEqual([0, 'complete', 2]);
    expect(kinds(resumed)).toEqual(['continuation']);
  });
});

describe('a limit of tokens', () => {
  const OVER: readonly ReplyItem[] = [{ type: 'reasoning', summary: [], encrypted: 'thought' }, shell('touch src/never', 'over')];
  const STUBBORN: readonly ReplyItem[] = [
    say('The line is missing.'),
    { type: 'reasoning', summary: [], encrypted: 'more' },
    shell('touch src/wrapped', 'wrapped'),
  ];

  it('ends the turn at the response that crossed it, wraps up once, and counts every token once', async () => {
    const fixture = await goalFixture();
    fixture.answers(
      billed([shell('true', 'first')], bill(3_000, 0, 100)),
      billed(OVER, bill(4_000, 1_000, 500)),
      billed(STUBBORN, bill(900, 900, 50)),
    );
    const limited = await fixture.run(GOAL, '--budget-tokens', '6000');
    const thread = limited.result?.thread ?? '';
    const refused = await fixture.goalpost('resume', thread);
    const spent = withTools(fixture);
    fixture.answers(billed([shell(WRITE_DONE)], bill(2_000, 1_500, 20)), billed([claim()], bill(2_100, 2_000, 10)));
    const resumed = await fixture.goalpost('resume', thread, '--budget-tokens', '20000');

    expect([limited.code, limited.result?.status, limited.result?.reason]).toEqual([3, 'budget_limited', 'budget_tokens']);
    expect(kinds(limited)).toEqual(['continuation', 'wrap_up']);
    expect(spent).toEqual([true, true, false]);
    expect(bodyOf(fixture, 2).max_output_tokens).toBe(600);
    expect(promptOf(bodyOf(fixture, 2))).toContain('The budget is used up (tokens 6600 of 6000).');
    expect([answersOf(limited).over?.status, answersOf(limited).wrapped]).toEqual(['not_run', undefined]);
    expect(fixture.git('status', '--porcelain')).toBe(' M src/app.txt\n');
    expect(figures(limited)).toEqual({ input: 7_900, cached: 1_900, output: 650, charged: 6_650, turns: 1, requests: 3 });
    expect([refused.code, refused.events]).toEqual([3, []]);
    expect([resumed.code, resumed.result?.status]).toEqual([0, 'complete']);
    expect(figures(resumed)).toEqual({ input: 12_000, cached: 5_400, output: 680, charged: 7_280, turns: 2, requests: 5 });
    expect(outputsOf(bodyOf(fixture, 3)).map((answer) => answer.call)).toEqual(['first', 'over']);
    expect(fixture.server.requests.filter((request) => request.refused)).toEqual([]);
  });

  it('also counts answers that came without a bill, and those that were cut', async () => {
    const fixture = await goalFixture();
    const long = 'A long thought. '.repeat(500);
    fixture.answers(
      { items: [say(long), shell('true')], cutAfter: 6 },
      { items: [say(long), shell('true')], sparse: true },
      { items: [say('I stop.')], sparse: true },
    );
    const limited = await fixture.run(GOAL, '--budget-tokens', '6000');
    const [cut, unbilled, wrapUp] = eventsOf(limited, 'usage.charged');

    expect([limited.code, limited.result?.status]).toEqual([3, 'budget_limited']);
    expect([cut, unbilled, wrapUp].map((charge) => charge?.estimated)).toEqual([true, true, true]);
    expect(cut?.tokens.input).toBeGreaterThan(500);
    expect(unbilled?.tokens.output).toBeGreaterThan(1_500);
    expect(typesOf(limited, 'request.failed', 'goal.limited')).toEqual(['request.failed', 'goal.limited']);
  });
});

describe('a limit of money', () => {
  const priced = { ...GOAL, budget: { usd: 0.01 } };

  it('needs a price, and is kept by the price table', async () => {
    const fixture = await goalFixture();
    const unpriced = await fixture.run(priced);
    mkdirSync(fixture.dataDir, { recursive: true });
    writeFileSync(join(fixture.dataDir, 'prices.json'), JSON.stringify({ 'gpt-test': { input: 2, cached: 0.5, output: 10 } }));
    fixture.answers(billed([shell('true')], bill(4_000, 2_000, 600)), billed([say('Stopped.')], bill(1_000, 1_000, 0)));
    const limited = await fixture.run(priced);

    expect([unpriced.code, unpriced.stdout]).toEqual([64, '']);
    expect(unpriced.stderr).toContain('gpt-test has no price. Add it to prices.json');
    expect([limited.code, limited.result?.reason]).toEqual([3, 'budget_usd']);
    expect(limited.result?.usage.usd).toBeCloseTo(0.0115, 10);
    expect(fixture.server.requests).toHaveLength(2);
  });
});

describe('a server that is in trouble', () => {
  it('is asked again when it said it would answer, or failed for once, and the goal completes', async () => {
    const fixture = await goalFixture();
    fixture.answers(
      refusal(429, { code: 'rate_limit_exceeded' }, { 'retry-after': '1' }),
      [shell(WRITE_DONE)],
      refusal(500, {}),
      [claim()],
    );
    const ended = await fixture.run(GOAL);
    const [first, second] = fixture.server.requests.map(({ at }) => at);

    expect([ended.code, ended.result?.status]).toEqual([0, 'complete']);
    expect(eventsOf(ended, 'request.failed').map(({ error }) => error.kind)).toEqual(['rate_limited', 'server']);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1_000);
    expect(kinds(ended)).toEqual(['continuation']);
    expect(fixture.server.requests).toHaveLength(4);
  });

  it('limits the goal where the account’s quota is used up, and the goal goes on when it is resumed', async () => {
    const fixture = await goalFixture();
    fixture.answers(refusal(429, { code: 'insufficient_quota', type: 'insufficient_quota' }));
    const limited = await fixture.run(GOAL);
    const spent = fixture.server.requests.length;
    fixture.answers([call('shell', { command: WRITE_DONE })], [claim()]);
    const resumed = await fixture.goalpost('resume', limited.result?.thread ?? '');

    expect([limited.code, limited.result?.status, limited.result?.reason]).toEqual([4, 'usage_limited', 'provider_quota']);
    expect(spent).toBe(1);
    expect([resumed.code, resumed.result?.status]).toEqual([0, 'complete']);
  });
});
