import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { findProgram } from '../../electron/sandbox/programs';
import { claim, eventsOf, GOAL, type GoalFixture, goalFixture, say, shell, typesOf, WRITE_DONE } from './goalFixture';

const BIN = fileURLToPath(new URL('../../bin/goalpost.mjs', import.meta.url));
const PHRASE = 'run work space without a sandbox';
const path = process.env.PATH;

afterEach(() => {
  process.env.PATH = path;
});

/** As on a machine where bubblewrap was never installed. */
function withoutBubblewrap(fixture: GoalFixture): void {
  const folder = join(fixture.folder, 'bin');
  mkdirSync(folder);
  for (const name of ['bash', 'sh', 'env', 'git', 'rg', 'cat', 'grep', 'setsid', 'stty', 'socat', 'node']) {
    const program = findProgram(name);
    if (program) symlinkSync(program, join(folder, name));
  }
  process.env.PATH = folder;
}

const outside = (fixture: GoalFixture) => join(fixture.folder, 'outside.txt');
const workThenClaim = (fixture: GoalFixture) =>
  fixture.answers([shell(`echo out > '${outside(fixture)}'; ${WRITE_DONE}`)], [claim()], [say('done')]);

describe('a machine without a sandbox', () => {
  it('runs nothing of a goal, whatever a script answers in a person’s place', async () => {
    const fixture = await goalFixture();
    withoutBubblewrap(fixture);
    const refused = await fixture.run(GOAL);
    expect([refused.code, refused.stderr]).toEqual([5, expect.stringContaining('The sandbox needs bwrap')]);
    for (const words of [['--without-sandbox', 'yes'], ['--without-sandbox']]) {
      const unasked = await fixture.run(GOAL, ...words);
      expect([unasked.code, unasked.stderr]).toEqual([64, expect.stringContaining(`type exactly: ${PHRASE}`)]);
    }
    expect([fixture.server.requests.length, existsSync(join(fixture.dataDir, 'goalpost.db'))]).toEqual([0, false]);
  });

  it('runs a goal bare by a person’s typed words, and says so on everything it leaves', async () => {
    const fixture = await goalFixture();
    withoutBubblewrap(fixture);
    workThenClaim(fixture);
    const ended = await fixture.run(GOAL, '--without-sandbox', PHRASE);
    expect([ended.code, ended.stderr]).toEqual([0, expect.not.stringContaining('type exactly')]);
    expect(typesOf(ended, 'sandbox.waived', 'goal.activated')).toEqual(['sandbox.waived', 'goal.activated']);
    expect(eventsOf(ended, 'sandbox.waived')).toEqual([{ by: 'user', words: PHRASE }]);
    expect(eventsOf(ended, 'evidence.recorded').map(({ evidence }) => evidence.sandbox)).toEqual(['none', 'none']);
    expect(readFileSync(outside(fixture), 'utf8')).toBe('out\n');
    const { thread } = ended.result ?? { thread: '' };
    const show = await fixture.goalpost('show', thread);
    expect(JSON.parse(show.stdout)).toMatchObject({ sandbox: 'none', status: 'complete' });
    expect(JSON.parse((await fixture.goalpost('list')).stdout)).toMatchObject({ thread, sandbox: 'none' });
    const bundle = join(fixture.folder, 'bundle');
    expect((await fixture.goalpost('export', thread, '--out', bundle)).code).toBe(0);
    expect(readFileSync(join(bundle, 'report.md'), 'utf8')).toContain('Sandbox: GIVEN UP by a person');
    expect((await fixture.goalpost('sandbox', thread, '--restore')).code).toBe(0);
    expect(JSON.parse((await fixture.goalpost('sandbox', thread)).stdout)).toMatchObject({ sandbox: 'enforced', waiver: null });
  });
});

describe('a goal on a machine with a sandbox', () => {
  it('is held in it until its person gives it up, and again when they take that back', async () => {
    const fixture = await goalFixture();
    fixture.answers([shell(`echo out > '${outside(fixture)}'`)], [say('stuck')]);
    const held = await fixture.run(GOAL);
    const { thread } = held.result ?? { thread: '' };
    expect(existsSync(outside(fixture))).toBe(false);
    expect((await fixture.goalpost('sandbox', thread, '--waive', 'yes')).code).toBe(64);
    expect((await fixture.goalpost('sandbox', thread, '--waive', PHRASE)).code).toBe(0);
    workThenClaim(fixture);
    const bare = await fixture.goalpost('resume', thread);
    expect([bare.code, readFileSync(outside(fixture), 'utf8')]).toEqual([0, 'out\n']);
    expect(eventsOf(bare, 'evidence.recorded').map(({ evidence }) => evidence.sandbox)).toEqual(['none']);
  });
});

describe('goalpost shell', () => {
  // A pipe of a real shell's: what Node calls one is a socket, which no command is given.
  const inShell = (fixture: GoalFixture, thread: string, ...words: readonly string[]) => {
    const args = [process.execPath, BIN, 'shell', '--data', fixture.dataDir, thread, '--', ...words];
    return spawnSync('bash', ['-c', 'echo from stdin | "$@"', 'bash', ...args], {
      env: { PATH: process.env.PATH, HOME: fixture.home, GOALPOST_NO_APT: '1', LEAKED: 'secret' },
      encoding: 'utf8',
    });
  };

  it('has what the thread’s agent may touch, the command’s own exit code, and says what holds it', async () => {
    const fixture = await goalFixture({ '.env': 'KEY=secret\n' });
    mkdirSync(join(fixture.home, '.ssh'));
    writeFileSync(join(fixture.home, '.ssh', 'id'), 'secret');
    fixture.answers([say('nothing to do')]);
    const { thread } = (await fixture.run(GOAL)).result ?? { thread: '' };
    const line = `cat; echo mine > src/mine; echo x > top; cat .env ~/.ssh/id; echo "$LEAKED"; exit 7`;
    const ran = inShell(fixture, thread, line);
    expect([ran.status, ran.stdout]).toEqual([7, 'from stdin\n\n']);
    expect(ran.stderr.split('\n')[0]).toBe(`goalpost shell, thread ${thread}: sandbox enforced · may write src/ · no network`);
    expect([fixture.read('src/mine'), existsSync(join(fixture.workspace, 'top'))]).toEqual(['mine\n', false]);
    expect(inShell(fixture, thread, 'sh', '-c', 'kill -TERM $$').status).toBe(143);
    expect(inShell(fixture, thread, 'echo', `it's`, '$HOME').stdout).toBe(`it's $HOME\n`);
    expect(inShell(fixture, 'nothere', 'true').status).toBe(64);
  });
});
