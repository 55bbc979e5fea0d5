import { setTimeout as delay } from 'node:timers/promises';
import { median, percentile } from '../../rigs/figure';
import { type BenchShell, type BenchWindow, OUTPUT } from './benchWindow';
import { watchLoop } from './loopDelay';
import { atMost, told } from './print';

const AIM_P95_MS = 50;
const AIM_LOOP_P99_MS = 20;

/** Enough that five of them are beyond p95. */
const KEYS = 100;

/** What is typed before the line is emptied: it must not wrap. */
const WORD = 'qwrtzpsdfghjklyxcvbnm';

/** Between two keys: as fast typing, and never in step with the frames. */
const PAUSE_MS = [37, 61, 83] as const;

const INTERRUPTS = 5;

/** From a key to its echo in the view: with nothing else to do, and while another terminal of the window is flooded. */
export async function measureLatency(window: BenchWindow): Promise<void> {
  const typing = await window.newShell();
  const idle = await typeKeys(window, typing);
  told('key_to_echo_idle_median', median(idle), 'ms');
  atMost('key_to_echo_idle_p95', percentile(idle, 0.95), 'ms', AIM_P95_MS);
  const flooding = await window.newShell();
  await flooding.type(`bash build/forever.sh ${OUTPUT} stopped`);
  await typing.show();
  const stopWatching = await watchLoop(window.app);
  const busy = await typeKeys(window, typing);
  const loop = await stopWatching();
  told('key_to_echo_in_flood_median', median(busy), 'ms');
  atMost('key_to_echo_in_flood_p95', percentile(busy, 0.95), 'ms', AIM_P95_MS);
  atMost('main_loop_delay_p99_in_hidden_flood', loop, 'ms', AIM_LOOP_P99_MS);
  await flooding.show();
  told('interrupt_to_its_words_median', median(await interrupt(window, flooding)), 'ms');
}

async function typeKeys(window: BenchWindow, shell: BenchShell): Promise<number[]> {
  await shell.type('clear');
  await shell.ask('true');
  const times: number[] = [];
  for (let key = 0; key < KEYS; key += 1) {
    const typed = key % WORD.length;
    if (typed === 0) await emptyLine(window, shell);
    times.push(await pressed(window, shell, WORD.slice(0, typed + 1)));
    await delay(PAUSE_MS[key % PAUSE_MS.length]);
  }
  await emptyLine(window, shell);
  return times;
}

/** The echo of the last letter of what stands on the line then. */
async function pressed({ page, inPage }: BenchWindow, shell: BenchShell, text: string): Promise<number> {
  await inPage.call('expectEcho', shell.selector, text);
  await page.keyboard.press(text.at(-1) ?? '');
  return inPage.call('echoAfter');
}

async function emptyLine({ page }: BenchWindow, shell: BenchShell): Promise<void> {
  await page.keyboard.press('Control+u');
  await shell.type('clear');
  await shell.ask('true');
  await shell.type('clear');
  await shell.ask('true');
}

/** From Ctrl-C in a flood that is looked at to the words that the interrupted program says then. */
async function interrupt({ page, inPage }: BenchWindow, shell: BenchShell): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < INTERRUPTS; round += 1) {
    const word = round === 0 ? 'stopped' : `stopped-${round}`;
    if (round > 0) await shell.type(`bash build/forever.sh ${OUTPUT} ${word}`);
    await delay(1_000);
    await inPage.call('expectEcho', shell.selector, word);
    await page.keyboard.press('Control+c');
    times.push(await inPage.call('echoAfter'));
  }
  return times;
}
