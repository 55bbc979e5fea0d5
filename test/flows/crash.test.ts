import { afterEach, describe, expect, it } from 'vitest';
import { type Ended, type Goalpost, type Line, linesOf, processesOf, until } from './support';
import { lostLines, type SmallGoal, type SmallGoalOptions, shellStep, smallGoal, WRITE_ANSWER } from './supportGoal';
import { loggedLines, threadsOf } from './supportLog';

let goal: SmallGoal;

afterEach(() => goal.end());

const threadOf = () => threadsOf(goal)[0] ?? '';
const resume = () => goal.start(['resume', threadOf(), '--json'], goal.env);
const log = () => loggedLines(goal, threadOf());
const result = (ended: Ended) => linesOf(ended.stdout).at(-1);

/** Kill −9 of the program, and what must hold right after it: what was printed is in the log, and nothing of ours lives on. */
async function killed(process: Goalpost): Promise<Ended> {
  process.signal('SIGKILL');
  const ended = await process.ended;
  expect(ended.signal).toBe('SIGKILL');
  expect(lostLines(goal, ended.stdout)).toEqual([]);
  await until(() => processesOf(goal.root).length === 0);
  return ended;
}

/** Starts a goal, kills it where `reach` says, resumes it, and holds what comes of it to what every cut must come to. */
async function cutAndResumed(options: SmallGoalOptions, reach: (run: Goalpost) => Promise<unknown>): Promise<readonly Line[]> {
  goal = await smallGoal(options);
  const before = goal.listing();
  const run = goal.start(goal.runArgs, goal.env);
  await reach(run);
  await killed(run);
  expect(goal.listing()).toEqual(before);
  const cut = log();
  const resumed = await resume().ended;
  expect({ ...resumed, stdout: '' }).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
  expect(result(resumed)).toMatchObject({ status: 'complete', reason: 'evidence_complete' });
  expect(log().slice(0, cut.length)).toEqual(cut);
  expect(linesOf(resumed.stdout).slice(0, -1)).toEqual(log().slice(cut.length));
  expect(goal.listing()).toEqual(before);
  expect(goal.server.requests.filter((request) => request.refused)).toEqual([]);
  expect(processesOf(goal.root)).toEqual([]);
  return log().slice(cut.length);
}

const briefly = (lines: readonly Line[], ...types: readonly string[]) =>
  lines.filter((line) => types.includes(line.type)).map((line) => line.type);

describe('kill -9 of the whole program, then resume', () => {
  it('during a model request: the request is charged by estimate, the turn is interrupted, another one is asked', async () => {
    const after = await cutAndResumed({ instead: (index) => (index === 1 ? { hang: true } : undefined) }, async (run) => {
      await run.line('request.started', (line) => line.request === 't1r2a1');
      await until(() => goal.server.requests.length === 2);
    });
    expect(after.slice(0, 3).map((line) => line.type)).toEqual(['usage.charged', 'turn.interrupted', 'goal.resumed']);
    const tokens = { input: expect.toSatisfy((input: number) => input > 100), cached: 0, output: 0 };
    expect(after[0]).toMatchObject({ request: 't1r2a1', estimated: true, tokens });
    expect(after[1]).toMatchObject({ turn: 't1', by: 'app', reason: 'the app stopped in the middle of it' });
  });

  it('in the middle of an answer: nothing of the half answer is kept', async () => {
    const after = await cutAndResumed(
      { instead: (index) => (index === 0 ? { items: [{ type: 'text', text: 'half of it' }], hangAfter: 5 } : undefined) },
      async () => until(() => goal.server.requests.length === 1),
    );
    expect(briefly(after, 'usage.charged', 'turn.interrupted', 'turn.started')[1]).toBe('turn.interrupted');
    expect(JSON.stringify(log())).not.toContain('half of it');
  });

  it('during a shell command: it dies too, is told as interrupted, and is not run again by itself', async () => {
    const once = '[ -e build/once ] || { mkdir -p build; touch build/once; sleep 1000; }';
    const after = await cutAndResumed({ work: [shellStep('write', `${once}; echo 42 > src/answer.txt`)] }, async (run) => {
      await run.line('tool.started', (line) => line.name === 'shell');
      await until(() => processesOf(goal.root).some(({ command }) => command === 'sleep 1000'));
    });
    expect(after[0]).toMatchObject({ type: 'tool.finished', call: 'write-1', status: 'interrupted' });
    expect(after[0]?.output).toMatch(/^Interrupted: .*it had started/);
    expect(after[1]).toMatchObject({ type: 'turn.interrupted', turn: 't1' });
    // The agent asked for it once more, under another id: the app did not.
    expect(after.filter((line) => line.type === 'tool.started').map((line) => line.call)).toEqual(['write-1-r2', 'claim-1']);
    expect(after.find((line) => line.type === 'turn.started')?.prompt).toContain('The last turn was interrupted');
  });

  it('while a background process lives: it dies too and is told as lost', async () => {
    const background = { name: 'shell', arguments: { command: 'sleep 1000', background: true } };
    const work = [{ id: 'serve', say: 'A server.', calls: [background] }, WRITE_ANSWER];
    const after = await cutAndResumed({ work, instead: (index) => (index === 1 ? { hang: true } : undefined) }, async (run) => {
      await run.line('process.opened');
      await until(() => goal.server.requests.length === 2);
    });
    expect(after[0]).toMatchObject({ type: 'process.exited', process: 'p1', exit: null, reason: 'lost' });
  });

  it('during a check of the gate: the claim is dropped, its call told as interrupted, and the next claim is checked', async () => {
    const hangsAtFirst =
      'grep -qx 42 src/answer.txt || exit 1; [ -e build/once ] || { mkdir -p build; touch build/once; sleep 1000; }';
    const after = await cutAndResumed({ check: hangsAtFirst }, async (run) => {
      await run.line('goal.claimed');
      await until(() => processesOf(goal.root).some(({ command }) => command === 'sleep 1000'));
    });
    expect(after.slice(0, 3)).toMatchObject([
      { type: 'verification.finished', verification: 'v2', outcome: 'abandoned' },
      { type: 'tool.finished', call: 'claim-1', status: 'interrupted' },
      { type: 'turn.interrupted', turn: 't1' },
    ]);
    const passed = after.filter((line) => line.type === 'evidence.recorded');
    expect(passed).toMatchObject([{ evidence: { purpose: 'gate', verdict: { verdict: 'pass' } } }]);
  });

  it('during the baseline: the goal is still a draft, and resuming takes the baseline again', async () => {
    const hangsAtFirst = '[ -e build/once ] || { mkdir -p build; touch build/once; sleep 1000; }; grep -qx 42 src/answer.txt';
    const after = await cutAndResumed({ check: hangsAtFirst }, async (run) => {
      await run.line('check.started');
      await until(() => processesOf(goal.root).some(({ command }) => command === 'sleep 1000'));
    });
    expect(briefly(after, 'verification.finished', 'verification.started', 'goal.activated').slice(0, 4)).toEqual([
      ...['verification.finished', 'verification.started', 'verification.finished', 'goal.activated'],
    ]);
    expect(goal.server.requests.length).toBe(2);
  });
});

/** Where one goal is killed, in this order, each time right after the first such event of its process is seen. */
const POINTS = [
  ...['thread.opened', 'check.started', 'evidence.recorded', 'turn.started', 'request.started'],
  ...['model.responded', 'tool.started', 'tool.finished', 'goal.claimed', 'check.started'],
];

/** Green only after a second, so that no process is done before the signal comes. */
const SLOWLY_GREEN = 'grep -qx 42 src/answer.txt && sleep 1';

describe('a goal that is killed again and again, right after an event', () => {
  it('keeps every event that was shown, runs and charges nothing twice, and completes', async () => {
    goal = await smallGoal({ work: [shellStep('look', 'cat src/answer.txt'), WRITE_ANSWER], check: SLOWLY_GREEN });
    const before = goal.listing();
    let known: readonly Line[] = [];
    for (const [index, point] of POINTS.entries()) {
      const process = index === 0 ? goal.start(goal.runArgs, goal.env) : resume();
      await process.line(point);
      await killed(process);
      const now = log();
      expect(now.slice(0, known.length)).toEqual(known);
      known = now;
    }
    expect(await resume().ended).toMatchObject({ code: 0, stderr: '' });
    const whole = log();
    expect(whole.slice(0, known.length)).toEqual(known);
    expect(goal.listing()).toEqual(before);
    expect(whole.at(-1)?.type).toMatch(/^(checkpoint\.taken|turn\.finished)$/);
    for (const [opens, closes, key] of PAIRS)
      expect({ [opens]: ids(whole, opens, key) }).toEqual({ [opens]: ids(whole, closes, key) });
  }, 120_000);
});

/** What is opened must be closed, and once: by which event, under which id. */
const PAIRS: readonly (readonly [string, string, string])[] = [
  ['request.started', 'usage.charged', 'request'],
  ['verification.started', 'verification.finished', 'verification'],
  ['goal.drafted', 'goal.completed', 'thread'],
];

const ids = (lines: readonly Line[], type: string, key: string) =>
  lines.filter((line) => line.type === type).map((line) => line[key]);
