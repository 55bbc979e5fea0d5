import { writeLongThread } from '../../rigs/threadStore';
import { openBenchApp } from './app';
import { atMost, told } from './print';
import { droppedShare, longestGap, probed } from './probe';

const TURNS = 10_000;
const FRAMES = 600;

/** Five rows a frame: quicker than one reads, as when somebody looks for a place. */
const STEP_PX = 160;

/** Resolves once the conversation is as high as all its turns. */
const WHOLE = `(async () => {
  const all = document.querySelector('[role="log"] > div');
  while (parseFloat(all.style.height) < ${TURNS * 30}) await new Promise(requestAnimationFrame);
})()`;

/** One frame in fifty: what a person does not see. */
const AIM_DROPPED_PERCENT = 2;

/** A thread of ten thousand turns, scrolled by the page itself once a frame, from its end upwards and from its middle. */
export async function measureScroll(): Promise<void> {
  let events = 0;
  const bench = await openBenchApp((log, place) => {
    events = writeLongThread(log, place.workspace, 'long', TURNS);
  });
  try {
    const { page } = bench;
    const began = performance.now();
    await page.locator('[data-thread="long"]').click();
    await page.getByRole('tab', { name: 'Live' }).click();
    const list = page.locator('[role="log"]');
    await list.locator('[data-index]').first().waitFor();
    told('long_thread_open', performance.now() - began, 'ms');
    await page.evaluate(WHOLE);
    told('long_thread_read_whole', performance.now() - began, 'ms');
    told('long_thread_events', events, 'events');
    const scroll = (from: string) => `async () => {
      const list = document.querySelector('[role="log"]');
      list.scrollTop = ${from};
      await new Promise(requestAnimationFrame);
      for (let frame = 0; frame < ${FRAMES}; frame += 1) {
        await new Promise(requestAnimationFrame);
        list.scrollTop -= ${STEP_PX};
      }
    }`;
    const end = await probed(page, scroll('list.scrollHeight'));
    const middle = await probed(page, scroll('list.scrollHeight / 2'));
    for (const [name, seen] of [
      ['end', end],
      ['middle', middle],
    ] as const) {
      atMost(`frames_dropped_scrolling_from_${name}`, droppedShare(seen) * 100, '%', AIM_DROPPED_PERCENT);
      told(`longest_frame_scrolling_from_${name}`, longestGap(seen), 'ms');
    }
    told('renders_per_commit_scrolling', end.renders / Math.max(1, end.commits), 'components');
  } finally {
    await bench.close();
  }
}
