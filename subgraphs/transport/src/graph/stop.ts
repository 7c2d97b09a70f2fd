import { at, rowsOf } from '../feed/columns.ts';
import { platformsOf } from '../feed/platforms.ts';
import type { RealtimeSnapshot } from '../realtime/snapshot.ts';
import type { Board } from '../realtime/trips/expected-departures.ts';
import { regionsOfStop } from '../region-stops.ts';
import { type AlertsOfFeed, activeAlerts } from './alerts.ts';
import { modelConnection, rowsIn } from './connections.ts';
import type { Setting, TransportResolvers } from './context.ts';
import { departureConnection } from './departures.ts';
import { accessibility } from './enumerations.ts';
import { gtfsId, type Loaders } from './loaders.ts';
import type { FeedRow } from './mappers.ts';
import { translated } from './names.ts';

/** Stops of one feed, with its real-time information. */
export interface BoardOfFeed extends Board {
  readonly realtime: RealtimeSnapshot;
}

/** Common fields of stops and stations, both rows of stops.txt. */
const place = {
  gtfsId: ({ feed, row }: FeedRow) => gtfsId(feed, feed.stops.ids.at(row)),
  name: ({ feed, row }: FeedRow, { language }: { language?: string | null | undefined }) => {
    const record = feed.stops.ids.at(row);
    const name = feed.stops.names.at(row);
    return translated(feed, { table: 'stops', field: 'stop_name', record }, name, language) ?? name;
  },
  code: ({ feed, row }: FeedRow) => feed.stops.codes.at(row) || null,
  latitude: ({ feed, row }: FeedRow) => at(feed.stops.latitudes, row),
  longitude: ({ feed, row }: FeedRow) => at(feed.stops.longitudes, row),
};

export function stopResolvers({ clock }: Setting): TransportResolvers['Stop'] {
  return {
    ...place,
    platformCode: ({ feed, row }) => feed.stops.platforms.at(row) || null,
    zoneId: ({ feed, row }) => feed.stops.zones.at(row) || null,
    wheelchairBoarding: ({ feed, row }) => {
      // A platform without a value inherits its station's (stops.txt, wheelchair_boarding).
      const own = at(feed.stops.wheelchair, row);
      const station = at(feed.stops.parents, row);
      return accessibility(own === 0 && station !== -1 ? feed.stops.wheelchair[station] : own);
    },
    station: (row, _args, { loaders: { feeds } }) => {
      const [first] = feeds.membersOf(row).flatMap((member) => stationOf(member) ?? []);
      return first ?? null;
    },
    regions: ({ feed, row }, _args, { loaders: { feeds } }) =>
      regionsOfStop(feed, feeds.of(feed).settings.region, row).map((code) => ({ code })),
    routes: (row, args, { loaders }) => modelConnection(routesAt(loaders, row), args),
    patterns: (row, args, { loaders }) => modelConnection(patternsAt(loaders, row), args),
    departures: (row, args, { loaders }) => departureConnection(boardsAt(loaders, row), args, clock),
    alerts: (row, _args, { loaders }) => activeAlerts(alertsAt(loaders, row), clock),
    inOtherFeeds: (row, _args, { loaders: { feeds } }) => feeds.membersOf(row).slice(1),
  };
}

export function stationResolvers({ clock }: Setting): TransportResolvers['Station'] {
  return {
    ...place,
    wheelchairBoarding: ({ feed, row }) => accessibility(feed.stops.wheelchair[row]),
    stops: (row, args, { loaders }) => modelConnection(platformsAt(loaders, row), args),
    departures: (row, args, { loaders }) => departureConnection(boardsAt(loaders, row), args, clock),
    alerts: (row, _args, { loaders }) => activeAlerts(alertsAt(loaders, row), clock),
    inOtherFeeds: (row, _args, { loaders: { feeds } }) => feeds.membersOf(row).slice(1),
  };
}

function stationOf({ feed, row }: FeedRow): FeedRow | null {
  const station = at(feed.stops.parents, row);
  return station === -1 ? null : { feed, row: station };
}

/** The stop, or the platforms of the station, in all feeds that have it. */
export function boardsAt({ feeds }: Pick<Loaders, 'feeds'>, row: FeedRow): readonly BoardOfFeed[] {
  return feeds.membersOf(row).map(({ served, feed, row: member }) => ({
    feed,
    realtime: served.realtime,
    stops: platformsOf(feed.stops, member),
  }));
}

function platformsAt(loaders: Loaders, station: FeedRow): readonly FeedRow[] {
  const rows = boardsAt(loaders, station).flatMap(({ feed, stops }) => rowsIn(feed, stops));
  return loaders.feeds.distinct(rows);
}

function alertsAt({ feeds }: Loaders, row: FeedRow): readonly AlertsOfFeed[] {
  return feeds.membersOf(row).map(({ served: { realtime }, row: member }) => ({
    feed: realtime.feed,
    alerts: realtime.alerts.ofStop(member),
  }));
}

function patternsAt({ feeds }: Loaders, row: FeedRow): readonly FeedRow[] {
  return feeds
    .membersOf(row)
    .flatMap(({ feed, row: member }) => rowsIn(feed, rowsOf(feed.patternsOfStop, member)));
}

function routesAt({ feeds }: Loaders, row: FeedRow): readonly FeedRow[] {
  return feeds.membersOf(row).flatMap(({ feed, row: member }) => {
    const patterns = Array.from(rowsOf(feed.patternsOfStop, member));
    return rowsIn(feed, new Set(patterns.map((pattern) => at(feed.patterns.routes, pattern))));
  });
}
