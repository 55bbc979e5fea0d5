import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadThread } from '../../electron/engine/load';
import { openEventStore } from '../../electron/store/eventStore';
import type { CheckpointRow } from '../../shared/thread/checkpoints/row';
import type { EventType } from '../../shared/thread/events';
import type { ThreadState } from '../../shared/thread/state';
import { bodyOf, call, claim, GOAL, type GoalFixture, goalFixture, promptOf, shell, WRITE_DONE } from './goalFixture';

const block = call('update_goal', {
  status: 'blocked',
  summary: 'Stuck.',
  dossier: { attempts: ['Read.'], evidence: [], blocker: 'A word.', needs: [{ id: 'w', kind: 'text', question: 'Which?' }] },
});

/** Two turns that change files, and a block; between them the person edits a file of their own. */
async function stopped(): Promise<{ readonly fixture: GoalFixture; readonly thread: string }> {
  const fixture = await goalFixture({ 'mine.txt': 'mine\n' });
  fixture.answers([shell('echo first > src/first.txt; echo first >> src/app.txt')], [block]);
  const ended = await fixture.run(GOAL);
  const thread = ended.result?.thread ?? '';
  fixture.write('mine.txt', 'mine, edited\n');
  fixture.answers([shell('echo second > src/second.txt')], [block]);
  await fixture.goalpost('resume', thread);
  return { fixture, thread };
}

function stateOf(fixture: GoalFixture, thread: string): ThreadState | undefined {
  const store = openEventStore(join(fixture.dataDir, 'goalpost.db'), { mode: 'read' });
  if (!store.ok) throw new Error(store.error.message);
  try {
    return loadThread(store.value, thread).state;
  } finally {
    store.value.dispose();
  }
}

function eventTypes(fixture: GoalFixture, thread: string): readonly EventType[] {
  const store = openEventStore(join(fixture.dataDir, 'goalpost.db'), { mode: 'read' });
  if (!store.ok) throw new Error(store.error.message);
  try {
    return [...store.value.events(thread, 0)].map((stored) => stored.type as EventType);
  } finally {
    store.value.dispose();
  }
}

const rowsIn = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CheckpointRow);

describe('checkpoints on the command line', () => {
  it('lists them, shows a turn’s own changes apart from the person’s, and puts a turn back without the next one', async () => {
    const { fixture, thread } = await stopped();
    const listed = rowsIn((await fixture.goalpost('checkpoints', thread)).stdout);
    expect(listed.map(({ reason, turn }) => (turn === null ? reason : `${reason} ${turn}`))).toEqual([
      'baseline',
      'turn t1',
      'start t2',
      'turn t2',
    ]);
    const files = async (...span: readonly string[]) =>
      (JSON.parse((await fixture.goalpost('diff', thread, ...span)).stdout) as { files: { path: string }[] }).files.map(
        ({ path }) => path,
      );
    expect(await files('--turn', 't1')).toEqual(['src/app.txt', 'src/first.txt']);
    expect(await files('--turn', 't2')).toEqual(['src/second.txt']);
    expect(await files('--from', 'c2', '--to', 'c3')).toEqual(['mine.txt']);
    expect(await files()).toEqual(['mine.txt', 'src/app.txt', 'src/first.txt', 'src/second.txt']);
    const state = stateOf(fixture, thread);
    expect(state?.goal?.iterations.map(({ others }) => others.map(({ path }) => path))).toEqual([[], ['mine.txt']]);

    const reverted = await fixture.goalpost('revert', thread, '--turn', 't1');
    expect([reverted.code, JSON.parse(reverted.stdout)]).toMatchObject([
      0,
      { revert: 'r1', refused: null, before: 'c5', after: 'c6' },
    ]);
    expect([fixture.read('src/app.txt'), fixture.read('mine.txt'), fixture.read('src/second.txt')]).toEqual([
      'start\n',
      'mine, edited\n',
      'second\n',
    ]);
    expect(existsSync(join(fixture.workspace, 'src/first.txt'))).toBe(false);
    const undone = await fixture.goalpost('revert', thread, '--undo', 'r1');
    expect([undone.code, fixture.read('src/first.txt'), fixture.read('src/app.txt')]).toEqual([0, 'first\n', 'start\nfirst\n']);

    const hunk = await fixture.goalpost('revert', thread, '--file', 'src/app.txt', '--hunk', '1');
    expect([hunk.code, fixture.read('src/app.txt')]).toEqual([0, 'start\n']);

    fixture.answers([shell(WRITE_DONE)], [claim()]);
    const resumed = await fixture.goalpost('resume', thread);
    expect([resumed.code, resumed.result?.status]).toEqual([0, 'complete']);
    expect(promptOf(bodyOf(fixture, 4))).toContain(
      'The user put back what t1 changed; these files are not as you left them: src/app.txt, src/first.txt.',
    );
    // What was put back between turns is not the next turn's.
    const own = stateOf(fixture, thread)?.goal?.iterations.at(-1);
    expect([own?.changed.map(({ path }) => path), own?.others.map(({ path }) => path)]).toEqual([
      ['src/app.txt'],
      ['src/app.txt'],
    ]);
  });

  it('refuses what cannot be put back with a sentence, and prunes what nothing cites, which is then said', async () => {
    const { fixture, thread } = await stopped();
    const refused = async (...args: readonly string[]) => {
      const ended = await fixture.goalpost('revert', thread, ...args);
      return [ended.code, ended.stderr.trim()];
    };
    expect(await refused()).toEqual([64, expect.stringContaining('Name what is put back')]);
    expect(await refused('--turn', 't9')).toEqual([64, expect.stringContaining('There is no turn "t9" of this goal.')]);
    expect(await refused('--all', '--to', 'c77')).toEqual([64, expect.stringContaining('There is no checkpoint "c77".')]);
    expect(await refused('--file', 'src/none.txt')).toEqual([5, expect.stringContaining('nothing to put back')]);
    const pruned = await fixture.goalpost('prune', thread);
    expect(JSON.parse(pruned.stdout)).toMatchObject({ type: 'prune', pruned: ['c2', 'c3'], refs: 2 });
    const refs = fixture.git('for-each-ref', '--format=%(refname:lstrip=3)', `refs/goalpost/${thread}`).trim().split('\n');
    expect(refs).toEqual(['1', '4']);
    expect(await refused('--turn', 't1')).toEqual([64, expect.stringContaining('Checkpoint c2 was pruned')]);
    const diff = await fixture.goalpost('diff', thread, '--from', 'c2');
    expect([diff.code, diff.stderr]).toEqual([64, expect.stringContaining('Checkpoint c2 was pruned')]);
    const all = await fixture.goalpost('revert', thread, '--all');
    expect([all.code, fixture.read('src/app.txt'), fixture.read('mine.txt')]).toEqual([0, 'start\n', 'mine\n']);
    expect(fixture.git('fsck', '--strict', '--no-dangling')).toBe('');
  });
});

const BIN = fileURLToPath(new URL('../../bin/goalpost.mjs', import.meta.url));

/** `goalpost revert --all`, killed with SIGKILL as soon as the log has so many events of a type. */
async function revertUntilKilled(fixture: GoalFixture, thread: string, type: EventType, times: number): Promise<void> {
  const env = { PATH: process.env.PATH, HOME: fixture.home, GOALPOST_NO_APT: '1' };
  const child = spawn(process.execPath, [BIN, 'revert', thread, '--all', '--data', fixture.dataDir, '--json'], {
    env,
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  let over = false;
  void ended.then(() => {
    over = true;
  });
  const seen = () => eventTypes(fixture, thread).filter((each) => each === type).length;
  while (!over && seen() < times) await new Promise((resolve) => setImmediate(resolve));
  child.kill('SIGKILL');
  await ended;
}

describe('kill −9 while files are put back', () => {
  it.each([
    { at: 'it was asked for', type: 'revert.asked', times: 1 },
    { at: 'what was there is held', type: 'checkpoint.taken', times: 5 },
    { at: 'the files are written', type: 'revert.written', times: 1 },
  ] as const)('is finished by the next that opens the thread: as $at', async ({ type, times }) => {
    const { fixture, thread } = await stopped();
    await revertUntilKilled(fixture, thread, type, times);
    const next = await fixture.goalpost('prune', thread);
    const state = stateOf(fixture, thread);
    expect(next.stderr).toBe('');
    expect([state?.revert, state?.lastRevert]).toEqual([null, { id: 'r1', refused: null }]);
    expect([fixture.read('src/app.txt'), fixture.read('mine.txt'), existsSync(join(fixture.workspace, 'src/first.txt'))]).toEqual(
      ['start\n', 'mine\n', false],
    );
    const before = state?.checkpoints.find((row) => row.reason === 'before_revert');
    expect(fixture.git('show', `${before?.tree}:mine.txt`)).toBe('mine, edited\n');
  });
});
