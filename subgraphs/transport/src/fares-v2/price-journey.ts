import { at } from '../feed/columns.ts';
import { addDecimals, compareDecimals } from '../feed/decimals.ts';
import type { Feed } from '../feed/feed.ts';
import { type FareLeg, type FareRide, fareLegs, rulesOfLeg } from './fare-legs.ts';
import { type FareProduct, type FaresV2, type LegRule, transferType } from './fares-v2.ts';
import { buyable, Offers, type Rider } from './offers.ts';

/** Bounds the combinations of leg groups; real feeds have one or two for a ride. */
const comparedGroups = 5;
/** The search runs once for each fare medium; feeds have a handful. */
const comparedMedia = 20;

/** A product to pay, for the rides `firstRide` to `lastRide`. */
export interface FareCharge {
  readonly product: FareProduct;
  readonly isTransfer: boolean;
  readonly firstRide: number;
  readonly lastRide: number;
}

export interface JourneyPrice {
  readonly price: string;
  readonly currency: string;
  readonly charges: readonly FareCharge[];
}

export type UnknownPrice = 'NO_MATCHING_RULE' | 'NO_PRODUCT_FOR_RIDER' | 'NO_COMMON_CURRENCY';

/** What can be bought: the products for a rider, on one medium (`null` for any) and in one currency. */
interface Sale {
  readonly offers: Offers;
  readonly medium: number | null;
  readonly currency: string;
}

/** A way to pay for all legs up to one of them. */
interface Payment {
  /** Leg group of the last leg. */
  readonly group: string;
  /** First leg of the consecutive transfers within the group, and their number. */
  readonly runStart: number;
  readonly runTransfers: number;
  /** What is paid without the last leg, if no transfer led to it; a transfer may replace its fare. */
  readonly beforeLeg: { readonly price: string; readonly charges: readonly FareCharge[] } | null;
  readonly price: string;
  readonly charges: readonly FareCharge[];
}

/** The products that a rider can buy for a ride alone. */
export function productsOfRide(
  feed: Feed,
  fares: FaresV2,
  ride: FareRide,
  rider: Rider,
): readonly FareProduct[] {
  const rules = fareLegs(feed, fares, [ride]).flatMap((leg) => rulesOfLeg(feed, fares, leg));
  return [...new Set(rules.map(({ product }) => product))].flatMap((id) => buyable(fares, id, rider));
}

/**
 * The cheapest way to pay rides by GTFS Fares V2, with one medium if that is possible, in the first currency
 * of the feed that can.
 *
 * @returns the price, or why there is none
 */
export function priceJourney(
  feed: Feed,
  fares: FaresV2,
  rides: readonly FareRide[],
  rider: Rider,
): JourneyPrice | UnknownPrice {
  const legs = fareLegs(feed, fares, rides);
  const rules = legs.map((leg) => rulesOfLeg(feed, fares, leg));
  if (rules.some((own) => own.length === 0)) return 'NO_MATCHING_RULE';
  const offers = new Offers(fares, rider.category);
  if (rules.some((own) => !own.some(({ product }) => offers.isSold(product, rider.medium))))
    return 'NO_PRODUCT_FOR_RIDER';
  const media = rider.medium === null ? [...fares.media.keys()].slice(0, comparedMedia) : [];
  for (const currency of fares.currencies) {
    const prices = media.flatMap((medium) => payLegs(fares, legs, rules, { offers, medium, currency }) ?? []);
    const price = cheapest(prices) ?? payLegs(fares, legs, rules, { offers, medium: rider.medium, currency });
    if (price !== null) return { ...price, currency };
  }
  return 'NO_COMMON_CURRENCY';
}

function cheapest<Priced extends { readonly price: string }>(prices: readonly Priced[]): Priced | null {
  return prices.reduce<Priced | null>(
    (best, one) => (best === null || compareDecimals(one.price, best.price) < 0 ? one : best),
    null,
  );
}

/** Pays leg after leg, and keeps the cheapest payment of each state that later transfers distinguish. */
function payLegs(
  fares: FaresV2,
  legs: readonly FareLeg[],
  rules: readonly (readonly LegRule[])[],
  sale: Sale,
): Payment | null {
  let payments: readonly Payment[] | null = null;
  for (const [index, leg] of legs.entries()) {
    const best = new Map<string, Payment>();
    for (const [group, product] of fareOfGroups(at(rules, index), sale)) {
      const ownCharge = { product, isTransfer: false, firstRide: leg.firstRide, lastRide: leg.lastRide };
      const following: readonly Payment[] =
        payments === null
          ? [separate({ price: '0', charges: [] }, group, index, ownCharge)]
          : payments.flatMap((before) => {
              const found = transferred(fares, legs, before, group, index, ownCharge, sale);
              return found.length > 0 ? found : [separate(before, group, index, ownCharge)];
            });
      for (const payment of following) {
        const { runStart, runTransfers, beforeLeg } = payment;
        const key = JSON.stringify([group, runStart, runTransfers, beforeLeg === null]);
        const other = best.get(key);
        if (other === undefined || compareDecimals(payment.price, other.price) < 0) best.set(key, payment);
      }
    }
    payments = [...best.values()];
  }
  return cheapest(payments ?? []);
}

/** Leg group -> the cheapest product of a leg, for the cheapest groups; without a group, an empty text. */
function fareOfGroups(
  rules: readonly LegRule[],
  { offers, medium, currency }: Sale,
): ReadonlyMap<string, FareProduct> {
  const found = new Map<string, FareProduct>();
  for (const { group, product: id } of rules) {
    const product = offers.cheapest(id, medium, currency);
    const other = found.get(group);
    if (product === null) continue;
    if (other === undefined || compareDecimals(product.amount, other.amount) < 0) found.set(group, product);
  }
  if (found.size <= comparedGroups) return found;
  const byPrice = [...found].sort(([, one], [, other]) => compareDecimals(one.amount, other.amount));
  return new Map(byPrice.slice(0, comparedGroups));
}

type Paid = Pick<Payment, 'price' | 'charges'>;

function charged({ price, charges }: Paid, charge: FareCharge): Paid {
  return { price: addDecimals(price, charge.product.amount), charges: [...charges, charge] };
}

/** Pays a leg without a transfer rule. */
function separate(before: Paid, group: string, index: number, ownCharge: FareCharge): Payment {
  const { price, charges } = before;
  const beforeLeg = { price, charges };
  return { group, runStart: index, runTransfers: 0, beforeLeg, ...charged(before, ownCharge) };
}

/** Ways to pay a leg by a transfer rule: rules for the fewest transfers first, then the cheapest. */
function transferred(
  fares: FaresV2,
  legs: readonly FareLeg[],
  before: Payment,
  group: string,
  index: number,
  ownCharge: FareCharge,
  { offers, medium, currency }: Sale,
): readonly Payment[] {
  const isRun = before.group === group;
  const transfer = isRun ? before.runTransfers + 1 : 1;
  const previous = at(legs, index - 1);
  const first = isRun ? at(legs, before.runStart) : previous;
  const run = isRun
    ? { runStart: before.runStart, runTransfers: transfer }
    : { runStart: index, runTransfers: 0 };
  const ways = fares.transferRules
    .between(before.group, group, transfer, first, at(legs, index))
    .flatMap((rule) => {
      const product = rule.product === null ? null : offers.cheapest(rule.product, medium, currency);
      return rule.product !== null && product === null ? [] : [{ rule, product }];
    });
  const fewest = Math.min(...ways.map(({ rule }) => rule.count));
  return ways
    .filter(({ rule }) => rule.count === fewest)
    .map(({ rule, product }) => {
      let paid: Paid = rule.type === transferType.transferOnly ? (before.beforeLeg ?? before) : before;
      if (product !== null) {
        const { lastRide } = ownCharge;
        paid = charged(paid, { product, isTransfer: true, firstRide: previous.firstRide, lastRide });
      }
      if (rule.type === transferType.all) paid = charged(paid, ownCharge);
      return { group, ...run, beforeLeg: null, price: paid.price, charges: paid.charges };
    });
}
