import { at, intAt } from '../../feed/columns.ts';
import type { Feed } from '../../feed/feed.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import { formatGtfsDate } from '../../gtfs/date.ts';
import type { FeedMessageInit } from '../message/feed-message.ts';
import { delayAt, type SimulatedTrip, simulatedTrips } from './simulated-trips.ts';

type Entity = FeedMessageInit['entity'][number];

const aheadSeconds = 1_800;
/** The loop line does not stop here, because of invented construction. */
const detour = { route: '51', stop: 'jingci-1' };

/** Trip updates and alerts of the demo city: invented, and marked so in every text. */
export function simulatedUpdates(feed: Feed, now: Instant): FeedMessageInit {
  const trips = simulatedTrips(feed, now, aheadSeconds);
  return {
    header: { gtfsRealtimeVersion: '2.0', incrementality: 'FULL_DATASET', timestamp: now },
    entity: [...trips.map((trip) => tripUpdate(feed, trip)), ...alerts(feed)],
  };
}

function tripUpdate(feed: Feed, simulated: SimulatedTrip): Entity {
  const { trip, day, isCanceled } = simulated;
  const { trips, stopTimes, stops, routes } = feed;
  const tripId = trips.ids.at(trip);
  const startDate = formatGtfsDate(day);
  const id = `${tripId}:${startDate}`;
  if (isCanceled) {
    return { id, tripUpdate: { trip: { tripId, startDate, scheduleRelationship: 'CANCELED' } } };
  }
  const isDetoured = at(routes, at(trips.routes, trip)).id === detour.route;
  const [begin, end] = [intAt(stopTimes.offsets, trip), intAt(stopTimes.offsets, trip + 1)];
  const stopTimeUpdate = Array.from({ length: end - begin }, (_, call) => {
    const stopSequence = intAt(stopTimes.sequences, begin + call);
    if (isDetoured && stops.ids.at(intAt(stopTimes.stops, begin + call)) === detour.stop) {
      return { stopSequence, scheduleRelationship: 'SKIPPED' as const };
    }
    const delay = delayAt(simulated, call, end - begin);
    return { stopSequence, arrival: { delay }, departure: { delay } };
  });
  return { id, tripUpdate: { trip: { tripId, startDate }, vehicle: { id: tripId }, stopTimeUpdate } };
}

function alerts(feed: Feed): Entity[] {
  if (!feed.routeIndex.has(detour.route) || !feed.stops.ids.has(detour.stop)) return [];
  return [
    {
      id: 'detour',
      alert: {
        cause: 'CONSTRUCTION',
        effect: 'DETOUR',
        severityLevel: 'WARNING',
        informedEntity: [{ routeId: detour.route, stopId: detour.stop }],
        headerText: texts(
          '（模拟）51路净慈寺站暂停停靠',
          '(Simulated) Line 51 does not stop at Jingci Temple',
        ),
        descriptionText: texts(
          '（模拟）因道路施工，51路环湖线绕行，净慈寺站暂停停靠。',
          '(Simulated) Because of road works, line 51 takes a detour and does not stop at Jingci Temple.',
        ),
      },
    },
  ];
}

function texts(zh: string, en: string) {
  return {
    translation: [
      { text: zh, language: 'zh' },
      { text: en, language: 'en' },
    ],
  };
}
