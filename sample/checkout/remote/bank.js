import { Refusal } from './refusal.js';

/** Moves money. A charge with a key that was seen before answers with the first charge and moves nothing. */
export function createBank(travel) {
  const ledger = [];
  const byKey = new Map();

  return {
    async charge({ key, card, cents }) {
      await travel('bank');
      if (byKey.has(key)) return byKey.get(key);
      if (card === 'declined') throw new Refusal('card_declined', 'the card was declined');
      const payment = { id: `pay-${byKey.size + 1}`, cents };
      byKey.set(key, payment);
      ledger.push({ kind: 'charge', payment: payment.id, cents });
      return payment;
    },

    async refund(payment) {
      await travel('bank');
      ledger.push({ kind: 'refund', payment: payment.id, cents: payment.cents });
    },

    /** For tests and the benchmark: every movement of money, in order. */
    ledger: () => [...ledger],
  };
}
