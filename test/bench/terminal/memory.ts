import type { BenchWindow } from './benchWindow';
import { atMost, told } from './print';
import { memoryAtRest, PARTS, total } from './processes';

const AIM_GROWTH_MB = 50;
const PRINTED_MB = 300;

/** How much more the app's processes hold after 300 MB were printed in a terminal that is looked at, all of them together and each. */
export async function measureMemory(window: BenchWindow): Promise<void> {
  const { app, printedBytes } = window;
  const shell = await window.newShell();
  const before = await memoryAtRest(app);
  const times = Math.ceil((PRINTED_MB * 1e6) / printedBytes);
  const seconds = await shell.flood(times);
  const after = await memoryAtRest(app);
  told('end_to_end_over_300_mb', (times * printedBytes) / 1e6 / seconds, 'MB/s');
  atMost('memory_growth_after_300_mb_all_processes', total(after) - total(before), 'MB', AIM_GROWTH_MB);
  for (const part of PARTS) told(`memory_growth_after_300_mb_${part}`, after[part] - before[part], 'MB');
}
