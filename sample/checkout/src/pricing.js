/** What an order costs before tax, in cents, after the coupon's discount. */
export async function priceOrder(services, order) {
  const skus = [...new Set(order.lines.map((line) => line.sku))];
  const { unitCents, percentOff } = await services.priceList.lookUp(skus, order.coupon);
  const subtotalCents = order.lines.reduce((sum, line) => sum + unitCents[line.sku] * line.quantity, 0);
  const discountCents = Math.round((subtotalCents * percentOff) / 100);
  return { subtotalCents, discountCents, netCents: subtotalCents - discountCents };
}
