import { at } from '../feed/columns.ts';
import type { PaidRide } from '../feed/journey-fares.ts';
import type { TransportResolvers } from './context.ts';
import { gtfsId } from './loaders.ts';
import type { TransitLegModel } from './mappers.ts';
import { intermediateStops } from './ride-estimates.ts';

/** The rides that passengers pay for: legs in one vehicle are one ride. */
export function paidRides(legs: readonly TransitLegModel[]): readonly PaidRide[] {
  const rides: PaidRide[] = [];
  for (const leg of legs) {
    const stops = [leg.from, ...intermediateStops(leg), leg.to];
    const route = at(leg.feed.trips.routes, leg.trip);
    const before = leg.staysAboard ? rides.pop() : undefined;
    rides.push(
      before === undefined
        ? { routes: [route], stops, departure: leg.departure }
        : { ...before, routes: [...before.routes, route], stops: [...before.stops, ...stops] },
    );
  }
  return rides;
}

export const itineraryFareResolvers: TransportResolvers['ItineraryFare'] = {
  price: ({ price }) => price,
  currency: ({ currency }) => currency,
  parts: ({ feed, parts }) => parts.map((part) => ({ ...part, feed })),
  charges: ({ feed, charges }) => charges.map((charge) => ({ ...charge, feed })),
};

export const farePartResolvers: TransportResolvers['FarePart'] = {
  fare: ({ feed, fare }) => ({ feed, row: fare }),
  rides: ({ rides }) => rides,
};

export const fareResolvers: TransportResolvers['Fare'] = {
  gtfsId: ({ feed, row }) => gtfsId(feed, at(feed.fares, row).id),
  price: ({ feed, row }) => at(feed.fares, row).price,
  currency: ({ feed, row }) => at(feed.fares, row).currency,
  transfers: ({ feed, row }) => at(feed.fares, row).transfers,
  transferDurationSeconds: ({ feed, row }) => at(feed.fares, row).transferSeconds,
  paidBeforeBoarding: ({ feed, row }) => at(feed.fares, row).paidBeforeBoarding,
};

export const routeFareResolvers: TransportResolvers['RouteFare'] = {
  fare: ({ feed, fare }) => ({ feed, row: fare }),
  originZoneId: ({ origin }) => origin,
  destinationZoneId: ({ destination }) => destination,
};
