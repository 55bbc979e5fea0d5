import { setTimeout as delay } from 'node:timers/promises';
import { writeThreads } from '../../rigs/threadStore';
import { memoryAtRest, PARTS, total } from '../terminal/processes';
import { say, startAgents, talkingModel } from './agents';
import { openBenchApp } from './app';
import { atMost, told } from './print';

const MINUTES = 10;
const ROUND_MS = 5_000;
const AGENTS = 3;

/** What ten minutes of work may leave behind: caches that fill once, and the longer threads themselves. */
const AIM_GROWTH_MB = 150;

/** Memory of all processes at rest before and after ten minutes in which three agents speak and somebody looks from thread to thread. */
export async function measureSoak(): Promise<void> {
  const bench = await openBenchApp((log, place) => writeThreads(log, place.workspace, 1_000, 1_000));
  const model = await talkingModel(20);
  try {
    const { app, page, place } = bench;
    await page.locator('[data-thread]').first().waitFor();
    const idle = await memoryAtRest(app);
    told('memory_idle_all_processes', total(idle), 'MB');
    for (const part of PARTS) told(`memory_idle_${part}`, idle[part], 'MB');
    const agents = await startAgents(page, place.workspace, model.baseUrl, AGENTS);
    const until = performance.now() + MINUTES * 60_000;
    for (let round = 0; performance.now() < until; round += 1) {
      const rows = page.locator('[data-thread]');
      await rows.nth(round % Math.max(1, await rows.count())).click();
      if (round % 6 === 5) for (const thread of agents) await say(page, thread);
      await delay(ROUND_MS);
    }
    const after = await memoryAtRest(app);
    told('memory_after_soak_all_processes', total(after), 'MB');
    for (const part of PARTS) told(`memory_after_soak_${part}`, after[part], 'MB');
    atMost('memory_growth_over_ten_minutes', total(after) - total(idle), 'MB', AIM_GROWTH_MB);
  } finally {
    await bench.close();
    await model.close();
  }
}
