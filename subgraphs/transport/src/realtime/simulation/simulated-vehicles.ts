import { at, intAt } from '../../feed/columns.ts';
import type { Feed } from '../../feed/feed.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import { formatGtfsDate } from '../../gtfs/date.ts';
import type { FeedMessageInit } from '../message/feed-message.ts';
import { delayAt, type SimulatedTrip, simulatedTrips } from './simulated-trips.ts';

type Entity = FeedMessageInit['entity'][number];

const occupancies = ['MANY_SEATS_AVAILABLE', 'FEW_SEATS_AVAILABLE', 'STANDING_ROOM_ONLY'] as const;

/** Positions of the vehicles of the demo city, on straight lines between stops: invented. */
export function simulatedVehicles(feed: Feed, now: Instant): FeedMessageInit {
  return {
    header: { gtfsRealtimeVersion: '2.0', incrementality: 'FULL_DATASET', timestamp: now },
    entity: simulatedTrips(feed, now, 0)
      .filter(({ isCanceled }) => !isCanceled)
      .map((trip) => vehicle(feed, trip, now)),
  };
}

function vehicle(feed: Feed, simulated: SimulatedTrip, now: Instant): Entity {
  const { trip, day, start, chance } = simulated;
  const { stopTimes, stops, trips } = feed;
  const begin = intAt(stopTimes.offsets, trip);
  const calls = intAt(stopTimes.offsets, trip + 1) - begin;
  let call = 0;
  while (call + 1 < calls && timeOf('arrivals', call + 1) <= now) call += 1;
  const leaves = timeOf('departures', call);
  const isStanding = now < leaves || call + 1 === calls;
  const next = isStanding ? call : call + 1;
  const part = isStanding ? 0 : (now - leaves) / Math.max(1, timeOf('arrivals', next) - leaves);
  const [from, to] = [stopAt(call), stopAt(next)];
  const between = (column: Float64Array) => at(column, from) + (at(column, to) - at(column, from)) * part;
  const id = trips.ids.at(trip);
  return {
    id: `${id}:${formatGtfsDate(day)}`,
    vehicle: {
      trip: { tripId: id, startDate: formatGtfsDate(day) },
      vehicle: { id, label: `SIM-${1000 + (trip % 9000)}` },
      position: { latitude: between(stops.latitudes), longitude: between(stops.longitudes) },
      currentStopSequence: intAt(stopTimes.sequences, begin + next),
      currentStatus: isStanding ? 'STOPPED_AT' : 'IN_TRANSIT_TO',
      timestamp: now,
      occupancyStatus: at(occupancies, Math.min(2, Math.floor(chance * 3))),
    },
  };

  function timeOf(times: 'arrivals' | 'departures', index: number): Instant {
    return start + intAt(stopTimes[times], begin + index) + delayAt(simulated, index, calls);
  }
  function stopAt(index: number): number {
    return intAt(stopTimes.stops, begin + index);
  }
}
