import { Refusal } from './refusal.js';

/** Knows the sales tax of a place, in basis points (1900 is 19 %). */
export function createTaxOffice(travel, rates) {
  return {
    async rate(address) {
      await travel('taxOffice');
      const place = address.region === undefined ? address.country : `${address.country}-${address.region}`;
      if (!Object.hasOwn(rates, place)) throw new Refusal('unknown_address', `no tax rate for ${place}`);
      return rates[place];
    },
  };
}
