import { ask } from '../../e2e/support';
import { smallGoal } from '../../e2e/supportGoal';
import { type BenchWindow, MODEL } from './benchWindow';
import { told } from './print';
import { cpuOver, memoryAtRest, PARTS, total } from './processes';

const TERMINALS = 50;

/** So many shells the app opens in one thread. */
const PER_THREAD = 8;

const IDLE_MS = 10_000;

/** What fifty open shells cost that do nothing: the app's processes, against one shell. The first is looked at. */
export async function measureMany(window: BenchWindow): Promise<void> {
  const { app } = window;
  await window.newShell();
  const [cpuOfOne, memoryOfOne] = [await cpuOver(app, IDLE_MS), await memoryAtRest(app)];
  const more = TERMINALS - 1;
  const began = performance.now();
  await openMore(window, more);
  told('open_a_shell_mean', (performance.now() - began) / more, 'ms');
  const [cpu, memory] = [await cpuOver(app, IDLE_MS), await memoryAtRest(app)];
  told('idle_cpu_50_terminals_all_processes', total(cpu), '% of a core');
  told('idle_cpu_per_terminal', Math.max(0, total(cpu) - total(cpuOfOne)) / more, '% of a core');
  told('memory_per_terminal_all_processes', (total(memory) - total(memoryOfOne)) / more, 'MB');
  for (const part of PARTS) told(`memory_per_terminal_${part}`, (memory[part] - memoryOfOne[part]) / more, 'MB');
}

async function openMore({ page, root, thread }: BenchWindow, more: number): Promise<void> {
  const { contract } = smallGoalOf();
  let [within, open] = [thread, 1];
  for (let shell = 0; shell < more; shell += 1) {
    if (open === PER_THREAD) {
      within = (await ask(page, 'thread/create', { workspace: root, contract, model: MODEL })).thread;
      open = 0;
    }
    await ask(page, 'shell/open', { thread: within });
    open += 1;
  }
}

/** Its contract alone. */
function smallGoalOf() {
  const goal = smallGoal();
  goal.remove();
  return goal;
}
