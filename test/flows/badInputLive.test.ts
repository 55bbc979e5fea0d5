import { type AddressInfo, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Ended, type Goalpost, linesOf, until } from './support';
import { type SmallGoal, smallGoal } from './supportGoal';
import { loggedLines, threadsOf } from './supportLog';

/** An unreachable server is given up within this time of the first try (issue 2). */
const GIVEN_UP_MS = 10_000;

let goal: SmallGoal;

afterEach(() => goal.end());

const threadOf = () => threadsOf(goal)[0] ?? '';
const result = (ended: Ended) => linesOf(ended.stdout).at(-1);
const typed = (ended: Ended, type: string) => linesOf(ended.stdout).filter((line) => line.type === type);

describe('a server that refuses', () => {
  it('a wrong key: one sentence, no second try, and the right key goes on from there', async () => {
    goal = await smallGoal({ keys: ['sk-right'] });
    const ended = await goal.run(goal.runArgs, { ...goal.env, OPENAI_API_KEY: 'sk-wrong-0123456789' });
    expect(ended).toMatchObject({ code: 5, signal: null });
    expect(ended.stderr).toMatch(
      /^goalpost: The server at 127\.0\.0\.1:\d+ .*401.* OPENAI_API_KEY.* Then resume the thread\.\n$/,
    );
    expect(ended.stdout + ended.stderr).not.toContain('sk-wrong');
    expect(result(ended)).toMatchObject({ status: 'blocked', reason: 'provider_auth' });
    expect(goal.server.requests).toHaveLength(1);
    const resumed = await goal.run(['resume', threadOf(), '--json'], { ...goal.env, OPENAI_API_KEY: 'sk-right' });
    expect(resumed).toMatchObject({ code: 0, stderr: '' });
  });

  it('a model that it does not have', async () => {
    goal = await smallGoal({ models: ['another'] });
    const ended = await goal.run(goal.runArgs, goal.env);
    expect(ended).toMatchObject({ code: 5, signal: null });
    expect(ended.stderr).toMatch(/^goalpost: .*gpt-flow.*\n$/);
    expect(result(ended)).toMatchObject({ status: 'blocked', reason: 'provider_bad_model' });
  });
});

describe('a server that cannot be reached', () => {
  it('is tried three times within ten seconds; then the sentence names it, and resuming tries again', async () => {
    goal = await smallGoal();
    const port = await closedPort();
    const ended = await goal.run(goal.runArgs, { ...goal.env, OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1` });
    expect(ended).toMatchObject({ code: 5, signal: null });
    expect(ended.stderr).toMatch(
      new RegExp(
        `^goalpost: Cannot reach the model server at 127\\.0\\.0\\.1:${port} \\(connection refused\\): .*OPENAI_BASE_URL.*\\n$`,
      ),
    );
    expect(result(ended)).toMatchObject({ status: 'blocked', reason: 'provider_unreachable' });
    const tries = typed(ended, 'request.started').map((line) => line.at ?? 0);
    expect(tries).toHaveLength(3);
    expect((typed(ended, 'goal.blocked')[0]?.at ?? Number.NaN) - (tries[0] ?? Number.NaN)).toBeLessThan(GIVEN_UP_MS);
  });
});

/** A port of this machine on which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('a second process on the same data folder', () => {
  async function busy(): Promise<Goalpost> {
    goal = await smallGoal({ instead: (index) => (index === 0 ? { hang: true } : undefined) });
    const run = goal.start(goal.runArgs, goal.env);
    await until(() => goal.server.requests.length === 1);
    return run;
  }

  it('says who holds it and writes nothing; looking is free; its pause reaches the first', async () => {
    const run = await busy();
    const before = loggedLines(goal, threadOf());
    const held = `goalpost: The process ${run.pid} has the data folder ${goal.data} open. Close it, or use another folder with --data.\n`;
    for (const args of [goal.runArgs, ['resume', threadOf()], ['demo']]) {
      expect(await goal.run(args, goal.env)).toEqual({ code: 5, signal: null, stdout: '', stderr: held });
    }
    const shown = await goal.run(['show', threadOf(), '--json']);
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(shown.stdout)).toMatchObject({ status: 'active', reason: 'model_request' });
    const answered = await goal.run(['answer', threadOf(), '--need', 'nothing', '--text', 'yes']);
    expect(answered).toMatchObject({
      code: 64,
      stdout: '',
      stderr: expect.stringContaining('There is no open question "nothing"'),
    });
    expect(loggedLines(goal, threadOf())).toEqual(before);
    const paused = await goal.run(['pause', threadOf(), '--json']);
    expect(paused).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(paused.stdout)).toEqual({ type: 'answer', thread: threadOf(), status: 'paused', reason: 'paused' });
    const ended = await run.ended;
    expect(ended).toMatchObject({ code: 2, signal: null, stderr: '' });
    expect(result(ended)).toMatchObject({ status: 'paused', reason: 'paused' });
    expect(goal.server.requests).toHaveLength(1);
  });

  it('takes over where the first was killed: pausing closes what was cut, and pausing twice is refused', async () => {
    const run = await busy();
    run.signal('SIGKILL');
    await run.ended;
    const paused = await goal.run(['pause', threadOf()]);
    expect(paused).toEqual({ code: 0, signal: null, stdout: `${threadOf()}: paused (paused)\n`, stderr: '' });
    const types = loggedLines(goal, threadOf()).map((line) => line.type);
    expect(types.slice(-3)).toEqual(['usage.charged', 'turn.interrupted', 'goal.paused']);
    const again = await goal.run(['pause', threadOf()]);
    expect(again).toEqual({
      code: 64,
      signal: null,
      stdout: '',
      stderr: 'goalpost: The goal is paused; there is nothing to pause.\n',
    });
    expect(goal.server.requests).toHaveLength(1);
  });
});
