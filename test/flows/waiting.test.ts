import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  answersOf,
  bodyOf,
  call,
  claim,
  type Ended,
  eventsOf,
  GOAL,
  goalFixture,
  outputsOf,
  shell,
  WRITE_DONE,
} from './goalFixture';

const threadOf = (ended: Ended) => /"thread":"(\w+)"/.exec(ended.stdout)?.[1] ?? '';

/** Requests that were started while a wait was on. */
function askedWhileWaiting(ended: Ended): number {
  const types = ended.events
    .map(({ type }) => type)
    .filter((type) => type === 'wait.started' || type === 'wait.ended' || type === 'request.started');
  return types.filter((type, index) => type === 'request.started' && types[index - 1] === 'wait.started').length;
}

describe('a wait', () => {
  it('for a file, a process and a time ends when it is there, and asks the model nothing meanwhile', async () => {
    const fixture = await goalFixture();
    const session = (output: string) => /session[^\w]*"?([\w-]+)/i.exec(output)?.[1] ?? '';
    fixture.answers(
      [call('shell', { command: 'sleep 1; touch src/flag; sleep 0.5; exit 7', background: true }, 'background')],
      (body) => [
        call('wait', { for: 'file', path: 'src/flag', timeout_ms: 20_000 }, 'file'),
        call('wait', { for: 'process', session: session(outputsOf(body).at(-1)?.output ?? ''), timeout_ms: 20_000 }, 'process'),
        call('wait', { for: 'time', ms: 300 }, 'time'),
        call('wait', { for: 'file', path: 'src/none', timeout_ms: 300 }, 'none'),
        call('wait', { for: 'process', session: 'nobody' }, 'nobody'),
      ],
      [shell(WRITE_DONE), claim()],
    );
    const started = Date.now();
    const ended = await fixture.run(GOAL);
    const said = Object.fromEntries(Object.entries(answersOf(ended)).map(([id, { output }]) => [id, output]));

    expect([ended.code, ended.result?.usage.requests]).toEqual([0, 3]);
    expect(said.file).toBe('The file src/flag is there.');
    expect(said.process).toMatch(/^Session \S+ ended: exit 7\.$/);
    expect(said.time).toBe('The time is over.');
    expect(said.none).toBe("The file src/none did not appear; the wait's time is over.");
    expect(said.nobody).toBe('Session nobody is not running.');
    expect(askedWhileWaiting(ended)).toBe(0);
    expect(eventsOf(ended, 'process.exited')).toMatchObject([{ exit: 7 }]);
    expect(Date.now() - started).toBeLessThan(20_000);
  });
});

describe('a wait that a kill -9 cuts', () => {
  it('goes on until its own time when the thread is resumed, in the same turn and without another request', async () => {
    const fixture = await goalFixture();
    fixture.answers([call('wait', { for: 'time', ms: 4_000 }, 'wait')], [shell(WRITE_DONE), claim()]);
    const killed = await fixture.runUntilKilled('wait.started', GOAL);
    const [started] = eventsOf(killed, 'wait.started');
    const resumed = await fixture.goalpost('resume', threadOf(killed));
    const woken = resumed.events.find((event) => event.type === 'wait.ended');

    expect(killed.code).toBe(null);
    expect([resumed.code, resumed.result?.status, resumed.result?.usage.requests]).toEqual([0, 'complete', 2]);
    expect(eventsOf(resumed, 'turn.interrupted')).toEqual([]);
    expect(started?.until.for === 'time' && woken && woken.at >= started.until.deadline).toBe(true);
    expect(outputsOf(bodyOf(fixture, 1))).toEqual([{ call: 'wait', output: 'The time is over.' }]);
  });
});

describe('a background process', () => {
  it('ends with the goal that started it', async () => {
    const fixture = await goalFixture();
    const sleep = `sleep 86400.${process.pid}`;
    fixture.answers([call('shell', { command: sleep, background: true }), shell(WRITE_DONE), claim()]);
    const ended = await fixture.run(GOAL);

    expect(ended.code).toBe(0);
    expect(eventsOf(ended, 'process.opened').map(({ command }) => command)).toEqual([sleep]);
    expect(eventsOf(ended, 'process.exited')).toHaveLength(1);
    expect(execFileSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' })).not.toContain(sleep);
  });
});

describe('several calls of one response', () => {
  it('are all answered, in their order; unknown tools and arguments that are none are answered too', async () => {
    const fixture = await goalFixture();
    const calls = [
      call('read_file', { path: 'src/app.txt' }, 'read'),
      call('search', { pattern: 'start' }, 'search'),
      shell('sleep 0.3; cat src/app.txt; echo one >> src/app.txt', 'slow'),
      shell('cat src/app.txt', 'after'),
      call('read_file', { path: 'src/app.txt' }, 'read again'),
      call('fly', { to: 'the moon' }, 'unknown'),
      call('shell', '{"command": "echo', 'malformed'),
      call('shell', { cmd: 'ls' }, 'misnamed'),
      call('run_check', { id: 'nope' }, 'no check'),
      call('update_plan', { steps: [{ step: 'a', status: 'pending' }] }, 'plan'),
      call('get_goal', '', 'goal'),
      shell('exit 3', 'fails'),
    ];
    fixture.answers(calls, [shell(WRITE_DONE)], [claim()]);
    const ended = await fixture.run(GOAL);
    const answers = answersOf(ended);
    const ids = calls.map((item) => (item.type === 'tool_call' ? item.call : ''));

    expect(ended.code).toBe(0);
    expect(outputsOf(bodyOf(fixture, 1)).map((answer) => answer.call)).toEqual(ids);
    expect(ids.map((id) => answers[id ?? '']?.status)).toEqual([
      'ok',
      'ok',
      'ok',
      'ok',
      'ok',
      'failed',
      'failed',
      'failed',
      'failed',
      'ok',
      'ok',
      'ok',
    ]);
    expect(answers.after?.output).toContain('start\none');
    expect(answers['read again']?.output).toContain('2\tone');
    expect(answers.unknown?.output).toMatch(/^There is no tool "fly"\. The tools are: shell, /);
    expect(answers.malformed?.output).toMatch(/^The arguments of shell are not JSON .* Expected an object \{ command: string,/);
    expect(answers.misnamed?.output).toMatch(/^shell was not called: .*command/);
    expect(answers['no check']?.output).toBe('The contract has no check "nope". Its checks: says-done.');
    expect(answers.fails).toMatchObject({ exit: 3 });
  });
});
