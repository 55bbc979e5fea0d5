import { createServices } from '../remote/services.js';
import { createCheckout } from '../src/checkout.js';

const CATALOGUE = {
  stock: { mug: 10, lamp: 1, chair: 0 },
  prices: { mug: 1290, lamp: 4999, chair: 12900 },
  coupons: { WELCOME10: 10 },
  taxRates: { DE: 1900, 'US-CA': 725, 'US-OR': 0 },
};

/** Latencies keep their proportions and take a twentieth of the time. */
const PACE = 0.05;

/** A shop of its own for each test, with ten mugs, one lamp and no chair. */
export function openShop(wire = {}) {
  const services = createServices(CATALOGUE, { pace: PACE, ...wire });
  return { services, checkout: createCheckout(services) };
}

/** An order for one mug to Germany, with what a test wants different. */
export function anOrder(changes = {}) {
  return { id: 'order-1', lines: [{ sku: 'mug', quantity: 1 }], address: { country: 'DE' }, card: 'visa', ...changes };
}
