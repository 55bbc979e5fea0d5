/** Reserves every line of an order, or rejects with `out_of_stock` and reserves nothing. */
export function reserveStock(services, order) {
  return services.warehouse.reserve(order.lines);
}

/** Gives a reservation back, so that somebody else can buy. */
export function releaseStock(services, reservation) {
  return services.warehouse.release(reservation.id);
}
