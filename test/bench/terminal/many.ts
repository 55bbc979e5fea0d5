import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ask } from '../../e2e/support';
import { smallGoal } from '../../e2e/supportGoal';
import { type BenchWindow, MODEL, PATIENCE_MS } from './benchWindow';
import { told } from './print';
import { type ByPart, cpuOver, memoryAtRest, PARTS, total } from './processes';

const TERMINALS = 50;

/** So many shells the app opens in one thread. */
const PER_THREAD = 8;

const IDLE_MS = 10_000;

/** More than what a scrollback holds, and than what may wait unparsed. */
const FILLING_BYTES = 4_000_000;

interface Place {
  readonly thread: string;
  readonly terminal: string;
}

/** After so long the host keeps a screen that stands still packed (`QUIET_MS` in screenModel.ts), as most of fifty do; and some for it. */
const QUIET_MS = 20_000;

/**
 * What fifty open shells cost the app's processes that do nothing, against one shell. The first is looked at. Once while they stand at
 * their first prompt; once when each has just printed so much that its scrollback is full; and once when they have stood still after it.
 */
export async function measureMany(window: BenchWindow): Promise<void> {
  const { app } = window;
  await window.newShell();
  const [memoryOfOne, cpuOfOne] = [await memoryAtRest(app), await cpuOver(app, IDLE_MS)];
  const more = TERMINALS - 1;
  const began = performance.now();
  const places = await openMore(window, more);
  told('open_a_shell_mean', (performance.now() - began) / more, 'ms');
  const tell = async (state: string) => {
    // At rest first: what was printed last is stored and its screens are kept some seconds later.
    const [memory, cpu] = [await memoryAtRest(app), await cpuOver(app, IDLE_MS)];
    told(`idle_cpu_50_terminals_${state}_all_processes`, total(cpu), '% of a core');
    for (const part of PARTS) told(`idle_cpu_50_terminals_${state}_${part}`, cpu[part], '% of a core');
    told(`idle_cpu_per_terminal_${state}`, Math.max(0, total(cpu) - total(cpuOfOne)) / more, '% of a core');
    tellMemory(`memory_per_terminal_${state}`, memoryOfOne, memory, more);
  };
  await tell('at_first_prompt');
  for (const place of places) await fill(window, place);
  await tell('with_full_scrollback');
  await delay(QUIET_MS);
  await tell('with_full_scrollback_still');
}

function tellMemory(figure: string, before: ByPart, after: ByPart, terminals: number): void {
  told(`${figure}_all_processes`, (total(after) - total(before)) / terminals, 'MB');
  for (const part of PARTS) told(`${figure}_${part}`, (after[part] - before[part]) / terminals, 'MB');
}

async function openMore({ page, root, thread }: BenchWindow, more: number): Promise<readonly Place[]> {
  const { contract } = smallGoalOf();
  const places: Place[] = [];
  let [within, open] = [thread, 1];
  for (let shell = 0; shell < more; shell += 1) {
    if (open === PER_THREAD) {
      within = (await ask(page, 'thread/create', { workspace: root, contract, model: MODEL })).thread;
      open = 0;
    }
    const { terminal } = await ask(page, 'shell/open', { thread: within });
    places.push({ thread: within, terminal });
    open += 1;
  }
  return places;
}

/** Out of sight, as the agent's terminals print mostly. */
async function fill({ inPage, file, root }: BenchWindow, { thread, terminal }: Place): Promise<void> {
  const filled = `build/filled-${thread}-${terminal}`;
  await inPage.call('typeInto', thread, terminal, `head -c ${FILLING_BYTES} '${file}'; touch '${filled}'`);
  const deadline = performance.now() + PATIENCE_MS;
  while (!existsSync(join(root, filled))) {
    if (performance.now() > deadline) throw new Error(`${terminal} of ${thread} did not print.`);
    await delay(LOOK_EVERY_MS);
  }
}

const LOOK_EVERY_MS = 20;

/** Its contract alone. */
function smallGoalOf() {
  const goal = smallGoal();
  goal.remove();
  return goal;
}
