import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type Ended, type Goalpost, linesOf, processesOf, until } from './support';
import { lostLines, type SmallGoal, shellStep, smallGoal, WRITE_ANSWER } from './supportGoal';
import { loggedLines, threadsOf } from './supportLog';

/** Two signals within a second count as one (DESIGN.md); a signal after this is another one. */
const LATER_MS = 1_100;

let goal: SmallGoal;

afterEach(() => goal.end());

const threadOf = () => threadsOf(goal)[0] ?? '';
const result = (ended: Ended) => linesOf(ended.stdout).at(-1);
const lives = (command: string) => processesOf(goal.root).some((process) => process.command === command);
const start = () => goal.start(goal.runArgs, goal.env);

/** What every interrupt must come to: paused, said so, nothing asked afterwards, nothing alive; and resuming completes. */
async function pausedThenCompleted(run: Goalpost, asked: number): Promise<Ended> {
  const ended = await run.ended;
  expect({ ...ended, stdout: '' }).toEqual({ code: 130, signal: null, stdout: '', stderr: '' });
  expect(result(ended)).toMatchObject({ type: 'result', status: 'paused', reason: 'paused' });
  expect(lostLines(goal, ended.stdout)).toEqual([]);
  expect(processesOf(goal.root)).toEqual([]);
  expect(goal.server.requests).toHaveLength(asked);
  const resumed = await goal.run(['resume', threadOf(), '--json'], goal.env);
  expect({ ...resumed, stdout: '' }).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
  expect(goal.server.requests.filter((request) => request.refused)).toEqual([]);
  return ended;
}

const typesAfter = (ended: Ended, type: string) => {
  const types = linesOf(ended.stdout).map((line) => line.type);
  return types.slice(types.indexOf(type) + 1);
};

describe('SIGINT to the program', () => {
  it('during a request: the request is broken off, charged, and none follows', async () => {
    goal = await smallGoal({ instead: (index) => (index === 0 ? { hang: true } : undefined) });
    const run = start();
    await until(() => goal.server.requests.length === 1);
    run.signal('SIGINT');
    const ended = await pausedThenCompleted(run, 1);
    expect(await goal.server.requests[0]?.ended).toBe('aborted');
    expect(typesAfter(ended, 'request.started')).toEqual(['usage.charged', 'turn.interrupted', 'goal.paused', 'result']);
    expect(linesOf(ended.stdout).find((line) => line.type === 'goal.paused')).toMatchObject({ by: 'user', reason: 'interrupt' });
  });

  it('by a terminal, to the whole group and twice at once, during a command: once, and the command ends with it', async () => {
    const once = '[ -e build/once ] || { mkdir -p build; touch build/once; sleep 1000; }';
    goal = await smallGoal({ work: [shellStep('write', `${once}; echo 42 > src/answer.txt`)] });
    const run = start();
    await until(() => lives('sleep 1000'));
    run.signalGroup('SIGINT');
    run.signalGroup('SIGINT');
    const ended = await pausedThenCompleted(run, 1);
    expect(typesAfter(ended, 'tool.started')).toEqual([
      ...['tool.finished', 'turn.interrupted', 'goal.paused', 'checkpoint.taken', 'result'],
    ]);
  });

  it('a later one ends the program at once, with the same exit code, and loses nothing', async () => {
    goal = await smallGoal({ work: [shellStep('stubborn', "trap '' TERM INT; echo started; while true; do sleep 1000; done")] });
    const run = start();
    await until(() => lives('sleep 1000'));
    run.signal('SIGINT');
    await run.line('goal.paused');
    await delay(LATER_MS);
    run.signal('SIGINT');
    const ended = await run.ended;
    expect({ ...ended, stdout: '' }).toEqual({ code: 130, signal: null, stdout: '', stderr: '' });
    expect(lostLines(goal, ended.stdout)).toEqual([]);
    await until(() => processesOf(goal.root).length === 0);
    expect(loggedLines(goal, threadOf()).at(-1)).toMatchObject({ type: 'goal.paused' });
  });

  it('during a check of the gate: the claim is dropped and what the check had changed is put back', async () => {
    const strays =
      'echo stray > src/stray.txt; [ -e build/once ] || { mkdir -p build; touch build/once; sleep 1000; }; rm src/stray.txt';
    goal = await smallGoal({ check: `grep -qx 42 src/answer.txt || exit 1; ${strays}` });
    const before = goal.listing();
    const run = start();
    await until(() => lives('sleep 1000'));
    run.signal('SIGINT');
    await run.ended;
    expect(goal.listing()).toEqual(before);
    const ended = await pausedThenCompleted(run, 2);
    expect(typesAfter(ended, 'check.started').slice(-6)).toEqual([
      ...['verification.finished', 'tool.finished', 'turn.interrupted', 'goal.paused', 'checkpoint.taken', 'result'],
    ]);
  });

  it('during the baseline: the goal stays a draft that resuming activates', async () => {
    goal = await smallGoal({
      check: '[ -e build/once ] || { mkdir -p build; touch build/once; sleep 1000; }; grep -qx 42 src/answer.txt',
    });
    const run = start();
    await until(() => lives('sleep 1000'));
    run.signal('SIGINT');
    const ended = await run.ended;
    expect({ ...ended, stdout: '' }).toEqual({ code: 130, signal: null, stdout: '', stderr: '' });
    expect(result(ended)).toMatchObject({ status: 'draft', reason: 'not_activated' });
    expect(goal.server.requests).toHaveLength(0);
    expect(await goal.run(['resume', threadOf(), '--json'], goal.env)).toMatchObject({ code: 0, stderr: '' });
  });

  it('SIGTERM pauses as well', async () => {
    goal = await smallGoal({ work: [WRITE_ANSWER], instead: (index) => (index === 1 ? { hang: true } : undefined) });
    const run = start();
    await until(() => goal.server.requests.length === 2);
    run.signal('SIGTERM');
    await pausedThenCompleted(run, 2);
  });
});

describe('a reader that has gone', () => {
  it('pauses the goal as Ctrl-C does, without a word', async () => {
    goal = await smallGoal({ work: ['one', 'two', 'three'].map((id) => shellStep(id, 'sleep 1')) });
    const run = start();
    await run.line('tool.started');
    run.closeOutput();
    const ended = await run.ended;
    expect({ ...ended, stdout: '' }).toEqual({ code: 130, signal: null, stdout: '', stderr: '' });
    const types = loggedLines(goal, threadOf()).map((line) => line.type);
    expect(types).toContain('goal.paused');
    expect(types).not.toContain('goal.claimed');
  });
});
