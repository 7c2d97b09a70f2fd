import type { Feed } from '../../feed/feed.ts';
import { parseGtfsDate } from '../../gtfs/date.ts';
import type { AlertMessage, EntitySelector } from '../message/feed-message.ts';
import type { RealtimeProblemCode } from '../problems.ts';
import type { TripMatcher } from '../trips/trip-matcher.ts';
import type { InformedEntity, ServiceAlert } from './alert.ts';

export interface AlertContext {
  readonly feed: Feed;
  readonly matcher: TripMatcher;
  readonly report: (code: RealtimeProblemCode) => void;
}

/** An alert with its selectors resolved. A selector for something that the feed lacks matches nothing. */
export function readAlert(id: string, message: AlertMessage, context: AlertContext): ServiceAlert {
  return {
    id,
    cause: message.cause ?? 'UNKNOWN_CAUSE',
    effect: message.effect ?? 'UNKNOWN_EFFECT',
    severity: message.severityLevel ?? 'UNKNOWN_SEVERITY',
    header: message.headerText,
    description: message.descriptionText,
    url: message.url,
    periods: message.activePeriod.map(({ start, end }) => ({ start: start || null, end: end || null })),
    informed: message.informedEntity.flatMap((selector) => readSelector(selector, context) ?? []),
  };
}

function readSelector(
  selector: EntitySelector,
  { feed, matcher, report }: AlertContext,
): InformedEntity | null {
  const { agencyId, routeId, routeType, stopId, directionId, trip: descriptor } = selector;
  const missing = (code: RealtimeProblemCode) => {
    report(code);
    return null;
  };
  const operator = agencyId === undefined ? null : feed.operators.findIndex(({ id }) => id === agencyId);
  const route = routeId === undefined ? null : (feed.routeIndex.get(routeId) ?? -1);
  const stop = stopId === undefined ? null : (feed.stops.indexOf.get(stopId) ?? -1);
  if (operator === -1) return null;
  if (route === -1) return missing('E004');
  if (stop === -1) return missing('E011');
  let trip: InformedEntity['trip'] = null;
  if (descriptor !== undefined) {
    const row = feed.trips.indexOf.get(descriptor.tripId ?? '');
    const day = descriptor.startDate === undefined ? null : parseGtfsDate(descriptor.startDate);
    if (row !== undefined) trip = { row, day };
    else {
      const match = matcher.match(descriptor, () => ({ instant: 0 }));
      if (match.kind === 'unmatched') return missing(match.problem);
      trip = { row: match.trip, day: match.day };
    }
  }
  const parts = { operator, route, routeType: routeType ?? null, direction: directionId ?? null, trip, stop };
  const isEmpty = Object.values(parts).every((part) => part === null);
  return isEmpty ? null : parts;
}
