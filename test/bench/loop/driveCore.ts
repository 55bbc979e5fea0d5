import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Core, openCore } from '../../../electron/core';
import { openWorkspace } from '../../../electron/git/git';
import { forkedHost } from '../../../electron/terminals/forkedHost';
import type { Command } from '../../../shared/thread/commands';
import { type BareCommand, bareTrue } from './bareCommand';
import { BENCH_CONTRACT } from './place';
import { serveRole } from './roleProcess';

export interface DriveOrder {
  readonly workspace: string;
  readonly data: string;
  readonly baseUrl: string;
  readonly turns: number;
  /** From the end of this turn on it is measured: what comes before warms up. */
  readonly from: number;
  /** Runs a wrapped `true` alone, too, once for each request. */
  readonly bare: boolean;
}

/** What this process used from the end of turn `from` to the end of the last, in all. */
export interface DriveReport {
  readonly cpuMs: number;
  /** Bytes handed to `write` and its like, sockets included. */
  readonly wrote: number;
  /** Bytes of file pages that became dirty: whole pages, each time anew after a flush. */
  readonly dirtied: number;
}

export interface CoreReport extends DriveReport {
  /** Milliseconds of each bare run. */
  readonly bare: readonly number[];
}

const WRAP_HOST = join(dirname(process.argv[1] ?? ''), '..', 'wrapHost.mjs');

/** The real core, headless: opens a thread with an active goal, lets it go on for so many turns, and reports what that cost. */
export async function driveCore(): Promise<void> {
  serveRole(async (order: DriveOrder): Promise<CoreReport> => {
    const core = await benchCore(order.data);
    const workspace = await openWorkspace(order.workspace);
    if (!workspace.ok) throw new Error(workspace.error.message);
    const measured = measure(core, order);
    const model = { api: 'responses' as const, model: 'bench', baseUrl: order.baseUrl };
    const draft = { by: 'user' as const, contract: BENCH_CONTRACT };
    must(core, { type: 'thread.open', workspace: workspace.value, model, draft });
    must(core, { type: 'goal.activate', by: 'user', acceptBaseline: true });
    const bare = await besideEach(core, order);
    core.engine.drive(THREAD, 'all');
    await core.engine.settled(THREAD);
    await bare?.dispose();
    await core.dispose();
    return { ...measured(), bare: bare?.times ?? [] };
  });
}

/** The request must be out before the bare command is started, which holds this thread for milliseconds. */
const LET_IT_GO_MS = 60;

/** Beside each command of the loop, while the model is asked: so that both meet the same machine. */
async function besideEach(core: Core, { bare, data }: DriveOrder): Promise<BareCommand | undefined> {
  const state = core.engine.state(THREAD);
  if (!bare || !state) return undefined;
  const command = await bareTrue({ state, dataDir: data, hostEntry: WRAP_HOST });
  core.engine.onEvent(({ event }) => {
    if (event.type === 'request.started') setTimeout(() => void command.run(), LET_IT_GO_MS);
  });
  return command;
}

const THREAD = 'bench';

async function benchCore(dataDir: string): Promise<Core> {
  const core = await openCore({
    dataDir,
    hostEntry: WRAP_HOST,
    startPtyHost: () => forkedHost(join(dirname(WRAP_HOST), 'ptyHost.mjs')),
    scripts: {},
    prices: () => ({}),
    secret: () => 'sk-bench',
    withoutSandbox: 'refuse',
    serve: async () => undefined,
  });
  if (!core.ok) throw new Error(core.error.message);
  return core.value;
}

function must(core: Core, command: Command): void {
  const submitted = core.engine.submit(THREAD, command);
  if (!submitted.ok) throw new Error(submitted.error.message);
}

/** Reads the meters at the two ends, and pauses the goal at the second. */
function measure(core: Core, { from, turns }: DriveOrder): () => DriveReport {
  let [start, end] = [meters(), meters()];
  core.engine.onEvent(({ event }) => {
    if (event.type !== 'turn.finished') return;
    const turn = Number(event.data.turn.slice(1));
    if (turn === from) start = meters();
    if (turn !== turns) return;
    end = meters();
    setImmediate(() => core.engine.submit(THREAD, { type: 'goal.pause', by: 'user', reason: 'measured' }));
  });
  core.engine.onFault(({ message }) => process.stderr.write(`${message}\n`));
  return () => ({
    cpuMs: end.cpuMs - start.cpuMs,
    wrote: end.wrote - start.wrote,
    dirtied: end.dirtied - start.dirtied,
  });
}

function meters(): DriveReport {
  const { user, system } = process.cpuUsage();
  const io = new Map(
    readFileSync('/proc/self/io', 'utf8')
      .split('\n')
      .map((line) => line.split(': ') as [string, string]),
  );
  return {
    cpuMs: (user + system) / 1000,
    wrote: Number(io.get('wchar')),
    dirtied: Number(io.get('write_bytes')),
  };
}
