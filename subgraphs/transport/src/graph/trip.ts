import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import type { FeedsInService } from '../feeds/feeds-in-service.ts';
import { formatGtfsTime } from '../gtfs/time.ts';
import { lineOfTrip } from '../shapes/lines.ts';
import { activeAlerts } from './alerts.ts';
import { dayOf } from './arguments.ts';
import type { Setting, TransportResolvers } from './context.ts';
import { accessibility, boardingRule, precisionOfTime } from './enumerations.ts';
import { gtfsId } from './loaders.ts';
import type { StopTimeModel } from './mappers.ts';
import { translated } from './names.ts';
import {
  alertTarget,
  estimateOf,
  formatEstimate,
  runOf,
  stateOfCall,
  stateOfRun,
  vehicleOf,
} from './realtime-call.ts';

/** Headsign of the vehicle: of this stop time, else of the trip. */
export function tripHeadsign(
  feed: Feed,
  trip: number,
  stopTime: number | null,
  language: string | null | undefined,
): string | null {
  const { headsigns, sequences } = feed.stopTimes;
  const atStop = stopTime === null ? undefined : headsigns.texts[headsigns.of[stopTime] ?? -1];
  const record = feed.trips.sourceIds.at(trip);
  if (stopTime === null || atStop === undefined) {
    const place = { table: 'trips', field: 'trip_headsign', record };
    return translated(feed, place, feed.trips.headsigns.at(trip), language);
  }
  const subRecord = String(at(sequences, stopTime));
  const place = { table: 'stop_times', field: 'stop_headsign', record, subRecord };
  return translated(feed, place, atStop, language);
}

export const tripResolvers = ({ clock }: Setting): TransportResolvers['Trip'] => ({
  gtfsId: ({ feed, row }) => gtfsId(feed, feed.trips.ids.at(row)),
  route: ({ feed, row }) => ({ feed, row: at(feed.trips.routes, row) }),
  pattern: ({ feed, row }) => ({ feed, row: at(feed.patternOfTrip, row) }),
  headsign: ({ feed, row }, { language }) => tripHeadsign(feed, row, null, language),
  directionId: ({ feed, row }) => {
    const direction = at(feed.trips.directions, row);
    return direction === -1 ? null : direction;
  },
  wheelchairAccessible: ({ feed, row }) => accessibility(feed.trips.wheelchair[row]),
  runsOn: ({ feed, row }, { serviceDate }) =>
    feed.calendar.activeOn(dayOf(serviceDate, 'serviceDate'))[at(feed.trips.services, row)] === 1,
  shape: ({ feed, row }) => lineOfTrip(feed, row),
  stopTimes: ({ feed, row }) => {
    const begin = at(feed.stopTimes.offsets, row);
    const count = at(feed.stopTimes.offsets, row + 1) - begin;
    return Array.from({ length: count }, (_, call) => ({ feed, row: begin + call }));
  },
  alerts: ({ feed, row }, _args, { loaders: { feeds } }) => {
    const { realtime } = feeds.of(feed);
    const alerts = realtime.alerts.of(alertTarget(realtime, feed, row));
    return activeAlerts([{ feed: realtime.feed, alerts }], clock);
  },
  realtimeState: ({ feed, row }, { serviceDate }, { loaders: { feeds } }) =>
    stateOfRun(runOf(feeds.of(feed).realtime, feed, row, dayOf(serviceDate, 'serviceDate'))),
  vehicle: ({ feed, row }, { serviceDate }, { loaders: { feeds } }) =>
    vehicleOf(feeds.of(feed).realtime, feed, row, dayOf(serviceDate, 'serviceDate')),
});

export const stopTimeResolvers: TransportResolvers['StopTime'] = {
  stopSequence: ({ feed, row }) => at(feed.stopTimes.sequences, row),
  stop: ({ feed, row }) => ({ feed, row: at(feed.stopTimes.stops, row) }),
  arrivalTime: ({ feed, row }) => formatGtfsTime(at(feed.stopTimes.arrivals, row)),
  departureTime: ({ feed, row }) => formatGtfsTime(at(feed.stopTimes.departures, row)),
  arrival: ({ feed, row }, { serviceDate }) =>
    onServiceDay(feed, at(feed.stopTimes.arrivals, row), serviceDate),
  departure: ({ feed, row }, { serviceDate }) =>
    onServiceDay(feed, at(feed.stopTimes.departures, row), serviceDate),
  headsign: ({ feed, row }, { language }) => tripHeadsign(feed, at(feed.stopTimes.trips, row), row, language),
  timePrecision: ({ feed, row }) => precisionOfTime(feed.stopTimes.precisions[row]),
  pickup: ({ feed, row }) => boardingRule(feed.stopTimes.pickups[row]),
  dropOff: ({ feed, row }) => boardingRule(feed.stopTimes.dropOffs[row]),
  realtimeState: (model, { serviceDate }, { loaders: { feeds } }) => {
    const { run, call } = callOnDay(feeds, model, serviceDate);
    return stateOfCall(run, call);
  },
  estimatedArrival: (model, { serviceDate }, { loaders: { feeds } }) => {
    const { run, call, day } = callOnDay(feeds, model, serviceDate);
    return formatEstimate(model.feed, day, estimateOf(run, call, 'arrivals'));
  },
  estimatedDeparture: (model, { serviceDate }, { loaders: { feeds } }) => {
    const { run, call, day } = callOnDay(feeds, model, serviceDate);
    return formatEstimate(model.feed, day, estimateOf(run, call, 'departures'));
  },
};

/** The run of a stop time's trip on a service day, and the position of the stop time in it. */
function callOnDay(feeds: FeedsInService, { feed, row }: StopTimeModel, serviceDate: string) {
  const day = dayOf(serviceDate, 'serviceDate');
  const trip = at(feed.stopTimes.trips, row);
  return {
    day,
    run: runOf(feeds.of(feed).realtime, feed, trip, day),
    call: row - at(feed.stopTimes.offsets, trip),
  };
}

function onServiceDay({ clock }: Feed, seconds: number, serviceDate: string): string {
  return clock.format(clock.serviceDayStart(dayOf(serviceDate, 'serviceDate')) + seconds);
}
