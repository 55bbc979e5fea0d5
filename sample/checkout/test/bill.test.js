import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anOrder, openShop } from './shop.js';

test('the discount comes off before the tax, each rounded to the cent', async () => {
  const { checkout } = openShop();
  const lines = [
    { sku: 'lamp', quantity: 1 },
    { sku: 'mug', quantity: 3 },
  ];
  const placed = await checkout(anOrder({ lines, coupon: 'WELCOME10', address: { country: 'US', region: 'CA' } }));
  const { subtotalCents, discountCents, netCents, taxCents, totalCents } = placed;
  assert.deepEqual(
    { subtotalCents, discountCents, netCents, taxCents, totalCents },
    { subtotalCents: 8869, discountCents: 887, netCents: 7982, taxCents: 579, totalCents: 8561 },
  );
});

test('the tax is that of the shipping address', async () => {
  const { checkout } = openShop();
  const germany = await checkout(anOrder({ id: 'order-1' }));
  const oregon = await checkout(anOrder({ id: 'order-2', address: { country: 'US', region: 'OR' } }));
  assert.deepEqual([germany.taxCents, oregon.taxCents], [245, 0]);
});

test('the customer is charged exactly the total', async () => {
  const { services, checkout } = openShop();
  const placed = await checkout(anOrder({ coupon: 'WELCOME10' }));
  assert.deepEqual(services.bank.ledger(), [{ kind: 'charge', payment: placed.payment, cents: placed.totalCents }]);
});

test('a receipt names its order, its payment, its lines and the tax', async () => {
  const { services, checkout } = openShop();
  const placed = await checkout(anOrder());
  assert.deepEqual(services.archive.receipts(), [
    {
      number: placed.receipt,
      order: 'order-1',
      payment: placed.payment,
      lines: [{ sku: 'mug', quantity: 1 }],
      netCents: 1290,
      taxCents: 245,
      totalCents: 1535,
    },
  ]);
});

test('receipts are numbered without gaps, also past a failed order', async () => {
  const { services, checkout } = openShop();
  await checkout(anOrder({ id: 'order-1' }));
  await assert.rejects(checkout(anOrder({ id: 'order-2', card: 'declined' })), { code: 'card_declined' });
  await checkout(anOrder({ id: 'order-3' }));
  assert.deepEqual(
    services.archive.receipts().map((receipt) => receipt.number),
    ['R-00001', 'R-00002'],
  );
});
