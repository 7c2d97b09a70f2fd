import { at } from '../feed/columns.ts';
import type { FeedsInService } from '../feeds/feeds-in-service.ts';
import { formatIsoDate } from '../gtfs/date.ts';
import { activeAlerts } from './alerts.ts';
import type { Setting, TransportResolvers } from './context.ts';
import { boardingRule, precisionOfTime } from './enumerations.ts';
import type { DepartureModel } from './mappers.ts';
import {
  alertTarget,
  estimateOf,
  expectedDelay,
  formatEstimate,
  occupancyAt,
  stateOfCall,
  vehicleOf,
} from './realtime-call.ts';
import { tripHeadsign } from './trip.ts';

export function departureResolvers({ clock }: Setting): TransportResolvers['Departure'] {
  return {
    stop: (departure) => ({ feed: departure.feed, row: stopOf(departure) }),
    scheduledStop: ({ feed, stopTime }) => ({ feed, row: at(feed.stopTimes.stops, stopTime) }),
    trip: (departure) => ({ feed: departure.feed, row: tripOf(departure) }),
    route: (departure) => ({ feed: departure.feed, row: at(departure.feed.trips.routes, tripOf(departure)) }),
    headsign: (departure, { language }) =>
      tripHeadsign(departure.feed, tripOf(departure), departure.stopTime, language),
    serviceDate: ({ serviceDay }) => formatIsoDate(serviceDay),
    scheduledArrival: (departure) => scheduled(departure, 'arrivals'),
    scheduledDeparture: (departure) => scheduled(departure, 'departures'),
    timePrecision: ({ feed, stopTime }) => precisionOfTime(feed.stopTimes.precisions[stopTime]),
    stopSequence: ({ feed, stopTime }) => at(feed.stopTimes.sequences, stopTime),
    pickup: ({ feed, stopTime }) => boardingRule(feed.stopTimes.pickups[stopTime]),
    realtime: ({ run, call }) => stateOfCall(run, call) !== 'SCHEDULED',
    realtimeState: ({ run, call }) => stateOfCall(run, call),
    delaySeconds: ({ feed, stopTime, run, call }) =>
      expectedDelay(feed, stopTime, estimateOf(run, call, 'departures'), 'departures'),
    estimatedArrival: ({ feed, serviceDay, run, call }) =>
      formatEstimate(feed, serviceDay, estimateOf(run, call, 'arrivals')),
    estimatedDeparture: ({ feed, serviceDay, run, call }) =>
      formatEstimate(feed, serviceDay, estimateOf(run, call, 'departures')),
    occupancy: (departure, _args, { loaders: { feeds } }) =>
      occupancyAt(departure.run, departure.call, vehicle(feeds, departure)),
    vehicle: (departure, _args, { loaders: { feeds } }) => vehicle(feeds, departure),
    alerts: (departure, _args, { loaders: { feeds } }) => {
      const { realtime } = feeds.of(departure.feed);
      const target = alertTarget(realtime, departure.feed, tripOf(departure), departure.serviceDay);
      return activeAlerts(
        [{ feed: realtime.feed, alerts: realtime.alerts.of({ ...target, stop: stopOf(departure) }) }],
        clock,
      );
    },
  };
}

function tripOf({ feed, stopTime }: DepartureModel): number {
  return at(feed.stopTimes.trips, stopTime);
}

function stopOf({ feed, stopTime, run, call }: DepartureModel): number {
  const assigned = run?.stops?.[call] ?? -1;
  return assigned === -1 ? at(feed.stopTimes.stops, stopTime) : assigned;
}

function scheduled({ feed, stopTime, serviceDay }: DepartureModel, times: 'arrivals' | 'departures'): string {
  return feed.clock.format(feed.clock.serviceDayStart(serviceDay) + at(feed.stopTimes[times], stopTime));
}

function vehicle(feeds: FeedsInService, departure: DepartureModel) {
  return vehicleOf(
    feeds.of(departure.feed).realtime,
    departure.feed,
    tripOf(departure),
    departure.serviceDay,
  );
}
