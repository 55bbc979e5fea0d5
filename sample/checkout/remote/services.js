import { createArchive } from './archive.js';
import { createBank } from './bank.js';
import { createPriceList } from './priceList.js';
import { createTaxOffice } from './taxOffice.js';
import { createWarehouse } from './warehouse.js';
import { createWire } from './wire.js';

/**
 * Stand-ins for the services of other teams, over one wire. `catalogue` holds `stock` (pieces), `prices` (cents), `coupons`
 * (percent off) and `taxRates` (basis points); `wire` is handed to {@link createWire}.
 */
export function createServices(catalogue, wire) {
  const travel = createWire(wire);
  return {
    warehouse: createWarehouse(travel, catalogue.stock),
    priceList: createPriceList(travel, catalogue),
    taxOffice: createTaxOffice(travel, catalogue.taxRates),
    bank: createBank(travel),
    archive: createArchive(travel),
  };
}
