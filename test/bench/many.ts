/*
 * Fifty goals in one core: real engine, store, git and HTTP, four of the checks in the sandbox. The model's server runs in a thread of
 * its own, so that the delay of the event loop is the app's alone. What is counted: goals completed a second, how long the loop was
 * held up, memory, requests in flight, and how far the turns were from taking turns.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { CONCURRENT_TURNS } from '../../shared/continuation/turnPlace';
import { printFigure } from '../rigs/figure';
import { beginMany, longestGap, manyRepositories, manyServer, openManyCore, watchTurns } from '../rigs/manyGoals';

const GOALS = 50;

/** What a near model takes to its first word: long enough that the limit on turns is what holds them back. */
const PAUSE_MS = 50;

/** One frame and a little: what a hand on a key does not feel. */
const AIM_P99_MS = 20;

/** Enough for a median. */
const SPAWNS = 25;

/** A loop that is looked at every millisecond sees what holds it up longer than that. */
const RESOLUTION_MS = 1;

if (isMainThread) await measure();
else await serve();

async function serve(): Promise<void> {
  const server = await manyServer(PAUSE_MS);
  parentPort?.on('message', async () => {
    parentPort?.postMessage({ most: server.mostAtOnce(), refused: server.requests.filter((asked) => asked.refused).length });
    await server.close();
    parentPort?.close();
  });
  parentPort?.postMessage({ baseUrl: server.baseUrl });
}

async function measure(): Promise<void> {
  const worker = new Worker(new URL(import.meta.url));
  const { baseUrl } = await next<{ baseUrl: string }>(worker);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost many ')));
  const hostEntry = join(process.cwd(), 'out', 'wrapHost.mjs');
  const core = await openManyCore({ dataDir: join(folder, 'data'), hostEntry, concurrentTurns: CONCURRENT_TURNS });
  try {
    const repositories = manyRepositories(folder, GOALS);
    const starts = watchTurns(core);
    const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    const began = performance.now();
    delay.enable();
    const threads = await beginMany(core, repositories, baseUrl);
    await Promise.all(threads.map((thread) => core.engine.settled(thread)));
    delay.disable();
    const seconds = (performance.now() - began) / 1_000;
    const complete = threads.filter((thread) => core.engine.state(thread)?.goal?.status === 'complete').length;
    const answer = next<{ most: number; refused: number }>(worker);
    worker.postMessage('end');
    const { most, refused } = await answer;
    print('goals_completed', complete, 'goals', `== ${GOALS}`, complete === GOALS && refused === 0);
    print('goals_per_second', complete / seconds, '1/s', 'none', true);
    print('event_loop_delay_p99', delay.percentile(99) / 1e6, 'ms', `<= ${AIM_P99_MS}`, delay.percentile(99) / 1e6 <= AIM_P99_MS);
    print('event_loop_delay_max', delay.max / 1e6, 'ms', 'none', true);
    print('resident_memory', process.memoryUsage.rss() / 2 ** 20, 'MB', 'none', true);
    print('requests_in_flight_max', most, 'requests', `<= ${CONCURRENT_TURNS}`, most <= CONCURRENT_TURNS);
    const spawns = Array.from({ length: SPAWNS }, bareSpawn).sort((a, b) => a - b);
    print('bare_spawn_blocks_loop_median', spawns[SPAWNS >> 1] ?? 0, 'ms', 'none', true);
    const ratio = longestGap(starts) / (GOALS - 1);
    print('fairness_longest_gap_over_others', ratio, 'ratio', '<= 1.5', ratio <= 1.5);
  } finally {
    await core.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How long starting the least process holds up this loop, here and now: what git and sandboxes cost it each time. */
function bareSpawn(): number {
  const began = performance.now();
  spawn('true', { stdio: 'ignore' });
  return performance.now() - began;
}

function next<T>(worker: Worker): Promise<T> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function print(figure: string, value: number, unit: string, aim: string, holds: boolean): void {
  printFigure({ bench: 'many', figure, value: Math.round(value * 100) / 100, unit, aim, holds });
}
