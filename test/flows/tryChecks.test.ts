import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TriedChecks } from '../../shared/views/triedChecks';
import { CHECKPOINTS, type Ended, type GoalFixture, goalFixture, snapshotOf } from './goalFixture';

interface Tried extends TriedChecks {
  readonly type: 'check';
  readonly notes: readonly string[];
}

function check(fixture: GoalFixture, contract: Readonly<Record<string, unknown>>): Promise<Ended> {
  const file = join(fixture.folder, 'tried.md');
  writeFileSync(file, `---\n${JSON.stringify({ goalpost: 1, outcome: 'done', ...contract })}\n---\n`);
  return fixture.goalpost('check', file, '--workspace', fixture.workspace);
}

const command = (id: string, run: string, more: Readonly<Record<string, unknown>> = {}) => ({
  id,
  kind: 'command',
  run,
  ...more,
});

const told = (ended: Ended) => JSON.parse(ended.stdout) as Tried;

describe('goalpost check', () => {
  it('runs every check once in the sandbox and flags what is vacuous, red before the work, or broken', async () => {
    const fixture = await goalFixture({ 'bench.txt': 'p95 180\n' });
    const metric = { from: 'stdout', pattern: 'p95 (?<value>\\d+)', target: '< 120', unit: 'ms' };
    const ended = await check(fixture, {
      verification: [
        command('p95', 'cat bench.txt', { metric }),
        command('vacuous', 'true'),
        command('missing', 'no-such-program-here'),
        { id: 'look', kind: 'human', ask: 'it reads well' },
      ],
      constraints: [{ text: 'green', check: command('red', 'exit 3') }],
      budget: { usd: 1 },
    });
    const { status, checks } = told(ended);

    expect([ended.code, status]).toEqual([2, 'flagged']);
    expect(
      checks.map((one) => [one.check, one.verdict?.verdict ?? null, one.metric?.value ?? null, one.flag?.flag ?? null]),
    ).toEqual([
      ['red', 'fail', null, 'already_red'],
      ['p95', 'fail', 180, null],
      ['vacuous', 'pass', null, 'vacuous'],
      ['missing', 'broken', null, 'broken'],
      ['look', null, null, null],
    ]);
    expect(checks.find((one) => one.check === 'missing')?.flag?.message).toMatch(/^missing cannot start: exit 127/);
  });

  it('asks no model, keeps no thread and no ref, and leaves workspace and data as they were', async () => {
    const fixture = await goalFixture();
    fixture.write('src/uncommitted.txt', 'mine\n');
    const before = snapshotOf(fixture.workspace, CHECKPOINTS);
    const ended = await check(fixture, {
      verification: [command('c', 'echo x > dropped.txt; grep -qx done src/app.txt')],
      protect: ['src/'],
    });

    expect([ended.code, told(ended).status]).toEqual([0, 'clean']);
    expect(fixture.server.requests).toHaveLength(0);
    expect(snapshotOf(fixture.workspace, CHECKPOINTS)).toEqual(before);
    expect(existsSync(fixture.dataDir) ? readdirSync(fixture.dataDir) : []).toEqual([]);
    // What a check left behind is anchored, so that nothing is lost; the tried tree itself is not.
    expect(fixture.git('for-each-ref', '--format=%(refname) %(subject)', 'refs/goalpost').trim()).toMatch(
      /^\S+\/\d{13} .*moved\)$/,
    );
  });

  it('says what is wrong with a contract or a workspace, as run does', async () => {
    const fixture = await goalFixture();
    const bad = await check(fixture, { verification: [command('c', 'true', { repeat: { times: 2, judge: { atLeast: 3 } } })] });
    const nowhere = await fixture.goalpost('check', join(fixture.folder, 'none.md'), '--workspace', fixture.workspace);

    expect([bad.code, nowhere.code]).toEqual([64, 64]);
    expect(bad.stderr).toMatch(/verification\[0\]\.repeat\.judge\.atLeast: .*cannot be more than times/);
  });
});
