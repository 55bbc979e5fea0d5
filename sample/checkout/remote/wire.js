import { setTimeout as sleep } from 'node:timers/promises';

/**
 * How long each service of another team takes to answer, in ms: at least `base`, at most `base + spread`.
 * Measured where they run; the checkout service cannot make them faster.
 */
export const LATENCY = {
  warehouse: { base: 57, spread: 3 },
  priceList: { base: 57, spread: 3 },
  taxOffice: { base: 42, spread: 3 },
  bank: { base: 10, spread: 2 },
  archive: { base: 4, spread: 2 },
};

/** Steps of the golden ratio spread evenly over [0, 1): latencies vary, yet every measurement sees the same variety. */
const GOLDEN_STEP = 0.618033988749895;

/**
 * The way to the services of other teams. `pace` stretches or shrinks every latency: 1 is the real thing, less makes tests quick.
 * Returns `travel(service)`, which resolves when that service would have answered.
 */
export function createWire({ pace = 1, latency = LATENCY } = {}) {
  let calls = 0;
  return function travel(service) {
    calls += 1;
    const { base, spread } = latency[service];
    return sleep((base + spread * ((calls * GOLDEN_STEP) % 1)) * pace);
  };
}
