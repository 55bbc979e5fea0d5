/** Files the receipt of a paid order and answers with it, numbered. */
export function issueReceipt(services, order, total, payment) {
  return services.archive.file({
    order: order.id,
    payment: payment.id,
    lines: order.lines.map((line) => ({ ...line })),
    netCents: total.netCents,
    taxCents: total.taxCents,
    totalCents: total.totalCents,
  });
}
