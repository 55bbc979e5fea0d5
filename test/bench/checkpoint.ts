/*
 * What a checkpoint costs: `npm run bench -- checkpoint`. In a repository of 10,000 files of which one was changed, against `git
 * status` on the same, in turn with it; with nothing changed; and from a turn's end to the next request, which the checkpoint of the
 * turn must not hold up, against turns that change nothing. Real git, and for the last the real core and a model server.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkspace, takeCheckpoint } from '../../electron/git/git';
import type { CheckpointRef } from '../../shared/workspace/checkpoint';
import { median, printFigure } from '../rigs/figure';
import { gapsOf, run } from './loop/benchLoop';
import { driveCore } from './loop/driveCore';
import { serveModel } from './loop/modelServer';
import { benchPlace } from './loop/place';
import { serveRole, startRole } from './loop/roleProcess';

const FILES = 10_000;
const ROUNDS = 31;

/** Turns of which the first are not counted: they run code that is not compiled yet. */
const TURNS = 40;
const WARM_UP = 10;

const [, , role] = process.argv;
if (role === 'role:model') await serveModel();
else if (role === 'role:core') await driveCore();
else if (role === 'role:checkpoint') serveRole(againstStatus);
else await benchCheckpoint();

async function benchCheckpoint(): Promise<void> {
  // Apart from the bundler that started us: starting a program takes the longer the more a process has mapped.
  const apart = startRole('checkpoint');
  await apart.ask({});
  await apart.end();
  await besideTheRequest();
}

async function againstStatus(): Promise<void> {
  const place = benchPlace(FILES);
  try {
    const { workspace: root } = place;
    const taker = await checkpointTaker(root, join(place.root, 'private'));
    await taker.take();
    const [changed, same, status, added]: number[][] = [[], [], [], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      writeFileSync(join(root, 'src/turn.txt'), `round ${round}\n`);
      status?.push(await timed(() => gitStatus(root)));
      changed?.push(await timed(taker.take));
      same?.push(await timed(taker.take));
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      writeFileSync(join(root, `src/added-${round}.txt`), `round ${round}\n`);
      added?.push(await timed(taker.take));
    }
    const [cost, idle, base] = [median(changed ?? []), median(same ?? []), median(status ?? [])];
    print('git_status_10000_files', base, 'ms', 'baseline', true);
    print('checkpoint_10000_files_one_changed', cost, 'ms', 'told', true);
    print('checkpoint_over_git_status', cost / base, 'ratio', '<= 2', cost / base <= 2);
    // Its index is written, as no file's is that only changed.
    print('checkpoint_over_git_status_one_added', median(added ?? []) / base, 'ratio', 'told', true);
    print('identical_tree_over_git_status', idle / base, 'ratio', '<= 2', idle / base <= 2);
    const needed = 2 * ROUNDS + 1;
    print('refs_of_identical_trees', refsOf(root) - needed, 'refs', '== 0', refsOf(root) === needed);
  } finally {
    place.dispose();
  }
}

async function besideTheRequest(): Promise<void> {
  const gaps = async (habit: 'note' | 'patch') => gapsOf(await run(habit, TURNS, false, FILES), 'turn', WARM_UP, TURNS);
  const without = median(await gaps('note'));
  const beside = median(await gaps('patch'));
  print('turn_end_to_request_without_a_checkpoint', without, 'ms', 'baseline', true);
  print('turn_end_to_request_beside_a_checkpoint', beside, 'ms', 'told', true);
  // A checkpoint that came before the request would add its whole length.
  print('held_up_by_the_checkpoint', beside - without, 'ms', '<= 15', beside - without <= 15);
}

async function checkpointTaker(root: string, privateDir: string) {
  const workspace = await openWorkspace(root);
  if (!workspace.ok) throw new Error(workspace.error.message);
  let last: CheckpointRef | undefined;
  let n = 0;
  const signal = new AbortController().signal;
  const take = async () => {
    n += 1;
    const before = last ? { last: { ...last, anchor: last.anchor ?? n - 1 } } : {};
    const order = { thread: 'bench', id: `c${n}`, n, exclude: [], protect: [], privateDir, ...before };
    const taken = await takeCheckpoint(workspace.value, order, signal);
    if (!taken.ok) throw new Error(taken.error.message);
    last = taken.value;
  };
  return { take };
}

function gitStatus(cwd: string): Promise<void> {
  execFileSync('git', ['--no-optional-locks', 'status', '--porcelain'], { cwd });
  return Promise.resolve();
}

function refsOf(cwd: string): number {
  return execFileSync('git', ['for-each-ref', 'refs/goalpost'], { cwd, encoding: 'utf8' }).trim().split('\n').length;
}

async function timed(act: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

function print(figure: string, value: number, unit: string, aim: string, holds: boolean): void {
  printFigure({ bench: 'checkpoint', figure, value: Math.round(value * 100) / 100, unit, aim, holds });
}
