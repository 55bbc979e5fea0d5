/*
 * What the window people live in costs them: `npm run bench -- window`. Words after it choose parts: `start switch scroll stream`, and
 * `soak`, which takes ten minutes. The stores that it opens are written through the real event store, into a temporary folder. The
 * machine's other work counts against every figure: it is told first.
 */
import { loadavg } from 'node:os';
import { told } from './window/print';
import { measureScroll } from './window/scroll';
import { measureSoak } from './window/soak';
import { measureStart } from './window/start';
import { measureStream } from './window/stream';
import { measureSwitch } from './window/switch';

const PARTS: readonly { readonly name: string; readonly measure: () => Promise<void> }[] = [
  { name: 'start', measure: measureStart },
  { name: 'switch', measure: measureSwitch },
  { name: 'scroll', measure: measureScroll },
  { name: 'stream', measure: measureStream },
  { name: 'soak', measure: measureSoak },
];

export async function bench(words: readonly string[]): Promise<void> {
  const chosen = PARTS.filter(({ name }) => words.length === 0 || words.includes(name));
  if (chosen.length === 0) throw new Error(`Known parts: ${PARTS.map(({ name }) => name).join(', ')}.`);
  told('load_average_before', loadavg()[0] ?? Number.NaN, 'processes');
  for (const { measure } of chosen) await measure();
}
