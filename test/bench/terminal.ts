/*
 * What the terminal road costs, in the real window: `npm run bench -- terminal`. Everything is measured in one run, on the same
 * output (`terminal/output.ts`): reading a terminal and parsing alone, in a process like the pty host's; a view fed from memory in the
 * app's own page; and the app's road from a person's shell to its view. Words after it choose parts:
 * `npm run bench -- terminal throughput latency`. The machine's other work counts against every figure: it is told first.
 */
import { loadavg } from 'node:os';
import { measureAttach } from './terminal/attach';
import { type BenchWindow, openBenchWindow } from './terminal/benchWindow';
import { measureLatency } from './terminal/latency';
import { measureMany } from './terminal/many';
import { measureMemory } from './terminal/memory';
import { told } from './terminal/print';
import { measureThroughput } from './terminal/throughput';

/** In this order: memory wants a window in which nothing was printed yet. */
const PARTS: readonly { readonly name: string; readonly measure: (window: BenchWindow) => Promise<void> }[] = [
  { name: 'memory', measure: measureMemory },
  { name: 'throughput', measure: measureThroughput },
  { name: 'latency', measure: measureLatency },
  { name: 'many', measure: measureMany },
  { name: 'attach', measure: measureAttach },
];

export async function bench(words: readonly string[]): Promise<void> {
  const chosen = PARTS.filter(({ name }) => words.length === 0 || words.includes(name));
  if (chosen.length === 0) throw new Error(`Known parts: ${PARTS.map(({ name }) => name).join(', ')}.`);
  told('load_average_before', loadavg()[0] ?? Number.NaN, 'processes');
  for (const { measure } of chosen) {
    const window = await openBenchWindow();
    try {
      await measure(window);
    } finally {
      await window.close();
    }
  }
}
