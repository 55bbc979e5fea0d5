import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anOrder, openShop } from './shop.js';

test('a checkout reserves, charges and files one receipt', async () => {
  const { services, checkout } = openShop();
  const placed = await checkout(anOrder({ lines: [{ sku: 'mug', quantity: 2 }] }));
  assert.deepEqual(placed, {
    order: 'order-1',
    subtotalCents: 2580,
    discountCents: 0,
    netCents: 2580,
    taxCents: 490,
    totalCents: 3070,
    payment: 'pay-1',
    receipt: 'R-00001',
  });
  assert.equal(services.warehouse.available('mug'), 8);
  assert.deepEqual(services.bank.ledger(), [{ kind: 'charge', payment: 'pay-1', cents: 3070 }]);
});

test('never charges a customer for something that is out of stock', async () => {
  const { services, checkout } = openShop();
  await assert.rejects(checkout(anOrder({ lines: [{ sku: 'chair', quantity: 1 }] })), { code: 'out_of_stock' });
  assert.deepEqual(services.bank.ledger(), []);
  assert.deepEqual(services.archive.receipts(), []);
});

test('sells the last piece once, and charges only who got it', async () => {
  const { services, checkout } = openShop();
  const lines = [{ sku: 'lamp', quantity: 1 }];
  const outcomes = await Promise.allSettled(['order-1', 'order-2', 'order-3'].map((id) => checkout(anOrder({ id, lines }))));
  assert.deepEqual(outcomes.map((outcome) => outcome.status).sort(), ['fulfilled', 'rejected', 'rejected']);
  assert.equal(services.warehouse.available('lamp'), 0);
  assert.equal(services.bank.ledger().filter((entry) => entry.kind === 'charge').length, 1);
});

test('an order with one missing line reserves none of its lines', async () => {
  const { services, checkout } = openShop();
  const lines = [
    { sku: 'mug', quantity: 1 },
    { sku: 'chair', quantity: 1 },
  ];
  await assert.rejects(checkout(anOrder({ lines })), { code: 'out_of_stock' });
  assert.equal(services.warehouse.available('mug'), 10);
});

test('an order that is sent twice is charged once and gets one answer', async () => {
  const { services, checkout } = openShop();
  const [first, second] = await Promise.all([checkout(anOrder()), checkout(anOrder())]);
  const third = await checkout(anOrder());
  assert.deepEqual([second, third], [first, first]);
  assert.equal(services.warehouse.available('mug'), 9);
  assert.equal(services.bank.ledger().length, 1);
  assert.equal(services.archive.receipts().length, 1);
});

test('the stock is released when the payment fails, and the order can be tried again', async () => {
  const { services, checkout } = openShop();
  await assert.rejects(checkout(anOrder({ card: 'declined' })), { code: 'card_declined' });
  assert.equal(services.warehouse.available('mug'), 10);
  assert.deepEqual(services.archive.receipts(), []);
  const placed = await checkout(anOrder({ card: 'visa' }));
  assert.equal(placed.receipt, 'R-00001');
  assert.equal(services.warehouse.available('mug'), 9);
});

test('the stock is released and nothing is charged when there is no price or no tax rate', async () => {
  const { services, checkout } = openShop();
  await assert.rejects(checkout(anOrder({ coupon: 'EXPIRED' })), { code: 'unknown_coupon' });
  await assert.rejects(checkout(anOrder({ address: { country: 'XX' } })), { code: 'unknown_address' });
  assert.equal(services.warehouse.available('mug'), 10);
  assert.deepEqual(services.bank.ledger(), []);
});
