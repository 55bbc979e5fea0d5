/** The tax rate at the order's shipping address, in basis points. */
export function taxRate(services, order) {
  return services.taxOffice.rate(order.address);
}

/** A price with its tax, rounded to the cent. */
export function withTax(price, basisPoints) {
  const taxCents = Math.round((price.netCents * basisPoints) / 10_000);
  return { ...price, taxCents, totalCents: price.netCents + taxCents };
}
