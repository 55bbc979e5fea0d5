import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { EventData } from '../../shared/thread/events';
import {
  answersOf,
  bodyOf,
  CHECKPOINTS,
  call,
  claim,
  GOAL,
  type GoalFixture,
  goalFixture,
  say,
  shell,
  snapshotOf,
  WRITE_DONE,
} from './goalFixture';

const READ_ONLY = 'Boundary: that path is read-only here. The contract would have to list it in boundaries.write';
const NO_NETWORK =
  'Boundary: there is no network except the allowed hosts. The contract would have to list the host in boundaries.hosts.';
const NO_SOCKETS = 'Boundary: Unix sockets are refused here. The contract would have to say boundaries.sockets: true.';
const SECRET = 'not-for-the-model';

const patch = (path: string, id: string) =>
  call('apply_patch', { patch: `*** Begin Patch\n*** Add File: ${path}\n+x\n*** End Patch` }, id);

/** A workspace beside a home with a key, with a hidden folder, and a link that leads out of where it may write. */
async function guardedFixture(): Promise<GoalFixture> {
  const fixture = await goalFixture({ 'private/key.txt': `${SECRET}\n`, 'top.txt': 'top\n', '.env': `KEY=${SECRET}\n` });
  mkdirSync(join(fixture.home, '.ssh'));
  writeFileSync(join(fixture.home, '.ssh', 'id_test'), `${SECRET}\n`);
  symlinkSync(fixture.home, join(fixture.workspace, 'src', 'way out'));
  return fixture;
}

/** Everything that a goal on this fixture must leave alone. */
const outside = (fixture: GoalFixture) =>
  snapshotOf(fixture.folder, /^(data|goal\.md)(\/|$)|^work space\/(src\/app\.txt|\.git\/(objects|refs\/goalpost)(\/|$))/);

/** A server of this machine that must never be reached. */
async function untouchedServer(): Promise<{ readonly port: number; readonly taken: () => number }> {
  let taken = 0;
  const server = createServer(() => taken++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, taken: () => taken };
}

const failedWith = (answer: EventData<'tool.finished'> | undefined, words: string) =>
  answer !== undefined && answer.exit !== 0 && answer.output.includes(words);

describe('a command of the agent', () => {
  it('cannot write outside boundaries.write nor in .git, read what is hidden, or open a connection, and is told which boundary it met', async () => {
    const fixture = await guardedFixture();
    const machine = await untouchedServer();
    const writes = {
      top: 'echo x > top.txt',
      new: 'echo x > new.txt',
      beside: 'echo x > ../beside.txt',
      link: "echo x > 'src/way out/x'",
      home: 'echo x > ~/x',
      remove: 'rm top.txt',
      mode: 'chmod 777 top.txt',
      hook: 'echo x > .git/hooks/pre-commit',
      commit: 'git -c user.name=a -c user.email=b commit --allow-empty -m x',
      branch: 'git branch x',
      stash: 'echo y >> src/app.txt; git stash; git checkout src/app.txt; truncate -s 6 src/app.txt',
      replace: 'mv .git git',
    };
    const reads = {
      hidden: 'cat private/key.txt',
      env: 'cat .env',
      ssh: 'cat ~/.ssh/id_test',
      data: `cat '${fixture.dataDir}/goalpost.db'`,
    };
    const connections = {
      name: 'curl -sS -m 5 http://example.com/',
      address: `node -e "require('net').connect(53,'192.0.2.1').on('error',(e)=>{console.error(String(e));process.exit(1)})"`,
      runtime: `node -e "fetch('http://example.com').catch((e)=>{console.error(e);process.exit(1)})"`,
    };
    const socket = `node -e "require('net').createServer().listen(process.env.TMPDIR+'/s')"`;
    const loopback = `exec 3<>/dev/tcp/127.0.0.1/${machine.port}`;
    const commands = { ...writes, ...reads, ...connections, socket, loopback };
    fixture.answers(
      Object.entries(commands).map(([id, command]) => shell(command, id)),
      [shell(WRITE_DONE), claim()],
    );
    const before = outside(fixture);
    const ended = await fixture.run({ ...GOAL, boundaries: { write: ['src/'], hide: ['private/'] } });
    const answers = answersOf(ended);

    expect(ended.result).toMatchObject({ status: 'complete' });
    const { stash: _restores, ...failing } = writes;
    expect(Object.keys(failing).filter((id) => !failedWith(answers[id], READ_ONLY))).toEqual([]);
    expect(answers.stash?.output).toContain(READ_ONLY);
    expect(Object.keys(reads).filter((id) => !failedWith(answers[id], 'cannot be read here'))).toEqual([]);
    expect(Object.keys(connections).filter((id) => !failedWith(answers[id], NO_NETWORK))).toEqual([]);
    expect(failedWith(answers.socket, NO_SOCKETS)).toBe(true);
    expect(failedWith(answers.loopback, 'no network except this goal’s own loopback')).toBe(true);
    expect(machine.taken()).toBe(0);
    expect(ended.stdout).not.toContain(SECRET);
    expect(outside(fixture)).toEqual(before);
  });

  it('cannot touch .git where the whole workspace is writable, and leaves no ghost entries', async () => {
    const fixture = await goalFixture();
    const commands = {
      hook: "echo '#!/bin/sh' > .git/hooks/pre-commit",
      folder: 'mkdir .git/worktrees',
      config: 'git config core.fsmonitor evil',
      remove: 'rm -rf .git',
      replace: 'mv .git moved',
      beside: 'echo x > ../beside.txt',
    };
    fixture.answers(
      Object.entries(commands).map(([id, command]) => shell(command, id)),
      [shell(WRITE_DONE), claim()],
    );
    const before = snapshotOf(fixture.workspace, CHECKPOINTS);
    const ended = await fixture.run({ ...GOAL, boundaries: { write: ['.'] } });
    const after = snapshotOf(fixture.workspace, CHECKPOINTS);

    expect(ended.code).toBe(0);
    expect(Object.keys(commands).filter((id) => !failedWith(answersOf(ended)[id], 'Boundary: '))).toEqual([]);
    expect({ ...after, 'src/app.txt': '' }).toEqual({ ...before, 'src/app.txt': '' });
  });
});

describe('the tools that work outside of the sandbox', () => {
  it('obey the same boundaries, and say so', async () => {
    const fixture = await guardedFixture();
    const patches = { top: 'new.txt', beside: '../beside.txt', absolute: join(fixture.home, 'x'), link: 'src/way out/x' };
    const reads = {
      key: 'private/key.txt',
      env: '.env',
      ssh: join(fixture.home, '.ssh/id_test'),
      log: join(fixture.dataDir, 'goalpost.db'),
    };
    fixture.answers(
      [
        ...Object.entries(patches).map(([id, path]) => patch(path, id)),
        patch('.git/hooks/pre-commit', 'hook'),
        patch('private/new.txt', 'hidden'),
        ...Object.entries(reads).map(([id, path]) => call('read_file', { path }, id)),
        call('search', { pattern: SECRET, path: 'private' }, 'search'),
        call('search', { pattern: SECRET, path: fixture.home }, 'search_home'),
        call('search', { pattern: SECRET }, 'search_all'),
      ],
      [shell(WRITE_DONE), claim()],
    );
    const before = outside(fixture);
    const ended = await fixture.run({ ...GOAL, boundaries: { write: ['src/'], hide: ['private/'] } });
    const answers = answersOf(ended);

    expect(ended.result).toMatchObject({ status: 'complete' });
    for (const id of Object.keys(patches))
      expect(answers[id]?.output).toMatch(/is outside boundaries\.write: the contract would have to list it\.$/);
    expect(answers.hook?.output).toBe(
      'The patch was not applied: .git/hooks/pre-commit is read-only whatever boundaries.write says.',
    );
    for (const id of [...Object.keys(reads), 'hidden'])
      expect(answers[id]?.output).toMatch(/is hidden: the boundaries of the goal keep it from being read\.$/);
    expect(Object.keys({ ...patches, ...reads }).map((id) => answers[id]?.status)).toEqual(Array(8).fill('failed'));
    expect(['search', 'search_home', 'search_all'].map((id) => answers[id]?.output)).toEqual(
      Array(3).fill(expect.stringMatching(/^No lines match\./)),
    );
    expect(outside(fixture)).toEqual(before);
  });

  it('are only those that the contract names, beside those of the thread itself', async () => {
    const fixture = await goalFixture();
    fixture.answers([shell('touch src/x', 'shell'), call('get_goal', {}, 'goal'), patch('src/new.txt', 'patch')], [say('Done.')]);
    const ended = await fixture.run({ ...GOAL, boundaries: { write: ['src/'], tools: ['apply_patch', 'read_file'] } });
    const answers = answersOf(ended);
    const offered = bodyOf(fixture, 0).tools?.map((tool) => tool.name);

    const refusal = "The contract's boundaries do not allow the tool shell; allowed: apply_patch, read_file.";
    expect(answers.shell).toMatchObject({ status: 'refused', output: refusal });
    expect([answers.goal?.status, answers.patch?.status]).toEqual(['ok', 'ok']);
    expect(offered).toEqual(expect.arrayContaining(['apply_patch', 'read_file', 'get_goal', 'update_goal']));
    for (const name of ['shell', 'write_stdin', 'search']) expect(offered).not.toContain(name);
  });
});
