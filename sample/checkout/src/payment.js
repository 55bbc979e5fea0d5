/** Takes the order's total from the customer's card. The order's id is the key: a repeated call takes the money once. */
export function takePayment(services, order, total) {
  return services.bank.charge({ key: order.id, card: order.card, cents: total.totalCents });
}

/** Gives a payment back in full. */
export function refundPayment(services, payment) {
  return services.bank.refund(payment);
}
