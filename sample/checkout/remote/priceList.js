import { Refusal } from './refusal.js';

/** Knows what things cost today, in cents, and what a coupon is worth, in percent. */
export function createPriceList(travel, { prices, coupons }) {
  return {
    async lookUp(skus, coupon) {
      await travel('priceList');
      const unknown = skus.find((sku) => !Object.hasOwn(prices, sku));
      if (unknown !== undefined) throw new Refusal('unknown_product', `${unknown} has no price`);
      if (coupon !== undefined && !Object.hasOwn(coupons, coupon))
        throw new Refusal('unknown_coupon', `${coupon} is not a coupon`);
      return {
        unitCents: Object.fromEntries(skus.map((sku) => [sku, prices[sku]])),
        percentOff: coupon === undefined ? 0 : coupons[coupon],
      };
    },
  };
}
