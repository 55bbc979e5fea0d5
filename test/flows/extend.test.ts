import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { billed, claim, type Ended, eventsOf, GOAL, type GoalFixture, goalFixture, say, shell, WRITE_DONE } from './goalFixture';
import { type SmallGoal, shellStep, smallGoal } from './supportGoal';

const bill = (input: number, output: number) => ({ input, cached: 0, output });
const outcome = ({ code, result }: Ended) => [code, result?.status, result?.reason];

/** The user's price table; a model left out has no price. */
function setPrices(fixture: GoalFixture, prices: Readonly<Record<string, unknown>>): void {
  mkdirSync(fixture.dataDir, { recursive: true });
  writeFileSync(join(fixture.dataDir, 'prices.json'), JSON.stringify(prices));
}

const PRICES = { 'gpt-test': { input: 1, cached: 0.5, output: 10 } };

describe('a budget of money', () => {
  it('is set, refused whole, extended and taken away on the command line, and needs its price each time', async () => {
    const fixture = await goalFixture();
    setPrices(fixture, PRICES);
    fixture.answers(billed([shell('true')], bill(10_000, 1_000)), billed([say('Stopped.')], bill(1_000, 100)));
    const limited = await fixture.run(GOAL, '--budget-usd', '0.015');
    const thread = limited.result?.thread ?? '';
    const little = await fixture.goalpost('resume', thread, '--budget-usd', '0.02');
    setPrices(fixture, {});
    const unpriced = await fixture.goalpost('resume', thread, '--budget-usd', '5');
    const spent = fixture.server.requests.length;
    fixture.answers([shell(WRITE_DONE), claim()]);
    const free = await fixture.goalpost('resume', thread, '--budget-usd', 'none', '--budget-tokens', '50000');

    expect(outcome(limited)).toEqual([3, 'budget_limited', 'budget_usd']);
    expect(limited.result?.usage.usd).toBeCloseTo(0.022, 10);
    expect([little.code, little.events]).toEqual([3, []]);
    expect(little.stderr).toContain('A usd budget of 0.02 is used up already: 0.03 are spent. Set more than that, or none');
    expect([unpriced.code, unpriced.events]).toEqual([3, []]);
    expect(unpriced.stderr).toContain('gpt-test has no price. Add it to prices.json');
    expect(spent).toBe(2);
    expect(outcome(free)).toEqual([0, 'complete', 'evidence_complete']);
    expect(free.events.slice(0, 2).map(({ type, data }) => [type, data])).toEqual([
      ['budget.changed', { by: 'user', budget: { tokens: 50_000 } }],
      ['goal.resumed', { by: 'user', reason: 'budget_extended' }],
    ]);
    expect(free.result?.usage.unpriced).toBeGreaterThan(0);
  });

  it('that a draft sets for a model without a price makes no thread', async () => {
    const fixture = await goalFixture();
    const refused = await fixture.run(GOAL, '--budget-usd', '1');

    expect([refused.code, refused.stdout, fixture.server.requests]).toEqual([64, '', []]);
    expect(refused.stderr).toContain('gpt-test has no price. Add it to prices.json in the data folder (Settings, Prices)');
  });
});

describe('a budget of time', () => {
  it('stops the turn at the call after the long one, wraps up, and goes on when it is extended', async () => {
    const fixture = await goalFixture();
    fixture.answers([shell('sleep 2.5', 'long'), shell('touch src/late', 'late')], [say('Slept; write the line next.')]);
    const limited = await fixture.run(GOAL, '--budget-minutes', '0.04');
    fixture.answers([shell(WRITE_DONE), claim()]);
    const resumed = await fixture.goalpost('resume', limited.result?.thread ?? '', '--budget-minutes', '10');

    expect(outcome(limited)).toEqual([3, 'budget_limited', 'budget_minutes']);
    expect(eventsOf(limited, 'tool.finished').map(({ call, status }) => [call, status])).toEqual([
      ['long', 'ok'],
      ['late', 'not_run'],
    ]);
    expect(eventsOf(limited, 'turn.started').map(({ kind }) => kind)).toEqual(['continuation', 'wrap_up']);
    expect(outcome(resumed)).toEqual([0, 'complete', 'evidence_complete']);
  });
});

describe('a limit that comes near', () => {
  let goal: SmallGoal;
  afterEach(() => goal.end());

  it('is told once to people, and how to go on when it is used up', async () => {
    const work = [shellStep('a', 'true'), shellStep('b', 'true'), shellStep('c', 'true')];
    const bills = [bill(8_000, 200), bill(500, 10), bill(500, 10), bill(900, 0)];
    goal = await smallGoal({
      work,
      instead: (index) => {
        const usage = bills[index];
        if (!usage) return undefined;
        return { items: index === 3 ? [say('Over.')] : [shell('true')], usage };
      },
    });
    const args = [...goal.runArgs.filter((arg) => arg !== '--json'), '--budget-tokens', '9200'];
    const ended = await goal.run(args, goal.env);

    expect(ended.code).toBe(3);
    expect(ended.stdout.match(/^! \d+ % of the tokens budget: .*$/gm)).toEqual(['! 89 % of the tokens budget: 8,200 of 9,200']);
    expect(ended.stdout).toMatch(/Extend and resume with: goalpost resume \w+ --budget-tokens N \(10120 are used\)/);
  });
});
