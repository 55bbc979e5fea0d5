import { cpus } from 'node:os';
import { median } from '../../rigs/figure';
import { measureAlone } from './alone';
import { type BenchShell, type BenchWindow, OUTPUT_BYTES } from './benchWindow';
import { watchLoop } from './loopDelay';
import { atLeast, atMost, told } from './print';

/** In turn, so that both of a pair meet the same machine. */
const ROUNDS = 5;

const AIM_RATIO = 0.8;
const AIM_LOOP_P99_MS = 20;

/**
 * Read, parse, draw from memory, and all of it on the app's road; each of the same bytes. Drawing from memory works on one core; the
 * road needs more of them at once (the program, the pty host, the page), so beside the ratio stands how
 * many were at work.
 */
export async function measureThroughput(window: BenchWindow): Promise<void> {
  const { app, file, printedBytes } = window;
  const rate = (seconds: number) => printedBytes / 1e6 / seconds;
  const read = await rounds(() => measureAlone(app, { kind: 'read', file, bytes: printedBytes }));
  told('raw_pty_read', rate(median(read)), 'MB/s');
  const parsed = await rounds(() => measureAlone(app, { kind: 'parse', file }));
  told('headless_parse', rate(median(parsed)), 'MB/s');
  const shell = await window.newShell();
  await warmUp(window, shell);
  const stopWatching = await watchLoop(app);
  const [memoryWork, roadWork] = [new MachineWork(), new MachineWork()];
  const pairs = await rounds(async () => ({
    memory: await memoryWork.during(() => fromMemory(window, shell)),
    road: await roadWork.during(() => shell.flood(1)),
  }));
  const loop = await stopWatching();
  told('visible_from_memory', rate(median(pairs.map(({ memory }) => memory))), 'MB/s');
  told('end_to_end', rate(median(pairs.map(({ road }) => road))), 'MB/s');
  told('cores', cpus().length, 'cores');
  told('cores_at_work_from_memory', memoryWork.cores, 'cores');
  told('cores_at_work_end_to_end', roadWork.cores, 'cores');
  atLeast('end_to_end_over_from_memory', median(pairs.map(({ memory, road }) => memory / road)), 'ratio', AIM_RATIO);
  atMost('main_loop_delay_p99_in_flood', loop, 'ms', AIM_LOOP_P99_MS);
}

/** How many of the machine's cores were at work, on average; whatever else runs on it is in it. */
class MachineWork {
  #busy = 0;
  #ms = 0;

  async during<T>(work: () => Promise<T>): Promise<T> {
    const [before, begun] = [busyMs(), performance.now()];
    const value = await work();
    this.#busy += busyMs() - before;
    this.#ms += performance.now() - begun;
    return value;
  }

  get cores(): number {
    return this.#busy / this.#ms;
  }
}

/** Milliseconds of all cores since the machine began. */
function busyMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
}

/** What runs the first time runs code that is not compiled yet. And both draw on the same number of cells. */
async function warmUp(window: BenchWindow, shell: BenchShell): Promise<void> {
  const [rows, cols] = (await shell.ask('stty size')).trim().split(' ').map(Number);
  const fed = await window.inPage.call('fromMemory', placeOf(shell), OUTPUT_BYTES);
  if (fed.cols !== cols || fed.rows !== rows)
    throw new Error(`The view from memory has ${fed.cols}×${fed.rows} cells, the shell ${cols}×${rows}.`);
  await shell.flood(1);
}

async function fromMemory({ inPage }: BenchWindow, shell: BenchShell): Promise<number> {
  return (await inPage.call('fromMemory', placeOf(shell), OUTPUT_BYTES)).seconds;
}

/** Where the app put its own xterm. */
function placeOf({ selector }: BenchShell): string {
  return `${selector} :has(> .xterm)`;
}

async function rounds<T>(measure: () => Promise<T>): Promise<T[]> {
  const values: T[] = [];
  for (let round = 0; round < ROUNDS; round += 1) values.push(await measure());
  return values;
}
