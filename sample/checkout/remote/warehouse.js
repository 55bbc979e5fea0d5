import { Refusal } from './refusal.js';

/** Holds the stock. A reservation takes all lines of an order, or none. */
export function createWarehouse(travel, stock) {
  const onShelf = new Map(Object.entries(stock));
  const reservations = new Map();

  return {
    async reserve(lines) {
      await travel('warehouse');
      for (const [sku, quantity] of quantities(lines)) {
        if ((onShelf.get(sku) ?? 0) < quantity) throw new Refusal('out_of_stock', `${sku} is out of stock`);
      }
      for (const { sku, quantity } of lines) onShelf.set(sku, onShelf.get(sku) - quantity);
      const id = `rsv-${reservations.size + 1}`;
      reservations.set(id, { lines, open: true });
      return { id };
    },

    /** Puts a reservation's lines back on the shelf; doing it twice changes nothing. */
    async release(id) {
      await travel('warehouse');
      const reservation = reservations.get(id);
      if (!reservation?.open) return;
      reservation.open = false;
      for (const { sku, quantity } of reservation.lines) onShelf.set(sku, onShelf.get(sku) + quantity);
    },

    /** For tests and the benchmark: what is on the shelf now. */
    available: (sku) => onShelf.get(sku) ?? 0,
  };
}

function quantities(lines) {
  const wanted = new Map();
  for (const { sku, quantity } of lines) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
  return wanted;
}
