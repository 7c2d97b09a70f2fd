import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { locationType } from '../feed/tables.ts';
import type { FeedsInService } from '../feeds/feeds-in-service.ts';
import { formatIsoDate } from '../gtfs/date.ts';
import { isActive, type ServiceAlert, textIn } from '../realtime/alerts/alert.ts';
import { instantOf } from './arguments.ts';
import { modelConnection } from './connections.ts';
import type { TransportResolvers } from './context.ts';
import type { ServiceAlertModel } from './mappers.ts';
import type { QueryAlertsArgs } from './resolver-types.ts';

const severities: readonly ServiceAlert['severity'][] = ['SEVERE', 'WARNING', 'INFO', 'UNKNOWN_SEVERITY'];
const shownEntities = 100;
/** Maximum alerts of a list without pages. */
const shownAlerts = 50;

/** Alerts of one feed. */
export interface AlertsOfFeed {
  readonly feed: Feed;
  readonly alerts: readonly ServiceAlert[];
}

/** Active alerts, the most severe first. */
export function activeAlerts(
  found: readonly AlertsOfFeed[],
  clock: () => Date,
  {
    activeAt = null,
    first = shownAlerts,
  }: { readonly activeAt?: string | null | undefined; first?: number } = {},
): ServiceAlertModel[] {
  const now = instantOf(activeAt, 'activeAt', clock);
  const rank = ({ severity }: ServiceAlert) => severities.indexOf(severity);
  return found
    .flatMap(({ feed, alerts }) => alerts.map((alert) => ({ feed, alert })))
    .filter(({ alert }) => isActive(alert, now))
    .sort((one, other) => rank(one.alert) - rank(other.alert))
    .slice(0, first);
}

export function alertConnection(feeds: FeedsInService, args: Partial<QueryAlertsArgs>, clock: () => Date) {
  const options = { activeAt: args.activeAt, first: Number.POSITIVE_INFINITY };
  const found = feeds.all.map(({ realtime: { alerts } }) => alerts);
  return modelConnection(activeAlerts(found, clock, options), args);
}

export const serviceAlertResolvers: TransportResolvers['ServiceAlert'] = {
  id: ({ alert }) => alert.id,
  headerText: ({ alert }, { language }) => textIn(alert.header, language),
  descriptionText: ({ alert }, { language }) => textIn(alert.description, language),
  url: ({ alert }, { language }) => textIn(alert.url, language),
  cause: ({ alert }) => alert.cause,
  effect: ({ alert }) => alert.effect,
  severityLevel: ({ alert }) => alert.severity,
  activePeriods: ({ feed, alert }) => alert.periods.map((period) => ({ ...period, feed })),
  informedEntities: ({ feed, alert }) =>
    alert.informed.slice(0, shownEntities).map((entity) => ({ ...entity, feed })),
};

export const activePeriodResolvers: TransportResolvers['ActivePeriod'] = {
  start: ({ feed, start }) => (start === null ? null : feed.clock.format(start)),
  end: ({ feed, end }) => (end === null ? null : feed.clock.format(end)),
};

export const informedEntityResolvers: TransportResolvers['InformedEntity'] = {
  operator: ({ feed, operator }) => (operator === null ? null : { feed, row: operator }),
  route: ({ feed, route }) => (route === null ? null : { feed, row: route }),
  routeType: ({ routeType }) => routeType,
  directionId: ({ direction }) => direction,
  trip: ({ feed, trip }) => (trip === null ? null : { feed, row: trip.row }),
  serviceDate: ({ trip }) => (trip?.day == null ? null : formatIsoDate(trip.day)),
  stop: ({ feed, stop }) =>
    stop === null || at(feed.stops.kinds, stop) !== locationType.stop ? null : { feed, row: stop },
  station: ({ feed, stop }) =>
    stop === null || at(feed.stops.kinds, stop) !== locationType.station ? null : { feed, row: stop },
};
