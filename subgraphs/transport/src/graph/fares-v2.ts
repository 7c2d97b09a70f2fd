import { PublicError } from '@civic-graph/errors';
import type { FareRide } from '../fares-v2/fare-legs.ts';
import type { Rider } from '../fares-v2/offers.ts';
import { priceJourney, productsOfRide } from '../fares-v2/price-journey.ts';
import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { cheapestFares } from '../feed/journey-fares.ts';
import type { TransportResolvers } from './context.ts';
import { paidRides } from './fares.ts';
import { gtfsId } from './loaders.ts';
import type {
  FareMediumModel,
  FareProductModel,
  ItineraryFareModel,
  ItineraryModel,
  RiderCategoryModel,
  TransitLegModel,
} from './mappers.ts';
import { translated } from './names.ts';
import type {
  FareMediumType,
  ItineraryFareArgs,
  TransitLegFareProductsArgs,
  UnknownFareReason,
} from './resolver-types.ts';

/** Maximum length of lists without pages. */
const shown = 100;

/** In the order of `fare_media_type`. */
const mediumTypes: readonly FareMediumType[] = [
  'NONE',
  'PAPER_TICKET',
  'TRANSIT_CARD',
  'BANK_CARD',
  'MOBILE_APP',
];

/**
 * The price of the rides of a journey by the fares of their feed, or why there is none. `fare` and
 * `unknownFareReason` both need it, so it is kept with the itinerary.
 *
 * @throws PublicError BAD_USER_INPUT for an unknown category or medium
 */
export function fareOfItinerary(
  { rides, fares }: Pick<ItineraryModel, 'rides' | 'fares'>,
  { riderCategory = null, fareMedium = null }: ItineraryFareArgs,
): ItineraryFareModel | UnknownFareReason {
  const key = JSON.stringify([riderCategory, fareMedium]);
  const fare = fares.get(key) ?? fareOfRides(rides, { riderCategory, fareMedium });
  fares.set(key, fare);
  return fare;
}

function fareOfRides(
  legs: readonly TransitLegModel[],
  args: ItineraryFareArgs,
): ItineraryFareModel | UnknownFareReason {
  const [first, ...others] = legs;
  if (first === undefined) return 'NO_RIDE';
  if (others.some(({ feedIndex }) => feedIndex !== first.feedIndex)) return 'SEVERAL_FEEDS';
  const { feed } = first;
  const rider = riderOf(feed, args);
  if (rider === null) return 'NO_PRODUCT_FOR_RIDER';
  if (feed.faresV2 !== null) {
    const price = priceJourney(feed, feed.faresV2, fareRides(legs), rider);
    return typeof price === 'string' ? price : { ...price, parts: [], feed };
  }
  if (feed.fares.length === 0) return 'NO_FARES';
  const fare = cheapestFares(feed, paidRides(legs));
  return fare === null ? 'NO_MATCHING_RULE' : { ...fare, charges: [], feed };
}

export function fareProductsOf(leg: TransitLegModel, args: TransitLegFareProductsArgs): FareProductModel[] {
  const { feed } = leg;
  const rider = riderOf(feed, args);
  const { faresV2 } = feed;
  if (faresV2 === null || rider === null) return [];
  return fareRides([leg])
    .flatMap((ride) => productsOfRide(feed, faresV2, ride, rider))
    .slice(0, shown)
    .map((product) => ({ feed, product }));
}

/** @returns `null` for a category or medium of another feed, with which this feed sells nothing */
function riderOf(feed: Feed, { riderCategory, fareMedium }: ItineraryFareArgs): Rider | null {
  const prefix = gtfsId(feed, '');
  if ([riderCategory, fareMedium].some((id) => id && !id.startsWith(prefix))) return null;
  return {
    category: rowOf(feed, feed.faresV2?.categoryIndex, riderCategory, 'riderCategory'),
    medium: rowOf(feed, feed.faresV2?.mediumIndex, fareMedium, 'fareMedium'),
  };
}

function rowOf(
  feed: Feed,
  index: ReadonlyMap<string, number> | undefined,
  id: string | null | undefined,
  argument: string,
): number | null {
  if (id === null || id === undefined) return null;
  const prefix = gtfsId(feed, '');
  const row = index?.get(id.slice(prefix.length));
  if (row === undefined) throw new PublicError('BAD_USER_INPUT', `${argument}: the feed has no such gtfsId`);
  return row;
}

/** Rides with their times by timetable, which fares depend on; legs in one vehicle are one ride. */
function fareRides(legs: readonly TransitLegModel[]): readonly FareRide[] {
  const rides: FareRide[] = [];
  for (const { feed, trip, from, to, serviceDay, boarding, alighting, staysAboard } of legs) {
    const start = feed.clock.serviceDayStart(serviceDay);
    const ride = {
      routes: [at(feed.trips.routes, trip)],
      from,
      to,
      departure: start + at(feed.stopTimes.departures, boarding),
      arrival: start + at(feed.stopTimes.arrivals, alighting),
    };
    const before = staysAboard ? rides.pop() : undefined;
    rides.push(
      before === undefined
        ? ride
        : { ...before, routes: [...before.routes, ...ride.routes], to, arrival: ride.arrival },
    );
  }
  return rides;
}

export const fareChargeResolvers: TransportResolvers['FareCharge'] = {
  product: ({ feed, product }) => ({ feed, product }),
  isTransfer: ({ isTransfer }) => isTransfer,
  firstRide: ({ firstRide }) => firstRide + 1,
  lastRide: ({ lastRide }) => lastRide + 1,
};

export const fareProductResolvers: TransportResolvers['FareProduct'] = {
  gtfsId: ({ feed, product }) => gtfsId(feed, product.id),
  name: ({ feed, product: { id, name } }, { language }) =>
    translated(feed, { table: 'fare_products', field: 'fare_product_name', record: id }, name, language),
  amount: ({ product }) => product.amount,
  currency: ({ product }) => product.currency,
  riderCategory: ({ feed, product: { category } }) =>
    category === null || feed.faresV2 === null
      ? null
      : { feed, category: at(feed.faresV2.categories, category) },
  fareMedium: ({ feed, product: { medium } }) =>
    medium === null || feed.faresV2 === null ? null : { feed, medium: at(feed.faresV2.media, medium) },
};

export const riderCategoryResolvers: TransportResolvers['RiderCategory'] = {
  gtfsId: ({ feed, category }) => gtfsId(feed, category.id),
  name: ({ feed, category: { id, name } }, { language }) =>
    translated(feed, { table: 'rider_categories', field: 'rider_category_name', record: id }, name, language),
  isDefault: ({ category }) => category.isDefault,
  eligibilityUrl: ({ category }) => category.eligibilityUrl,
};

export const fareMediumResolvers: TransportResolvers['FareMedium'] = {
  gtfsId: ({ feed, medium }) => gtfsId(feed, medium.id),
  name: ({ feed, medium: { id, name } }, { language }) =>
    translated(feed, { table: 'fare_media', field: 'fare_media_name', record: id }, name, language),
  type: ({ medium }) => mediumTypes[medium.type] ?? 'NONE',
};

export function riderCategoriesOf(feed: Feed): RiderCategoryModel[] {
  return (feed.faresV2?.categories ?? []).slice(0, shown).map((category) => ({ feed, category }));
}

export function fareMediaOf(feed: Feed): FareMediumModel[] {
  return (feed.faresV2?.media ?? []).slice(0, shown).map((medium) => ({ feed, medium }));
}
