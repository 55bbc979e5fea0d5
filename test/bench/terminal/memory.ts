import type { BenchWindow } from './benchWindow';
import { atMost, told } from './print';
import { anonymousMemory, type ByPart, memoryAtRest, PARTS, total } from './processes';

const AIM_GROWTH_MB = 50;
const PRINTED_MB = 300;

/**
 * How much more the app's processes hold after 300 MB were printed in a terminal that is looked at, all of them together and each.
 *
 * It is counted twice. Over a terminal that is warm already, its scrollback full and its code compiled: that is what a terminal which
 * prints for days adds, and what the aim is for. And over the fresh one: that holds once what a full scrollback costs, 5,000 lines in
 * the window and as many in the pty host, what the engines keep for themselves, and the fonts of all scripts and emoji that the output
 * holds; it is told, and beside it how much of it is anonymous, which leaves out files that are read, such as those fonts.
 */
export async function measureMemory(window: BenchWindow): Promise<void> {
  const { app, printedBytes } = window;
  const shell = await window.newShell();
  const [fresh, anonymousFresh] = [await memoryAtRest(app), await anonymousMemory(app)];
  // Some sixty scrollbacks.
  await shell.flood(1);
  const warm = await memoryAtRest(app);
  const times = Math.ceil((PRINTED_MB * 1e6) / printedBytes);
  const seconds = await shell.flood(times);
  const [after, anonymousAfter] = [await memoryAtRest(app), await anonymousMemory(app)];
  told('end_to_end_over_300_mb', (times * printedBytes) / 1e6 / seconds, 'MB/s');
  atMost('memory_growth_after_300_mb_warm_all_processes', total(after) - total(warm), 'MB', AIM_GROWTH_MB);
  tellParts('memory_growth_after_300_mb_warm', warm, after);
  told('memory_growth_after_300_mb_fresh_all_processes', total(after) - total(fresh), 'MB');
  tellParts('memory_growth_after_300_mb_fresh', fresh, after);
  told('anonymous_growth_after_300_mb_fresh_all_processes', total(anonymousAfter) - total(anonymousFresh), 'MB');
  tellParts('anonymous_growth_after_300_mb_fresh', anonymousFresh, anonymousAfter);
}

function tellParts(figure: string, before: ByPart, after: ByPart): void {
  for (const part of PARTS) told(`${figure}_${part}`, after[part] - before[part], 'MB');
}
