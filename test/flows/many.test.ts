import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildOne } from '../../build/bundle.mjs';
import { ROOT } from '../../build/root.mjs';
import type { Core } from '../../electron/core';
import {
  beginMany,
  type ManyServer,
  manyRepositories,
  manyServer,
  openManyCore,
  REQUESTS_OF_EACH,
  TURNS_OF_EACH,
  watchLine,
  watchTurns,
} from '../rigs/manyGoals';

const GOALS = 16;
const LIMIT = 4;
/** An answer, its charge, the end of its turn, the next goal's turn and its request. As many answers as turns may come at once. */
const EVENTS_OF_A_STEP = 5;
/** Longer than the git work of a turn, so that the limit on turns is what holds them back. */
const PAUSE_MS = 200;

/** A loaded machine takes its time over many repositories' checkpoints. */
const RUN_MS = 240_000;

const HOST = join(ROOT, 'out', 'wrapHost.mjs');
const CHILD = { from: 'test/rigs/manyChild.ts', to: `out/manyTestChild-${process.pid}.mjs` };

interface Place {
  readonly dataDir: string;
  readonly repositories: readonly string[];
  readonly server: ManyServer;
}

async function place(goals: number): Promise<Place> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost many ü ')));
  const server = await manyServer(PAUSE_MS);
  onTestFinished(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { dataDir: join(folder, 'data'), repositories: manyRepositories(folder, goals), server };
}

async function opened({ dataDir }: Place): Promise<Core> {
  const core = await openManyCore({ dataDir, hostEntry: HOST, concurrentTurns: LIMIT });
  onTestFinished(() => core.dispose());
  return core;
}

const settled = ({ engine }: Core, threads: readonly string[]) => Promise.all(threads.map((thread) => engine.settled(thread)));
const statuses = ({ engine }: Core, threads: readonly string[]) =>
  threads.map((thread) => engine.state(thread)?.goal?.status).filter((status) => status !== 'complete');

/** The most events that were appended between two moments at which anything else could run. */
function mostEventsInOneGo({ engine }: Core): () => number {
  let [sinceLast, most] = [0, 0];
  const listening = engine.onEvent(() => {
    sinceLast += 1;
    most = Math.max(most, sinceLast);
    if (sinceLast === 1) {
      setImmediate(() => {
        sinceLast = 0;
      });
    }
  });
  onTestFinished(() => listening.dispose());
  return () => most;
}

/** Resolves with a thread that waits for its turn with somebody ahead of it. */
function queued(core: Core): Promise<string> {
  return new Promise((resolve) => {
    const listening = core.engine.onQueue(() => {
      const found = Object.entries(core.engine.queue()).find(([, { line, ahead }]) => line === 'turn' && ahead > 0);
      if (!found) return;
      listening.dispose();
      resolve(found[0]);
    });
  });
}

describe('many goals in one app', () => {
  it(
    'all complete, no more turns at once than the limit, each in its turn, and a paused one leaves the line',
    async () => {
      const at = await place(GOALS);
      const core = await opened(at);
      const starts = watchTurns(core);
      const mostPassed = watchLine(core);
      const inOneGo = mostEventsInOneGo(core);
      const waiting = queued(core);
      const threads = await beginMany(core, at.repositories, at.server.baseUrl);
      const paused = await waiting;
      core.engine.submit(paused, { type: 'goal.pause', by: 'user', reason: 'paused' });
      expect(core.engine.queue()[paused]).toBeUndefined();
      await settled(core, threads);
      const turnsBefore = core.engine.state(paused)?.turns ?? 0;

      expect(statuses(core, threads)).toEqual(['paused']);
      expect(at.server.mostAtOnce()).toBeLessThanOrEqual(LIMIT);
      expect(at.server.mostAtOnce()).toBeGreaterThan(1);
      expect(mostPassed()).toBeGreaterThan(0);
      expect(mostPassed()).toBeLessThan(GOALS);
      expect(inOneGo()).toBeLessThanOrEqual(LIMIT * EVENTS_OF_A_STEP);
      expect(core.engine.queue()).toEqual({});

      core.engine.submit(paused, { type: 'goal.resume', by: 'user', reason: 'resumed' });
      await settled(core, threads);
      expect(statuses(core, threads)).toEqual([]);
      expect(starts).toHaveLength(GOALS * TURNS_OF_EACH);
      expect(turnsBefore).toBeLessThan(TURNS_OF_EACH);
      expect(at.server.requests).toHaveLength(GOALS * REQUESTS_OF_EACH);
      expect(at.server.requests.filter((request) => request.refused)).toEqual([]);
    },
    RUN_MS,
  );
});

describe('an app that is killed with goals in the line', () => {
  beforeAll(async () => {
    expect(await buildOne(CHILD)).toEqual({ ok: true, built: true });
  });
  afterAll(() => {
    for (const name of [CHILD.to, `${CHILD.to}.map`]) rmSync(join(ROOT, name), { force: true });
  });

  it(
    'lets all of them go on when it is opened again: nothing is lost, and the line forms anew',
    async () => {
      const goals = 12;
      const at = await place(goals);
      const first = child('begin', at);
      await first.said('complete');
      await first.kill();
      const cut = at.server.requests.length;
      const second = child('wake', at);
      await second.said('queued');
      await second.said('settled');

      expect(cut).toBeLessThan(goals * REQUESTS_OF_EACH);
      expect(second.lines.filter((line) => line.startsWith('status '))).toEqual(Array(goals).fill('status complete'));
      expect(at.server.mostAtOnce()).toBeLessThanOrEqual(LIMIT);
      await second.kill();
    },
    RUN_MS,
  );
});

/** The app in a process of its own; its lines are what it says has happened. */
function child(verb: 'begin' | 'wake', { dataDir, repositories, server }: Place) {
  const args = [join(ROOT, CHILD.to), verb, dataDir, HOST, `${LIMIT}`, server.baseUrl, ...repositories];
  const started: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(started, 'exit');
  const lines: string[] = [];
  const waiting = new Map<string, () => void>();
  if (started.stdout) {
    createInterface({ input: started.stdout }).on('line', (line) => {
      lines.push(line);
      waiting.get(line)?.();
    });
  }
  const said = async (line: string) => {
    if (lines.includes(line)) return;
    const heard = new Promise<void>((resolve) => waiting.set(line, resolve));
    const gone = ended.then(() => Promise.reject(new Error(`it ended without "${line}": ${lines.join(', ')}`)));
    await Promise.race([heard, gone]);
  };
  const kill = async () => {
    started.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  return { lines, said, kill };
}
