import { at, intAt } from '../../../subgraphs/transport/src/feed/columns.ts';
import type { Feed } from '../../../subgraphs/transport/src/feed/feed.ts';
import { type Day, formatGtfsDate } from '../../../subgraphs/transport/src/gtfs/date.ts';
import type { FeedMessageInit } from '../../../subgraphs/transport/src/realtime/message/feed-message.ts';
import { writeFeedMessage } from '../../../subgraphs/transport/src/realtime/message/write-feed-message.ts';

type Entity = FeedMessageInit['entity'][number];
type TripUpdate = NonNullable<Entity['tripUpdate']>;
type StopTimeUpdate = NonNullable<TripUpdate['stopTimeUpdate']>[number];

/** Trip updates of a message. */
export const updateCount = 10_000;

/** A trip on one day, and the rows of its stop times. */
interface Run {
  readonly trip: number;
  readonly day: Day;
  readonly first: number;
  readonly end: number;
}

/** Stop time updates of a trip on a day. */
export type UpdatesOf = (feed: Feed, run: Run) => readonly StopTimeUpdate[];

/** A delay from the first stop on. */
export function late(seconds: () => number): UpdatesOf {
  return ({ stopTimes }, { first }) => {
    const delay = Math.floor(seconds());
    const stopSequence = intAt(stopTimes.sequences, first);
    return [{ stopSequence, arrival: { delay }, departure: { delay } }];
  };
}

/** Delays at one to five stops, from any stop on, as most operators send them. */
export function atSomeStops(random: () => number): UpdatesOf {
  return (feed, run) => {
    const begin = run.first + Math.floor(random() * (run.end - run.first));
    const end = Math.min(run.end, begin + 1 + Math.floor(random() * 5));
    return delays(feed, begin, end, random);
  };
}

/** A time and a delay at every stop. */
export function atEveryStop(random: () => number): UpdatesOf {
  return (feed, { day, first, end }) => {
    const { stopTimes, clock } = feed;
    const start = clock.serviceDayStart(day);
    return delays(feed, first, end, random).map((update, call) => {
      const delay = update.arrival?.delay ?? 0;
      const arrival = { delay, time: start + intAt(stopTimes.arrivals, first + call) + delay };
      const departure = { delay, time: start + intAt(stopTimes.departures, first + call) + delay };
      return { ...update, arrival, departure };
    });
  };
}

function delays(
  { stops, stopTimes }: Feed,
  begin: number,
  end: number,
  random: () => number,
): StopTimeUpdate[] {
  let delay = Math.floor(random() * 600) - 60;
  return Array.from({ length: end - begin }, (_, index) => {
    delay += Math.floor(random() * 61) - 30;
    return {
      stopSequence: intAt(stopTimes.sequences, begin + index),
      stopId: stops.ids.at(intAt(stopTimes.stops, begin + index)),
      arrival: { delay },
      departure: { delay },
    };
  });
}

/**
 * A message with updates of the trips of a day, of the day before and of later ones, up to the number of
 * updates of a message.
 *
 * @param share of the trips that have an update
 */
export function messageOf(
  feed: Feed,
  day: Day,
  updatesOf: UpdatesOf,
  { share = () => true, timestamp }: { readonly share?: () => boolean; readonly timestamp: number },
): Uint8Array {
  const { stopTimes, trips, calendar } = feed;
  const entity: Entity[] = [];
  for (let offset = 0; entity.length < updateCount && offset < 60; offset += 1) {
    const serviceDay = offset === 1 ? day - 1 : day + Math.max(0, offset - 1);
    const startDate = formatGtfsDate(serviceDay);
    const active = calendar.activeOn(serviceDay);
    for (let trip = 0; trip < trips.ids.length && entity.length < updateCount; trip += 1) {
      const [first, end] = [intAt(stopTimes.offsets, trip), intAt(stopTimes.offsets, trip + 1)];
      if (at(active, intAt(trips.services, trip)) === 0 || end === first || !share()) continue;
      const tripId = trips.ids.at(trip);
      const stopTimeUpdate = updatesOf(feed, { trip, day: serviceDay, first, end });
      const tripUpdate: TripUpdate = { trip: { tripId, startDate }, stopTimeUpdate, timestamp };
      entity.push({ id: `${tripId}:${startDate}`, tripUpdate });
    }
  }
  return writeFeedMessage({ header: { gtfsRealtimeVersion: '2.0', timestamp }, entity });
}
