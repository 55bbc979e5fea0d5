import { median, percentile } from '../../rigs/figure';
import { writeThreads } from '../../rigs/threadStore';
import { openBenchApp } from './app';
import { atMost, told } from './print';

const THREADS = 1_000;
const EVENTS_EACH = 1_000;
const SWITCHES = 40;
const AIM_MS = 100;

/** From the click on a thread that was not open before until its conversation is drawn, with a million events in the store. */
export async function measureSwitch(): Promise<void> {
  const bench = await openBenchApp((log, place) => writeThreads(log, place.workspace, THREADS, EVENTS_EACH));
  try {
    const { page } = bench;
    await page.locator('[data-thread]').first().waitFor();
    const times: number[] = await page.evaluate(SWITCH(SWITCHES));
    told('switch_threads_median', median(times), 'ms');
    atMost('switch_threads_p95', percentile(times, 0.95), 'ms', AIM_MS);
  } finally {
    await bench.close();
  }
}

/** Clicks one row after the other; a thread is there when its title and rows of its conversation are drawn. */
export const SWITCH = (count: number) => `(async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const rest = () => new Promise((resolve) => setTimeout(resolve, 250));
  const list = document.querySelector('[aria-label="Threads by need"]');
  const times = [];
  const seen = new Set();
  for (let n = 0; n < ${count}; n += 1) {
    const row = [...list.querySelectorAll('[data-thread]')].find((each) => !seen.has(each.dataset.thread) && !each.hasAttribute('aria-current'));
    seen.add(row.dataset.thread);
    const word = row.dataset.thread.replace('thread-', '') + ': Reduce';
    const began = performance.now();
    row.click();
    for (;;) {
      await frame();
      const title = document.querySelector('[role="banner"], header')?.innerText ?? '';
      if (title.includes(word) && document.querySelector('[role="log"] [data-index]')) break;
      if (performance.now() - began > 20_000) throw new Error('not there: ' + word + ' in ' + title);
    }
    times.push(performance.now() - began);
    list.scrollTop += 44;
    await rest();
  }
  return times.slice(2);
})()`;
