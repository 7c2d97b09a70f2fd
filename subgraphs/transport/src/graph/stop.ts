import { at, rowsOf } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import type { ServedFeed } from '../feeds/feeds-in-service.ts';
import { regionsOfStop } from '../region-stops.ts';
import { activeAlerts } from './alerts.ts';
import { rowConnection } from './connections.ts';
import type { Setting, TransportResolvers } from './context.ts';
import { departureConnection } from './departures.ts';
import { accessibility } from './enumerations.ts';
import { gtfsId } from './loaders.ts';
import type { FeedRow } from './mappers.ts';
import { translated } from './names.ts';

/** Common fields of stops and stations, both rows of stops.txt. */
const place = {
  gtfsId: ({ feed, row }: FeedRow) => gtfsId(feed, at(feed.stops.ids, row)),
  name: ({ feed, row }: FeedRow, { language }: { language?: string | null | undefined }) => {
    const record = at(feed.stops.ids, row);
    const name = at(feed.stops.names, row);
    return translated(feed, { table: 'stops', field: 'stop_name', record }, name, language) ?? name;
  },
  code: ({ feed, row }: FeedRow) => at(feed.stops.codes, row) || null,
  latitude: ({ feed, row }: FeedRow) => at(feed.stops.latitudes, row),
  longitude: ({ feed, row }: FeedRow) => at(feed.stops.longitudes, row),
};

export function stopResolvers({ clock }: Setting): TransportResolvers['Stop'] {
  return {
    ...place,
    platformCode: ({ feed, row }) => at(feed.stops.platforms, row) || null,
    zoneId: ({ feed, row }) => at(feed.stops.zones, row) || null,
    wheelchairBoarding: ({ feed, row }) => {
      // A platform without a value inherits its station's (stops.txt, wheelchair_boarding).
      const own = at(feed.stops.wheelchair, row);
      const station = at(feed.stops.parents, row);
      return accessibility(own === 0 && station !== -1 ? feed.stops.wheelchair[station] : own);
    },
    station: ({ feed, row }) => {
      const station = at(feed.stops.parents, row);
      return station === -1 ? null : { feed, row: station };
    },
    regions: ({ feed, row }, _args, { loaders: { feeds } }) =>
      regionsOfStop(feed, feeds.of(feed).settings.region, row).map((code) => ({ code })),
    routes: ({ feed, row }, args) => rowConnection(feed, routesOfStop(feed, row), args),
    patterns: ({ feed, row }, args) => rowConnection(feed, rowsOf(feed.patternsOfStop, row), args),
    departures: ({ feed, row }, args, { loaders: { feeds } }) =>
      departureConnection({ feed, realtime: feeds.of(feed).realtime }, [row], args, clock),
    alerts: ({ feed, row }, _args, { loaders: { feeds } }) => alertsAt(feeds.of(feed), row, clock),
  };
}

export function stationResolvers({ clock }: Setting): TransportResolvers['Station'] {
  return {
    ...place,
    wheelchairBoarding: ({ feed, row }) => accessibility(feed.stops.wheelchair[row]),
    stops: ({ feed, row }, args) => rowConnection(feed, rowsOf(feed.stops.children, row), args),
    departures: ({ feed, row }, args, { loaders: { feeds } }) => {
      const { realtime } = feeds.of(feed);
      return departureConnection({ feed, realtime }, [...rowsOf(feed.stops.children, row)], args, clock);
    },
    alerts: ({ feed, row }, _args, { loaders: { feeds } }) => alertsAt(feeds.of(feed), row, clock),
  };
}

function alertsAt({ realtime }: ServedFeed, row: number, clock: () => Date) {
  return activeAlerts([{ feed: realtime.feed, alerts: realtime.alerts.ofStop(row) }], clock);
}

function routesOfStop(feed: Feed, row: number): Set<number> {
  return new Set(Array.from(rowsOf(feed.patternsOfStop, row), (pattern) => at(feed.patterns, pattern).route));
}
