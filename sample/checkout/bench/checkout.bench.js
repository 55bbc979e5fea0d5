import { readFile, writeFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createServices } from '../remote/services.js';
import { createCheckout } from '../src/checkout.js';
import { percentile } from './percentile.js';

/** Enough orders for a p95 that does not hang on a single one: four may be slower. */
const ORDERS = 80;

/** Customers do not wait for each other: one arrives every few ms, so that some thirty to sixty checkouts are under way at once. */
const ARRIVAL_MS = 3;

const { values: options } = parseArgs({ options: { out: { type: 'string' } } });
const catalogue = await fixture('catalogue.json');
const templates = await fixture('orders.json');
const orders = Array.from({ length: ORDERS }, (_, index) => ({
  id: `order-${index + 1}`,
  ...templates[index % templates.length],
}));

// The first pass is thrown away: it lets the engine compile what the second one measures.
await placeAll({ pace: 0, arrivalMs: 0 });
const latencies = await placeAll({ pace: 1, arrivalMs: ARRIVAL_MS });

const result = {
  checkouts: latencies.length,
  p50_ms: rounded(percentile(latencies, 50)),
  p95_ms: rounded(percentile(latencies, 95)),
  max_ms: rounded(Math.max(...latencies)),
};
if (options.out !== undefined) await writeFile(options.out, `${JSON.stringify(result, null, 2)}\n`);
for (const [name, value] of Object.entries(result)) console.log(`${name}=${value}`);

/** Places every order against fresh services and answers with the latency of each, in ms. A checkout that fails, fails the benchmark. */
async function placeAll({ pace, arrivalMs }) {
  const services = createServices(catalogue, { pace });
  const checkout = createCheckout(services);
  const start = performance.now();
  const latencies = await Promise.all(
    orders.map(async (order, index) => {
      await arrival(start + index * arrivalMs);
      const sent = performance.now();
      await checkout(order);
      return performance.now() - sent;
    }),
  );
  if (services.archive.receipts().length !== ORDERS) throw new Error('not every checkout has its receipt');
  if (services.bank.ledger().length !== ORDERS) throw new Error('not every checkout was charged exactly once');
  return latencies;
}

async function arrival(at) {
  const wait = at - performance.now();
  if (wait > 0) await sleep(wait);
}

async function fixture(name) {
  return JSON.parse(await readFile(new URL(`fixtures/${name}`, import.meta.url), 'utf8'));
}

function rounded(milliseconds) {
  return Math.round(milliseconds * 10) / 10;
}
