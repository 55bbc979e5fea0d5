import { afterEach, describe, expect, it } from 'vitest';
import {
  answersOf,
  bodyOf,
  claim,
  type Ended,
  eventsOf,
  GOAL,
  goalFixture,
  outputsOf,
  refusal,
  shell,
  WRITE_DONE,
} from './goalFixture';
import { linesOf } from './support';
import { type SmallGoal, smallGoal } from './supportGoal';

const retries = (ended: Ended) =>
  ended.events.flatMap((event) =>
    event.type === 'request.failed' ? [{ kind: event.data.error.kind, wait: (event.data.retryAt ?? 0) - event.at }] : [],
  );

describe('a server in trouble', () => {
  it('that asks for patience by an HTTP date is not asked before it, and the wait is in the log', async () => {
    const fixture = await goalFixture();
    const date = () => new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 3_000);
    const named = date();
    fixture.answers(refusal(429, { code: 'rate_limit_exceeded' }, { 'retry-after': named.toUTCString() }), [
      shell(WRITE_DONE),
      claim(),
    ]);
    const ended = await fixture.run(GOAL);
    const [failed] = ended.events.filter((event) => event.type === 'request.failed');

    expect([ended.code, ended.result?.status]).toEqual([0, 'complete']);
    expect(failed?.type === 'request.failed' && failed.data.retryAt).toBeGreaterThanOrEqual(named.getTime() - 5);
    expect(fixture.server.requests[1]?.at).toBeGreaterThanOrEqual(named.getTime() - 5);
  });

  it('that fails three times is asked again after growing pauses, and the goal completes in the same turn', async () => {
    const fixture = await goalFixture();
    fixture.answers(refusal(500), refusal(503), refusal(502), [shell(WRITE_DONE), claim()]);
    const ended = await fixture.run(GOAL);
    const waits = retries(ended);

    expect([ended.code, ended.result?.status, ended.result?.usage.turns]).toEqual([0, 'complete', 1]);
    expect(waits.map(({ kind }) => kind)).toEqual(['server', 'server', 'server']);
    for (const [index, { wait }] of waits.entries()) {
      expect(wait).toBeGreaterThan(500 * 2 ** index - 1);
      expect(wait).toBeLessThanOrEqual(1_000 * 2 ** index);
    }
    expect(eventsOf(ended, 'request.started').map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
  });

  it('whose answer is cut off behind a whole tool call has that call neither run nor told to the model, and is charged', async () => {
    const fixture = await goalFixture();
    const add = (id: string) => shell('echo one >> src/count.txt', id);
    fixture.answers({ items: [add('cut')], cutAfter: 8 }, [add('whole')], [shell(WRITE_DONE), claim()]);
    const ended = await fixture.run(GOAL);

    expect([ended.code, ended.result?.status]).toEqual([0, 'complete']);
    expect(retries(ended).map(({ kind }) => kind)).toEqual(['cut']);
    expect([answersOf(ended).cut, fixture.read('src/count.txt')]).toEqual([undefined, 'one\n']);
    expect(outputsOf(bodyOf(fixture, 2)).map(({ call }) => call)).toEqual(['whole']);
    expect(eventsOf(ended, 'usage.charged').map(({ estimated }) => estimated)).toEqual([true, false, false]);
    expect(ended.result?.usage.requests).toBe(3);
  });
});

describe('a fault that only a person mends', () => {
  let goal: SmallGoal;
  afterEach(() => goal.end());

  it('an unknown model: another one takes over, in the same thread and conversation', async () => {
    goal = await smallGoal({ models: ['gpt-good'] });
    const ended = await goal.run(goal.runArgs, goal.env);
    const thread = linesOf(ended.stdout)[0]?.thread ?? '';
    const resumed = await goal.run(['resume', thread, '--model', 'gpt-good', '--json'], goal.env);
    const lines = linesOf(resumed.stdout);

    expect(ended.code).toBe(5);
    expect(ended.stderr).toMatch(new RegExp(`^goalpost: .*no model "gpt-flow".* goalpost resume ${thread} --model NAME\\.\\n$`));
    expect(linesOf(ended.stdout).find(({ type }) => type === 'goal.blocked')).toMatchObject({
      reason: 'provider_bad_model',
      dossier: { blocker: expect.stringContaining('no model "gpt-flow"'), needs: [{ id: 'provider' }] },
    });
    expect(resumed).toMatchObject({ code: 0, stderr: '' });
    expect(lines.find(({ type }) => type === 'model.chosen')).toMatchObject({ by: 'user', model: { model: 'gpt-good' } });
    expect(goal.server.requests.at(-1)?.body).toMatchObject({ model: 'gpt-good' });
  });

  it('a conversation that is too long: blocked, and the dossier names a larger model or a smaller goal', async () => {
    goal = await smallGoal({
      instead: () => ({ status: 400, body: { error: { code: 'context_length_exceeded', message: 'Too long.' } } }),
    });
    const ended = await goal.run(goal.runArgs, goal.env);

    expect(ended.code).toBe(5);
    expect(ended.stderr).toMatch(
      /^goalpost: The conversation stays too long for the model .*--context-tokens N\. .*--model NAME\./,
    );
    expect(goal.server.requests).toHaveLength(1);
  });
});

describe('SIGINT in the pause before the next try', () => {
  let goal: SmallGoal;
  afterEach(() => goal.end());

  it('pauses the goal: 130, and the server is not asked again', async () => {
    goal = await smallGoal({ instead: (index) => (index === 0 ? refusal(429, {}, { 'retry-after': '30' }) : undefined) });
    const run = goal.start(goal.runArgs, goal.env);
    await run.line('request.failed');
    run.signal('SIGINT');
    const ended = await run.ended;

    expect([ended.code, ended.stderr]).toEqual([130, '']);
    expect(linesOf(ended.stdout).at(-1)).toMatchObject({ type: 'result', status: 'paused', usage: { requests: 0 } });
    expect(goal.server.requests).toHaveLength(1);
  });
});
