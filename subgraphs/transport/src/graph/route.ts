import { agencyOf } from '../agency-mapping.ts';
import { at } from '../feed/columns.ts';
import { stopsOfPattern, tripsOfPattern } from '../feed/pattern-table.ts';
import type { ServedFeed } from '../feeds/feeds-in-service.ts';
import { lineOfTrip } from '../shapes/lines.ts';
import { activeAlerts } from './alerts.ts';
import { dayOf } from './arguments.ts';
import { modelConnection, rowConnection } from './connections.ts';
import type { Setting, TransportResolvers } from './context.ts';
import { transitMode } from './enumerations.ts';
import { gtfsId } from './loaders.ts';
import { translated } from './names.ts';
import { tripHeadsign } from './trip.ts';
import { vehiclesIn } from './vehicles.ts';

export function routeResolvers({ clock }: Setting): TransportResolvers['Route'] {
  return {
    gtfsId: ({ feed, row }) => gtfsId(feed, at(feed.routes, row).id),
    shortName: ({ feed, row }, { language }) => {
      const { id, shortName } = at(feed.routes, row);
      return translated(
        feed,
        { table: 'routes', field: 'route_short_name', record: id },
        shortName,
        language,
      );
    },
    longName: ({ feed, row }, { language }) => {
      const { id, longName } = at(feed.routes, row);
      return translated(feed, { table: 'routes', field: 'route_long_name', record: id }, longName, language);
    },
    mode: ({ feed, row }) => transitMode(at(feed.routes, row).type),
    type: ({ feed, row }) => at(feed.routes, row).type,
    color: ({ feed, row }) => at(feed.routes, row).color,
    textColor: ({ feed, row }) => at(feed.routes, row).textColor,
    operator: ({ feed, row }) => ({ feed, row: at(feed.routes, row).operator }),
    agency: ({ feed, row }, _args, { loaders: { feeds } }) => ({
      id: agencyOf(feeds.of(feed).settings.agencies, at(feed.operators, at(feed.routes, row).operator).id),
    }),
    patterns: ({ feed, row }, args) => {
      const { routes } = feed.patterns;
      return rowConnection(
        feed,
        [...routes.keys()].filter((pattern) => routes[pattern] === row),
        args,
      );
    },
    fares: ({ feed, row }) => feed.fareIndex.onRoute(row).map((rule) => ({ feed, ...rule })),
    alerts: ({ feed, row }, _args, { loaders: { feeds } }) => {
      const { realtime } = feeds.of(feed);
      return activeAlerts([{ feed: realtime.feed, alerts: realtime.alerts.ofRoute(row) }], clock);
    },
    vehicles: ({ feed, row }, args, { loaders: { feeds } }) =>
      modelConnection(vehiclesOfRoute(feeds.of(feed), row), args),
  };
}

function vehiclesOfRoute({ realtime: { feed, vehicles } }: ServedFeed, row: number) {
  return vehiclesIn(
    feed,
    vehicles.vehicles.filter(({ route }) => route === row),
  );
}

export const patternResolvers: TransportResolvers['Pattern'] = {
  gtfsId: ({ feed, row }) => gtfsId(feed, feed.patterns.ids.at(row)),
  route: ({ feed, row }) => ({ feed, row: at(feed.patterns.routes, row) }),
  directionId: ({ feed, row }) => {
    const direction = at(feed.patterns.directions, row);
    return direction === -1 ? null : direction;
  },
  headsign: ({ feed, row }, { language }) =>
    tripHeadsign(feed, at(tripsOfPattern(feed.patterns, row), 0), null, language),
  shape: ({ feed, row }) => {
    const trips = tripsOfPattern(feed.patterns, row);
    return lineOfTrip(feed, trips.find((trip) => at(feed.trips.shapes, trip) !== -1) ?? at(trips, 0));
  },
  stops: ({ feed, row }) => Array.from(stopsOfPattern(feed.patterns, row), (stop) => ({ feed, row: stop })),
  trips: ({ feed, row }, args) => {
    const trips = tripsOfPattern(feed.patterns, row);
    if (!args.serviceDate) return rowConnection(feed, trips, args);
    const active = feed.calendar.activeOn(dayOf(args.serviceDate, 'serviceDate'));
    const running = trips.filter((trip) => active[at(feed.trips.services, trip)] === 1);
    return rowConnection(feed, running, args);
  },
};

export const operatorResolvers: TransportResolvers['Operator'] = {
  gtfsId: ({ feed, row }) => gtfsId(feed, at(feed.operators, row).id),
  name: ({ feed, row }, { language }) => {
    const { id, name } = at(feed.operators, row);
    return translated(feed, { table: 'agency', field: 'agency_name', record: id }, name, language) ?? name;
  },
  url: ({ feed, row }) => at(feed.operators, row).url,
  phone: ({ feed, row }) => at(feed.operators, row).phone,
};
