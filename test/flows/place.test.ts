import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  answersOf,
  claim,
  type Ended,
  eventsOf,
  GOAL,
  type GoalFixture,
  goalFixture,
  holdsLine,
  shell,
  snapshotOf,
  WRITE_DONE,
} from './goalFixture';

/** Of a repository's files, what checkpoints, worktrees and results of goals may add to. */
const GOALS_OWN = /^\.git\/(objects|refs\/goalpost|refs\/heads\/goal|worktrees)(\/|$)/;

const placeOf = (ended: Ended) => eventsOf(ended, 'place.made')[0];
const users = ({ workspace }: GoalFixture) => snapshotOf(workspace, GOALS_OWN);
const jsonOf = (ended: Ended) => JSON.parse(ended.stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;

/** A goal that is complete in a worktree, of a folder with uncommitted work. */
async function completeApart() {
  const fixture = await goalFixture({ '.gitignore': 'node_modules/\n', 'notes.txt': 'notes\n' });
  fixture.git('config', 'user.name', 'Ada');
  fixture.git('config', 'user.email', 'ada@example.invalid');
  fixture.write('notes.txt', 'uncommitted\n');
  fixture.write('src/new ü.txt', 'untracked\n');
  fixture.write('node_modules/x.js', 'x\n');
  const before = users(fixture);
  fixture.answers([shell(`cat notes.txt 'src/new ü.txt'; pwd; ${WRITE_DONE}`, 'work')], [claim()]);
  const ended = await fixture.run(GOAL);
  expect(ended.result).toMatchObject({ status: 'complete' });
  return { fixture, ended, before, thread: ended.result?.thread ?? '' };
}

describe('a goal on a folder with uncommitted work', () => {
  it('works in a worktree that begins with it, says so first, and leaves the folder as it is', async () => {
    const { fixture, ended, before } = await completeApart();
    const made = placeOf(ended);
    expect(made).toMatchObject({ kind: 'worktree', by: 'app', why: '2 files are changed or untracked here.', dirty: 2 });
    expect(made?.notes).toEqual([
      expect.stringMatching(/does not come along into the worktree: node_modules\/\..*clean: \{ setup/),
    ]);
    expect(ended.events.findIndex(({ type }) => type === 'place.made')).toBeLessThan(
      ended.events.findIndex(({ type }) => type === 'checkpoint.taken'),
    );
    expect(eventsOf(ended, 'checkpoint.taken')[0]?.notes).toEqual(made?.notes);
    expect(answersOf(ended).work?.output).toContain(`uncommitted\nuntracked\n${made?.root}\n`);
    expect(users(fixture)).toEqual(before);
    expect(eventsOf(ended, 'checkpoint.taken').at(-1)?.changed).toMatchObject([{ path: 'src/app.txt' }]);
  });

  it('brings its result back as a branch and as a patch, each once, and into the files', async () => {
    const { fixture, before, thread } = await completeApart();
    const branched = await fixture.goalpost('bring', thread, '--branch', 'goal/done', '--message', 'It says done');
    expect([branched.code, jsonOf(branched)]).toMatchObject([0, { as: 'branch', branch: 'goal/done', files: 1, notes: [] }]);
    expect(fixture.git('log', '--format=%an %s', 'main..goal/done')).toBe('Ada It says done\n');
    expect(fixture.git('diff', '--name-only', 'main', 'goal/done')).toBe('src/app.txt\n');
    const again = await fixture.goalpost('bring', thread, '--branch', 'goal/done');
    expect([again.code, again.stderr]).toEqual([64, expect.stringContaining('There is a branch goal/done already')]);
    const file = join(fixture.folder, 'result.patch');
    expect((await fixture.goalpost('bring', thread, '--patch', file)).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toMatch(/^diff --git a\/src\/app\.txt b\/src\/app\.txt\n/);
    const over = await fixture.goalpost('bring', thread, '--patch', file);
    expect([over.code, over.stderr]).toEqual([64, expect.stringContaining('something at')]);
    expect(users(fixture)).toEqual(before);
    const applied = await fixture.goalpost('bring', thread, '--apply');
    expect([applied.code, fixture.read('src/app.txt'), fixture.read('notes.txt')]).toEqual([0, 'start\ndone\n', 'uncommitted\n']);
    const shown = jsonOf(await fixture.goalpost('show', thread)) as { place: { brought: { as: string }[] }; workspace: string };
    expect(shown.workspace).toBe(fixture.workspace);
    expect(shown.place.brought.map(({ as }) => as)).toEqual(['branch', 'patch', 'apply']);
  });

  it('is not applied over what meets it, and tells the paths', async () => {
    const { fixture, thread } = await completeApart();
    fixture.write('src/app.txt', 'start\nmine\n');
    const before = users(fixture);
    const refused = await fixture.goalpost('bring', thread, '--apply');
    expect([refused.code, refused.stderr]).toEqual([64, expect.stringMatching(/nothing was changed\. .* in: src\/app\.txt\. /)]);
    expect(users(fixture)).toEqual(before);
    const none = await fixture.goalpost('bring', thread);
    expect([none.code, none.stderr]).toEqual([64, expect.stringContaining('--patch FILE, --apply, --branch NAME')]);
  });

  it('keeps its worktree until its result is brought back or let go, and then removes that alone', async () => {
    const { fixture, ended, before, thread } = await completeApart();
    const root = placeOf(ended)?.root ?? '';
    const remove = (...more: readonly string[]) => fixture.goalpost('worktree', thread, '--remove', ...more);
    const kept = await remove();
    expect([kept.code, kept.stderr]).toEqual([64, expect.stringContaining('was not brought back')]);
    await fixture.goalpost('clear', thread);
    expect(existsSync(join(root, 'src/app.txt'))).toBe(true);
    expect((await fixture.goalpost('bring', thread, '--branch', 'goal/done')).code).toBe(0);
    writeFileSync(join(root, 'by hand.txt'), 'x\n');
    const changed = await remove();
    expect([changed.code, changed.stderr]).toEqual([64, expect.stringContaining('changed after the goal’s last checkpoint')]);
    const removed = await remove('--discard');
    expect([removed.code, jsonOf(removed)]).toMatchObject([0, { type: 'removed', root }]);
    expect([existsSync(root), fixture.git('worktree', 'list').trim().split('\n').length]).toEqual([false, 1]);
    expect(users(fixture)).toEqual(before);
    // What it came to is still in git's objects.
    expect((await fixture.goalpost('bring', thread, '--branch', 'goal/again')).code).toBe(0);
    expect((await remove()).code).toBe(64);
  });
});

describe('where a goal works', () => {
  it('is the folder itself where nothing is changed there, or where somebody says so', async () => {
    const fixture = await goalFixture();
    fixture.answers([shell(WRITE_DONE)], [claim()]);
    const clean = await fixture.run(GOAL);
    expect([clean.code, placeOf(clean)]).toMatchObject([0, { kind: 'in_place', by: 'app', root: fixture.workspace }]);
    expect(fixture.read('src/app.txt')).toBe('start\ndone\n');
    const bring = await fixture.goalpost('bring', clean.result?.thread ?? '', '--apply');
    expect([bring.code, bring.stderr]).toEqual([64, expect.stringContaining('is there already')]);
    fixture.answers([shell('echo more >> src/app.txt')], [claim()]);
    const more = { outcome: 'more', verification: [holdsLine('says-more', 'more')] };
    const dirty = await fixture.run(more, '--in-place');
    expect(placeOf(dirty)).toMatchObject({ kind: 'in_place', by: 'user', dirty: 1 });
    expect(fixture.read('src/app.txt')).toBe('start\ndone\nmore\n');
  });

  it('is a worktree of its own where somebody says so', async () => {
    const fixture = await goalFixture();
    fixture.answers([shell(WRITE_DONE)], [claim()]);
    const ended = await fixture.run(GOAL, '--worktree');
    expect([ended.code, placeOf(ended)]).toMatchObject([0, { kind: 'worktree', by: 'user' }]);
    expect(fixture.read('src/app.txt')).toBe('start\n');
  });

  it('is told before anything is made where no goal can work', async () => {
    const fixture = await goalFixture();
    fixture.git('update-index', '--add', '--cacheinfo', `160000,${fixture.git('rev-parse', 'HEAD').trim()},vendor/lib`);
    const ended = await fixture.run(GOAL);
    expect([ended.code, ended.stderr]).toEqual([64, expect.stringContaining('has the submodule vendor/lib')]);
    expect((await fixture.goalpost('list')).stdout).toBe('');
  });
});

describe('a worktree that was being made when the app was killed', () => {
  it.each(['verification.started', 'place.made'] as const)('is made anew or taken as it is: %s', async (type) => {
    const fixture = await goalFixture();
    fixture.write('src/dirty.txt', 'x\n');
    const before = users(fixture);
    const killed = await fixture.runUntilKilled(type, GOAL);
    const thread = killed.events[0] ? (JSON.parse(killed.stdout.split('\n')[0] ?? '') as { thread: string }).thread : '';
    fixture.answers([shell(WRITE_DONE)], [claim()]);
    const ended = await fixture.goalpost('resume', thread);
    expect(ended.result).toMatchObject({ status: 'complete' });
    expect(fixture.git('worktree', 'list').trim().split('\n')).toHaveLength(2);
    const rooms = `${fixture.dataDir}-worktrees`;
    expect(readdirSync(rooms).filter((room) => existsSync(join(rooms, room, 'owner.json')))).toHaveLength(1);
    expect(users(fixture)).toEqual(before);
  });
});
