/** The edits of the scripted agent to the sample, in order; each applies exactly to what the one before it left. */

/** Fetches price and tax together: faster, yet above the target. */
export const OVERLAP_LOOKUPS = `*** Begin Patch
*** Update File: src/checkout.js
@@ async function totalOf(services, order) {
-  const price = await priceOrder(services, order);
-  const rate = await taxRate(services, order);
+  const [price, rate] = await Promise.all([priceOrder(services, order), taxRate(services, order)]);
   return withTax(price, rate);
 }
*** End Patch
`;

/** Pays without waiting for the warehouse: below the target, and it charges for what is out of stock. */
export const PAY_EARLY = `*** Begin Patch
*** Update File: src/checkout.js
@@
 import { releaseStock, reserveStock } from './inventory.js';
-import { takePayment } from './payment.js';
+import { refundPayment, takePayment } from './payment.js';
 import { priceOrder } from './pricing.js';
@@ async function placeOrder(services, order) {
-  const reservation = await reserveStock(services, order);
-  try {
-    const total = await totalOf(services, order);
-    const payment = await takePayment(services, order, total);
-    return await confirm(services, order, total, payment);
-  } catch (error) {
-    await releaseStock(services, reservation);
-    throw error;
-  }
+  // The payment does not wait for the warehouse; if the stock turns out to be missing, the money goes back.
+  const [reserved, paid] = await Promise.allSettled([reserveStock(services, order), pay(services, order)]);
+  if (reserved.status === 'rejected') {
+    if (paid.status === 'fulfilled') await refundPayment(services, paid.value.payment);
+    throw reserved.reason;
+  }
+  if (paid.status === 'rejected') {
+    await releaseStock(services, reserved.value);
+    throw paid.reason;
+  }
+  return confirm(services, order, paid.value.total, paid.value.payment);
+}
+
+async function pay(services, order) {
+  const total = await totalOf(services, order);
+  return { total, payment: await takePayment(services, order, total) };
 }
*** End Patch
`;

/** Reserves while the total is worked out and pays after both: below the target and right. Adds a test of its own. */
export const RESERVE_EARLY = `*** Begin Patch
*** Update File: src/checkout.js
@@
 import { releaseStock, reserveStock } from './inventory.js';
-import { refundPayment, takePayment } from './payment.js';
+import { takePayment } from './payment.js';
 import { priceOrder } from './pricing.js';
@@ async function placeOrder(services, order) {
-  // The payment does not wait for the warehouse; if the stock turns out to be missing, the money goes back.
-  const [reserved, paid] = await Promise.allSettled([reserveStock(services, order), pay(services, order)]);
-  if (reserved.status === 'rejected') {
-    if (paid.status === 'fulfilled') await refundPayment(services, paid.value.payment);
-    throw reserved.reason;
-  }
-  if (paid.status === 'rejected') {
-    await releaseStock(services, reserved.value);
-    throw paid.reason;
-  }
-  return confirm(services, order, paid.value.total, paid.value.payment);
-}
-
-async function pay(services, order) {
-  const total = await totalOf(services, order);
-  return { total, payment: await takePayment(services, order, total) };
+  // The stock is reserved while the total is worked out; the payment waits for both, so that nobody pays for what is not there.
+  const [reserved, total] = await Promise.allSettled([reserveStock(services, order), totalOf(services, order)]);
+  if (reserved.status === 'rejected') throw reserved.reason;
+  try {
+    if (total.status === 'rejected') throw total.reason;
+    const payment = await takePayment(services, order, total.value);
+    return await confirm(services, order, total.value, payment);
+  } catch (error) {
+    await releaseStock(services, reserved.value);
+    throw error;
+  }
 }
*** Add File: test/overlap.test.js
+import assert from 'node:assert/strict';
+import { test } from 'node:test';
+import { LATENCY } from '../remote/wire.js';
+import { anOrder, openShop } from './shop.js';
+
+test('the payment waits for the reservation, however slow the warehouse is', async () => {
+  const { services, checkout } = openShop({ latency: { ...LATENCY, warehouse: { base: 400, spread: 0 } } });
+  await assert.rejects(checkout(anOrder({ lines: [{ sku: 'chair', quantity: 1 }] })), { code: 'out_of_stock' });
+  assert.deepEqual(services.bank.ledger(), []);
+});
*** End Patch
`;
