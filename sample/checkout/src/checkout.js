import { releaseStock, reserveStock } from './inventory.js';
import { takePayment } from './payment.js';
import { priceOrder } from './pricing.js';
import { issueReceipt } from './receipts.js';
import { taxRate, withTax } from './tax.js';

/** The checkout service. An order is placed once: sent again with the same id, it gets the first answer. */
export function createCheckout(services) {
  const placed = new Map();

  return function checkout(order) {
    const known = placed.get(order.id);
    if (known) return known;
    const placing = placeOrder(services, order);
    placed.set(order.id, placing);
    // An order that failed may be tried again.
    placing.catch(() => placed.delete(order.id));
    return placing;
  };
}

async function placeOrder(services, order) {
  const reservation = await reserveStock(services, order);
  try {
    const total = await totalOf(services, order);
    const payment = await takePayment(services, order, total);
    return await confirm(services, order, total, payment);
  } catch (error) {
    await releaseStock(services, reservation);
    throw error;
  }
}

async function totalOf(services, order) {
  const price = await priceOrder(services, order);
  const rate = await taxRate(services, order);
  return withTax(price, rate);
}

async function confirm(services, order, total, payment) {
  const receipt = await issueReceipt(services, order, total, payment);
  return { order: order.id, ...total, payment: payment.id, receipt: receipt.number };
}
