import { at } from '../feed/columns.ts';
import { metersOf } from '../feed/nearby.ts';
import type { ZoneClock } from '../feed/zone-clock.ts';
import {
  destinationPlace,
  originPlace,
  type Itinerary as Planned,
  type WalkLeg,
} from '../journey/itinerary.ts';
import type { Place } from '../journey/query/journey-query.ts';
import type {
  FeedRow,
  ItineraryModel,
  JourneyLegModel,
  JourneySetting,
  PlaceWalkModel,
  TransitLegModel,
} from './mappers.ts';

type Itinerary = Pick<ItineraryModel, 'feeds' | 'places' | 'legs' | 'query'>;

/** An itinerary with what several of its fields need. */
export function itineraryModel(planned: Planned, setting: JourneySetting): ItineraryModel {
  const itinerary = { ...planned, ...setting };
  const legs = legModels(itinerary);
  return { ...itinerary, legModels: legs, rides: legs.filter(isRide), fares: new Map() };
}

/** Legs between stops, with the feeds of their trips: added trips have one of their own. */
function legModels(itinerary: Itinerary): readonly JourneyLegModel[] {
  const { feeds, places } = itinerary;
  return itinerary.legs.flatMap((leg, index): JourneyLegModel[] => {
    if (leg.kind === 'walk') {
      if (isPlaceWalk(leg)) return [];
      const feed = feedAt(itinerary, index);
      const [start, end] = [
        stopAt(itinerary, leg.from, feedBefore(itinerary, index) ?? feed),
        stopAt(itinerary, leg.to, feedAfter(itinerary, index) ?? feed),
      ];
      return [{ ...leg, start, end, clock: start.feed.clock }];
    }
    const { feed: base, realtime } = at(feeds, leg.feedIndex);
    const added = leg.isAdded ? realtime.trips.find((runs) => runs.feed !== base)?.feed : undefined;
    const feed = added ?? base;
    const rowOf = (place: number) => places.memberIn(place, leg.feedIndex).row;
    const [from, to] = [rowOf(leg.from), rowOf(leg.to)];
    const ends = { start: { feed, row: from }, end: { feed, row: to } };
    return [{ ...leg, ...ends, from, to, feed, realtime, clock: feed.clock }];
  });
}

function isRide(leg: JourneyLegModel): leg is TransitLegModel {
  return leg.kind === 'transit';
}

/** The clock of the first or last vehicle, or of the first feed for a journey on foot. */
export function clockAt(itinerary: Itinerary, end: 'start' | 'end'): ZoneClock {
  const { feeds, legs } = itinerary;
  const feed = end === 'start' ? feedAfter(itinerary, -1) : feedBefore(itinerary, legs.length);
  return at(feeds, feed ?? 0).feed.clock;
}

/** The first walk that fits from or to a place that is not a stop. */
export function placeWalk(itinerary: Itinerary, fits: (leg: WalkLeg) => boolean): PlaceWalkModel | null {
  const index = itinerary.legs.findIndex((leg) => leg.kind === 'walk' && fits(leg));
  const leg = itinerary.legs[index];
  if (leg?.kind !== 'walk') return null;
  const place = [leg.from, leg.to].find((row) => row >= 0);
  const feed = feedAt(itinerary, index);
  return {
    ...leg,
    meters: walkMeters(itinerary, leg),
    stop: place === undefined ? null : stopAt(itinerary, place, feed),
    clock: at(itinerary.feeds, feed).feed.clock,
  };
}

/** The length of a walk as the crow flies. */
export function walkMeters(itinerary: Itinerary, { from, to, meters }: WalkLeg): number {
  if (meters !== null) return meters;
  const position = (place: Place) => {
    if (typeof place !== 'number') return place;
    const { feed, row } = stopAt(itinerary, place, 0);
    return { latitude: at(feed.stops.latitudes, row), longitude: at(feed.stops.longitudes, row) };
  };
  const { query } = itinerary;
  return metersOf(
    position(from === originPlace ? query.from : from),
    position(to === destinationPlace ? query.to : to),
  );
}

/** A walk between a place that is not a stop, and a stop or another such place. */
function isPlaceWalk({ from, to }: Pick<WalkLeg, 'from' | 'to'>): boolean {
  return from === originPlace || to === destinationPlace;
}

/** The stop of a feed at a place, or else the stop of another feed there. */
function stopAt({ feeds, places }: Itinerary, place: number, preferred: number): FeedRow {
  const { feed, row } = places.memberIn(place, preferred);
  return { feed: at(feeds, feed).feed, row };
}

/** Index of the feed of the vehicle next to a walk. */
function feedAt(itinerary: Itinerary, index: number): number {
  return feedBefore(itinerary, index) ?? feedAfter(itinerary, index) ?? 0;
}

function feedBefore({ legs }: Itinerary, index: number): number | undefined {
  return legs.slice(0, index).findLast((leg) => leg.kind === 'transit')?.feedIndex;
}

function feedAfter({ legs }: Itinerary, index: number): number | undefined {
  return legs.slice(index + 1).find((leg) => leg.kind === 'transit')?.feedIndex;
}
