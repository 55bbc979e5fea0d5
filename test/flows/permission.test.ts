import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
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
  typesOf,
  WRITE_DONE,
} from './goalFixture';

const COPY = 'cp src/app.txt top.txt';
const ask = (args: Readonly<Record<string, unknown>>, id = 'ask') => call('request_permission', args, id);
const ASK_COPY = ask({ why: 'The copy is read by the deployment.', command: COPY, write: ['top.txt'] });
const fixtureWithTop = () => goalFixture({ 'top.txt': 'top\n' });

/** Every line of a command's `--json`. */
const linesOf = ({ stdout }: Ended) =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

async function machineServer() {
  const server = createServer((_request, response) => response.end('reached'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a command that needs more than the boundaries', () => {
  it('is told how to ask, asks in the inbox, runs once the user allows it, and the goal goes on', async () => {
    const fixture = await fixtureWithTop();
    fixture.answers([shell(COPY, 'refused')], [ASK_COPY]);
    const asked = await fixture.run(GOAL);
    const thread = asked.result?.thread ?? '';
    const inbox = linesOf(await fixture.goalpost('inbox'));
    const answered = await fixture.goalpost('answer', thread, '--need', 'permission-1', '--text', 'once');
    fixture.answers([shell(WRITE_DONE)], [claim()]);
    const resumed = await fixture.goalpost('resume', thread);

    expect([asked.code, asked.result?.status, asked.result?.reason]).toEqual([2, 'active', 'permission']);
    expect(answersOf(asked)['refused']?.output).toContain('To ask the user: request_permission with write');
    expect(inbox).toEqual([
      expect.objectContaining({
        type: 'question',
        thread,
        kind: 'permission',
        need: 'permission-1',
        command: COPY,
        why: 'The copy is read by the deployment.',
        allows: [`write ${join(fixture.workspace, 'top.txt')}; of a folder all but its .git`],
        options: ['once', 'goal', 'always', 'no: NOTE'],
        answers: ['once', 'goal', 'always', "'no: NOTE'"].map(
          (option) => `goalpost answer ${thread} --need permission-1 --text ${option}`,
        ),
      }),
    ]);
    expect(answered.code).toBe(0);
    expect(fixture.read('top.txt')).toBe('start\n');
    expect([resumed.code, resumed.result?.status]).toEqual([0, 'complete']);
    expect(outputsOf(bodyOf(fixture, 2)).at(-1)).toEqual({ call: 'ask', output: expect.stringMatching(/^exit 0 after/) });
    expect(linesOf(await fixture.goalpost('inbox'))).toEqual([]);
    expect(linesOf(await fixture.goalpost('inbox', '--answered', '--limit', '5'))).toMatchObject([
      { type: 'answer', thread, kind: 'permission', answer: 'Allowed once', asked: expect.stringContaining(COPY) },
    ]);
  });

  it('hears a no with its note, and nothing was run', async () => {
    const fixture = await fixtureWithTop();
    fixture.answers([ASK_COPY]);
    const thread = (await fixture.run(GOAL)).result?.thread ?? '';
    await fixture.goalpost('answer', thread, '--need', 'permission-1', '--text', 'no: top.txt is mine');
    fixture.answers([shell(WRITE_DONE)], [claim()]);
    const resumed = await fixture.goalpost('resume', thread);

    expect(resumed.code).toBe(0);
    expect(outputsOf(bodyOf(fixture, 1)).at(-1)?.output).toMatch(/^The user said no: top\.txt is mine\n/);
    expect(fixture.read('top.txt')).toBe('top\n');
  });

  it('is allowed for the goal until that is taken back', async () => {
    const fixture = await fixtureWithTop();
    fixture.answers([ASK_COPY]);
    const thread = (await fixture.run(GOAL)).result?.thread ?? '';
    await fixture.goalpost('answer', thread, '--need', 'permission-1', '--text', 'goal');
    const listed = linesOf(await fixture.goalpost('permissions'));
    fixture.answers([shell('echo more >> top.txt', 'allowed')], [ask({ why: 'x', command: 'true', hosts: ['a.example'] })]);
    const more = await fixture.goalpost('resume', thread);
    const revoked = await fixture.goalpost('permissions', '--revoke', `${thread}/g1`);
    await fixture.goalpost('answer', thread, '--need', 'permission-2', '--text', 'no');
    fixture.answers([shell('echo again >> top.txt', 'refused')], [shell(WRITE_DONE)], [claim()]);
    const ended = await fixture.goalpost('resume', thread);

    expect(listed).toMatchObject([{ type: 'grant', id: `${thread}/g1`, command: COPY }]);
    expect(answersOf(more)['allowed']?.exit).toBe(0);
    expect([revoked.code, answersOf(ended)['refused']?.exit, ended.code]).toEqual([0, 1, 0]);
    expect(fixture.read('top.txt')).toBe('start\nmore\n');
  });

  it('is allowed always by a rule, which matches that command and no line with more in it', async () => {
    const fixture = await fixtureWithTop();
    fixture.answers([ASK_COPY]);
    const first = (await fixture.run(GOAL)).result?.thread ?? '';
    await fixture.goalpost('answer', first, '--need', 'permission-1', '--text', 'always');
    const [rule] = linesOf(await fixture.goalpost('permissions'));
    fixture.answers([shell(COPY, 'by rule')], [shell(`${COPY}; true`, 'more')], [shell(WRITE_DONE)], [claim()]);
    // The copy that was allowed is one file of this folder's: a worktree has another.
    const second = await fixture.run(GOAL, '--in-place');
    const revoked = await fixture.goalpost('permissions', '--revoke', String(rule?.['id']));
    fixture.answers([shell(COPY, 'revoked')], [claim()]);
    const third = await fixture.run(GOAL, '--accept-baseline', '--in-place');

    expect(rule).toMatchObject({ type: 'rule', workspace: fixture.workspace, match: { words: COPY.split(' '), more: false } });
    expect(answersOf(second)['by rule']).toMatchObject({ exit: 0, allowed: { by: `allowed by rule ${rule?.['id']}` } });
    expect(answersOf(second)['more']?.output).toContain('Read-only file system');
    expect([second.code, revoked.code]).toEqual([0, 0]);
    expect(answersOf(third)['revoked']?.exit).toBe(1);
  });

  it('is not asked about what nobody can allow', async () => {
    const fixture = await fixtureWithTop();
    const hook = ask({ why: 'a hook', command: 'touch .git/hooks/pre-commit', write: ['.git/hooks'] });
    fixture.answers([hook], [shell(WRITE_DONE)], [claim()]);
    const ended = await fixture.run(GOAL);
    expect([ended.code, eventsOf(ended, 'question.opened')]).toEqual([0, []]);
    expect(answersOf(ended)['ask']).toMatchObject({
      status: 'refused',
      output: expect.stringContaining('.git/hooks is never writable'),
    });
  });
});

describe('a host that is not listed', () => {
  it('is refused at once and named, can be asked for, and is never reached by a check', async () => {
    const fixture = await fixtureWithTop();
    const host = await machineServer();
    const fetch = `curl -sf --noproxy '' http://${host}/`;
    const contract = {
      ...GOAL,
      verification: [...GOAL.verification, { id: 'offline', kind: 'command', run: `! ${fetch}` }],
      boundaries: { write: ['src/'], hosts: ['listed.example'] },
    };
    fixture.answers([shell(fetch, 'refused')], [ask({ why: 'It has the data.', command: fetch, hosts: [host] })]);
    const asked = await fixture.run(contract, '--accept-baseline');
    const thread = asked.result?.thread ?? '';
    await fixture.goalpost('answer', thread, '--need', 'permission-1', '--text', 'goal');
    fixture.answers([shell(WRITE_DONE)], [claim()]);
    const ended = await fixture.goalpost('resume', thread);

    const refused = answersOf(asked)['refused'];
    expect(refused).toMatchObject({ tried: [host] });
    expect(refused?.output).toContain(`${host} is not among the allowed hosts; the connection was refused.`);
    expect(eventsOf(asked, 'question.opened').map(({ question }) => question)).toMatchObject([{ ask: { tried: [host] } }]);
    expect(outputsOf(bodyOf(fixture, 2)).at(-1)?.output).toContain('reached');
    expect([ended.code, typesOf(ended, 'gate.opened')]).toEqual([0, ['gate.opened']]);
  });
});

describe('a budget that is used up', () => {
  it('stands in the inbox, and is answered there', async () => {
    const fixture = await goalFixture();
    fixture.answers([shell('true')], []);
    const limited = await fixture.run({ ...GOAL, budget: { turns: 1 } });
    const thread = limited.result?.thread ?? '';
    const [asked] = linesOf(await fixture.goalpost('inbox'));
    const wrong = await fixture.goalpost('answer', thread, '--need', 'budget', '--text', 'lots');
    const answered = await fixture.goalpost('answer', thread, '--need', 'budget', '--text', '+3');
    fixture.answers([shell(WRITE_DONE)], [claim()]);
    const ended = await fixture.goalpost('resume', thread);

    expect([limited.code, asked?.['kind'], asked?.['need'], asked?.['options']]).toEqual([3, 'budget', 'budget', ['+3', 'none']]);
    expect([wrong.code, wrong.stderr]).toEqual([64, expect.stringContaining('"lots" is not an answer to "budget"')]);
    expect([answered.code, JSON.parse(answered.stdout)]).toMatchObject([0, { status: 'active' }]);
    expect([ended.code, ended.result?.status]).toEqual([0, 'complete']);
  });

  it('can be changed without setting the goal going', async () => {
    const fixture = await goalFixture();
    fixture.answers([shell('true')], []);
    const thread = (await fixture.run({ ...GOAL, budget: { turns: 1 } })).result?.thread ?? '';
    const changed = await fixture.goalpost('budget', thread, '--budget-turns', '9');
    expect([changed.code, JSON.parse(changed.stdout)]).toMatchObject([0, { status: 'budget_limited' }]);
    expect(linesOf(await fixture.goalpost('inbox'))).toMatchObject([{ kind: 'budget', options: ['resume'] }]);
  });
});
