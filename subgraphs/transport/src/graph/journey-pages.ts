import type { Instant } from '../feed/zone-clock.ts';
import type { Itinerary } from '../journey/itinerary.ts';
import type { JourneyPlanModel } from './mappers.ts';

interface Paged extends Pick<JourneyPlanModel, 'query' | 'searchedSeconds'> {
  readonly itineraries: readonly Itinerary[];
}

/** `departAt` for the next later journeys. */
export function laterDeparture({ query, itineraries, searchedSeconds }: Paged): Instant | null {
  const { departAt, arriveBy, windowSeconds = 0, limit = 0 } = query;
  if (searchedSeconds !== null && arriveBy === undefined) return departAt + searchedSeconds;
  const departures = rides(itineraries).map(({ departure }) => departure);
  if (windowSeconds > 0 && arriveBy === undefined && departures.length < limit) {
    return departAt + windowSeconds + 1;
  }
  if (departures.length === 0) return null;
  return (windowSeconds > 0 ? Math.max(...departures) : Math.min(...departures)) + 1;
}

/** `arriveBy` for the next earlier journeys. */
export function earlierArrival({ query, itineraries, searchedSeconds }: Paged): Instant | null {
  const { arriveBy, windowSeconds = 0, limit = 0 } = query;
  if (searchedSeconds !== null && arriveBy !== undefined) return arriveBy - searchedSeconds;
  const arrivals = rides(itineraries).map(({ arrival }) => arrival);
  if (windowSeconds > 0 && arriveBy !== undefined && arrivals.length < limit) {
    return arriveBy - windowSeconds - 1;
  }
  if (arrivals.length === 0) return null;
  return (windowSeconds > 0 ? Math.min(...arrivals) : Math.max(...arrivals)) - 1;
}

/** Journeys on foot are possible at any time. */
function rides(itineraries: readonly Itinerary[]) {
  return itineraries.filter(({ legs }) => legs.some(({ kind }) => kind === 'transit'));
}
