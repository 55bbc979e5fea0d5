import { join } from 'node:path';
import { median, percentile, printFigure } from '../../rigs/figure';
import type { CoreReport } from './driveCore';
import { idleMemory } from './idleProcess';
import type { LogReport } from './logKeeper';
import type { Gap, Habit, Listening, ModelReport } from './modelServer';
import { benchPlace } from './place';
import { startRole } from './roleProcess';

const CONTINUATIONS = 300;
const WARM_UP = 10;
const LONG_RUN = 1_000;
/** Turns of twenty commands each. */
const COMMAND_TURNS = 3;
const LONG_LOG = 100_000;
const OPENINGS = 5;
const APPENDS = 3_000;

const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  continuations,
  patches,
  thousand,
  commands,
  idle,
  log,
};

/** Runs the parts named, or all, one after another: each has the machine to itself. */
export async function benchLoop(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !(name in PARTS));
  if (unknown !== undefined) {
    process.stderr.write(`There is no part ${unknown}. Known: ${Object.keys(PARTS).join(', ')}.\n`);
    process.exitCode = 64;
    return;
  }
  for (const [name, part] of Object.entries(PARTS)) if (names.length === 0 || names.includes(name)) await part();
}

export interface Ran {
  readonly core: CoreReport;
  readonly model: ModelReport;
}

/** Lets a goal go on for so many turns, in a workspace of so many files. */
export async function run(habit: Habit, turns: number, bare = false, files?: number): Promise<Ran> {
  const place = benchPlace(files);
  const [model, core] = [startRole('model'), startRole('core')];
  try {
    const { baseUrl } = await model.ask<Listening>({ order: 'listen', habit });
    const { workspace, data } = place;
    const report = await core.ask<CoreReport>({ workspace, data, baseUrl, turns, from: WARM_UP, bare });
    return { core: report, model: await model.ask<ModelReport>({ order: 'report' }) };
  } finally {
    await core.end();
    await model.end();
    place.dispose();
  }
}

/** A turn is two answers of the model: one that records an iteration, one that ends it. */
async function continuations(): Promise<void> {
  const ran = await run('note', CONTINUATIONS + WARM_UP);
  const gaps = gapsOf(ran, 'turn', WARM_UP, CONTINUATIONS + WARM_UP);
  figure('continuation_median (codex 0.169: 44)', median(gaps), 'ms', 10);
  figure('continuation_p95 (codex 0.169: 73)', percentile(gaps, 0.95), 'ms', 73);
  figure('cpu_per_continuation (codex 0.169: 81)', ran.core.cpuMs / CONTINUATIONS, 'ms', 20);
  // What reaches the log, not what the disk makes of it: whole pages, and each anew after a flush, depend on the file system.
  figure('written_per_continuation (wchar less what went to the model; codex 0.169: 96)', writtenKb(ran), 'KB', 15);
  figure('pages_dirtied_per_continuation (write_bytes; codex 0.169: 96)', ran.core.dirtied / CONTINUATIONS / 1000, 'KB', 96);
}

/** The turn changed a file: its checkpoint is taken while the next request is in flight. */
async function patches(): Promise<void> {
  const turns = CONTINUATIONS / 2;
  const ran = await run('patch', turns);
  const gaps = gapsOf(ran, 'turn', WARM_UP, turns);
  figure('continuation_median_after_a_change (codex 0.169: 44)', median(gaps), 'ms', 10);
  figure('continuation_p95_after_a_change (codex 0.169: 73)', percentile(gaps, 0.95), 'ms', 73);
}

async function thousand(): Promise<void> {
  const ran = await run('note', LONG_RUN + 10);
  const at = (turn: number) => median(gapsOf(ran, 'turn', turn - 10, turn + 10));
  figure('turn_1000_over_turn_10 (turns 5 to 25, 990 to 1010)', at(LONG_RUN) / median(gapsOf(ran, 'turn', 5, 25)), 'ratio', 1.2);
  // The first turns run code that is not compiled yet; this one compares like with like.
  figure('turn_1000_over_turn_100 (compiled code)', at(LONG_RUN) / at(100), 'ratio', 1.2);
}

async function commands(): Promise<void> {
  const ran = await run('shell', COMMAND_TURNS, true);
  const trip = median(ran.model.gaps.filter((gap) => gap.after === 'tool' && gap.answer > 1).map((gap) => gap.ms));
  figure('tool_round_trip (codex 0.169: 66)', trip, 'ms', 66);
  figure('tool_round_trip_over_bare', trip / median(ran.core.bare), 'ratio', 1.3);
}

async function idle(): Promise<void> {
  const { own, tree } = await idleMemory();
  figure('idle_memory (codex 0.169: 110)', own, 'MB', 110);
  figure('idle_memory_with_helper (PSS)', tree, 'MB', 160);
}

async function log(): Promise<void> {
  const place = benchPlace();
  try {
    const { ms } = await logAct({ order: 'append', file: join(place.root, 'rate.db'), events: APPENDS });
    const rate = APPENDS / (ms / 1000);
    print('events_per_second (one a transaction)', rate, 'events/s', '>= 1000', rate >= 1000);
    const file = join(place.root, 'long.db');
    await logAct({ order: 'write', file, events: LONG_LOG });
    const openings: number[] = [];
    for (let round = 0; round < OPENINGS; round += 1) openings.push((await logAct({ order: 'open', file })).ms);
    figure('open_100000_events (to the last screen, in a fresh process)', median(openings), 'ms', 150);
  } finally {
    place.dispose();
  }
}

async function logAct(message: object): Promise<LogReport> {
  const keeper = startRole('log');
  try {
    return await keeper.ask<LogReport>(message);
  } finally {
    await keeper.end();
  }
}

/** Milliseconds from the ends of these turns, or from their tools' answers, to the next request. */
export function gapsOf({ model }: Ran, after: Gap['after'], from: number, to: number): readonly number[] {
  return model.gaps.filter((gap) => gap.after === after && gap.turn >= from && gap.turn <= to).map((gap) => gap.ms);
}

function writtenKb({ core, model }: Ran): number {
  const received = (turn: number) => model.gaps.find((gap) => gap.after === 'turn' && gap.turn === turn)?.received ?? Number.NaN;
  const sent = received(CONTINUATIONS + WARM_UP) - received(WARM_UP);
  return (core.wrote - sent) / CONTINUATIONS / 1000;
}

function figure(name: string, value: number, unit: string, atMost: number): void {
  print(name, value, unit, `<= ${atMost}`, value <= atMost);
}

function print(name: string, value: number, unit: string, aim: string, holds: boolean): void {
  printFigure({ bench: 'loop', figure: name, value: Math.round(value * 100) / 100, unit, aim, holds });
}
