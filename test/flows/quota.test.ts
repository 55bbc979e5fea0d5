import { afterEach, describe, expect, it } from 'vitest';
import type { Reply } from '../fakes/responsesServer';
import { claim, type Ended, eventsOf, GOAL, goalFixture, shell, WRITE_DONE } from './goalFixture';
import { linesOf } from './support';
import { type SmallGoal, smallGoal } from './supportGoal';

/** A refusal as the real server gives it, with the time at which the quota is renewed. */
const quota = (resetsInSeconds?: number): Reply => ({
  status: 429,
  body: {
    error: {
      type: 'usage_limit_reached',
      message: 'The usage limit has been reached',
      ...(resetsInSeconds === undefined ? {} : { resets_in_seconds: resetsInSeconds }),
    },
  },
});

const DONE_WORK = [[shell(WRITE_DONE)], [claim()]] as const;
const HOUR = 3_600;

const outcome = ({ code, result }: Ended) => [code, result?.status, result?.reason];
const limited = (ended: Ended) => eventsOf(ended, 'goal.limited').flatMap((data) => (data.by === 'provider' ? [data] : []));
const resumed = (ended: Ended) => eventsOf(ended, 'goal.resumed').map(({ by, reason }) => `${by} ${reason}`);

describe('a quota that is used up', () => {
  it('ends the command at once with 4 and the reset time; resumed too early it is limited again, not looping', async () => {
    const fixture = await goalFixture();
    fixture.answers(quota(HOUR));
    const before = Date.now();
    const first = await fixture.run(GOAL);
    const thread = first.result?.thread ?? '';
    fixture.answers(quota(HOUR));
    const again = await fixture.goalpost('resume', thread);
    const spent = fixture.server.requests.length;
    fixture.answers(...DONE_WORK);
    const later = await fixture.goalpost('resume', thread);

    expect([first, again].map(outcome)).toEqual([
      [4, 'usage_limited', 'provider_quota'],
      [4, 'usage_limited', 'provider_quota'],
    ]);
    expect(first.result?.resetAt).toBe(limited(first)[0]?.resetAt);
    expect((first.result?.resetAt ?? 0) - before).toBeGreaterThanOrEqual(HOUR * 1_000);
    expect(spent).toBe(2);
    expect([outcome(later), later.result?.resetAt]).toEqual([[0, 'complete', 'evidence_complete'], undefined]);
  });

  it('is slept over with --wait, and the goal goes on by itself at the reset', async () => {
    const fixture = await goalFixture();
    fixture.answers([shell(WRITE_DONE)], quota(2), [claim()]);
    const ended = await fixture.run(GOAL, '--wait');
    const [first] = limited(ended);
    const [, refused, next] = fixture.server.requests.map(({ at }) => at);

    expect(outcome(ended)).toEqual([0, 'complete', 'evidence_complete']);
    expect(resumed(ended)).toEqual(['app usage_reset']);
    expect(next).toBeGreaterThanOrEqual(first?.resetAt ?? Number.POSITIVE_INFINITY);
    expect((next ?? 0) - (refused ?? 0)).toBeGreaterThanOrEqual(2_000);
    expect(fixture.server.requests).toHaveLength(3);
  });

  it('and its wake-up survive a kill -9; resumed with --wait the goal goes on at the same time, and asks nothing before', async () => {
    const fixture = await goalFixture();
    fixture.answers(quota(6));
    const killed = await fixture.runUntilKilled('goal.limited', GOAL, '--wait');
    const thread = /"thread":"(\w+)"/.exec(killed.stdout)?.[1] ?? '';
    fixture.answers(...DONE_WORK);
    const ended = await fixture.goalpost('resume', thread, '--wait');

    expect([killed.code, outcome(ended)]).toEqual([null, [0, 'complete', 'evidence_complete']]);
    expect(resumed(ended)).toEqual(['app usage_reset']);
    expect(fixture.server.requests[1]?.at).toBeGreaterThanOrEqual(limited(killed)[0]?.resetAt ?? Number.POSITIVE_INFINITY);
  });

  it('waits for the user where the contract says resume: user, whatever the command says', async () => {
    const fixture = await goalFixture();
    fixture.answers(quota(1));
    const ended = await fixture.run({ ...GOAL, resume: 'user' }, '--wait');
    fixture.answers(quota(1));
    const again = await fixture.goalpost('resume', ended.result?.thread ?? '', '--wait');

    expect([ended, again].map(outcome)).toEqual([
      [4, 'usage_limited', 'provider_quota'],
      [4, 'usage_limited', 'provider_quota'],
    ]);
    expect(resumed(again)).toEqual(['user resumed']);
  });

  it('whose reset nobody named stays until the user resumes, and says so', async () => {
    const fixture = await goalFixture();
    fixture.answers(quota());
    const ended = await fixture.run(GOAL, '--wait');
    const shown = await fixture.goalpost('list');

    expect([outcome(ended), ended.result?.resetAt]).toEqual([[4, 'usage_limited', 'provider_quota'], null]);
    expect(JSON.parse(shown.stdout)).toMatchObject({ status: 'usage_limited' });
  });

  it('is what a rate limit of an hour is: not waited for by asking again', async () => {
    const fixture = await goalFixture();
    fixture.answers({ status: 429, headers: { 'retry-after': `${HOUR}` }, body: { error: { code: 'rate_limit_exceeded' } } });
    const ended = await fixture.run(GOAL);

    expect(outcome(ended)).toEqual([4, 'usage_limited', 'provider_quota']);
    expect(ended.result?.resetAt).toBeGreaterThan(Date.now() + (HOUR - 120) * 1_000);
    expect(fixture.server.requests).toHaveLength(1);
  });
});

describe('a goal that sleeps at its quota', () => {
  let goal: SmallGoal;
  afterEach(() => goal.end());

  it('is paused by SIGINT: 130, and nothing is asked afterwards', async () => {
    goal = await smallGoal({ instead: () => quota(HOUR) });
    const run = goal.start([...goal.runArgs, '--wait'], goal.env);
    await run.line('goal.limited');
    run.signal('SIGINT');
    const ended = await run.ended;

    expect([ended.code, ended.stderr]).toEqual([130, '']);
    expect(linesOf(ended.stdout).at(-1)).toMatchObject({ type: 'result', status: 'paused' });
    expect(goal.server.requests).toHaveLength(1);
  });

  it('says to people until when, and how to go on', async () => {
    goal = await smallGoal({ instead: () => quota(HOUR) });
    const args = goal.runArgs.filter((arg) => arg !== '--json');
    const run = goal.start(args, goal.env);
    const ended = await run.ended;

    expect([ended.code, goal.server.requests.length]).toEqual([4, 1]);
    expect(ended.stdout).toMatch(/⧗ Usage limited: .*quota.* Renewed at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\./);
    expect(ended.stdout).toMatch(/Goes on at \d{4}-\d\d-\d\d .* goalpost resume \w+ --wait\./);
  });
});
