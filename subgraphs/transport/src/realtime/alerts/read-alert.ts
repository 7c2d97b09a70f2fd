import { createHash } from 'node:crypto';
import type { Feed } from '../../feed/feed.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import { parseGtfsDate } from '../../gtfs/date.ts';
import type { AlertMessage, EntitySelector, TranslatedString } from '../message/feed-message.ts';
import type { RealtimeProblemCode } from '../problems.ts';
import type { TripMatcher } from '../trips/trip-matcher.ts';
import type { InformedEntity, ServiceAlert, Translation } from './alert.ts';

/** Longer texts are cut: each answer with the alert repeats them. */
const maxTextLength = 5_000;
const maxTranslations = 100;
const maxPeriods = 100;
const maxSelectors = 500;
/** Later instants have no date of four digits in some zone. */
const lastInstant = Date.UTC(9999, 11, 31) / 1000;

export interface AlertContext {
  readonly feed: Feed;
  readonly matcher: TripMatcher;
  readonly report: (code: RealtimeProblemCode) => void;
}

/** An alert with its selectors resolved. A selector for something that the feed lacks matches nothing. */
export function readAlert(id: string, message: AlertMessage, context: AlertContext): ServiceAlert {
  const first = <Part>(parts: readonly Part[], most: number): readonly Part[] => {
    if (parts.length > most) context.report('too_many_parts');
    return parts.slice(0, most);
  };
  const textsOf = (text: TranslatedString | undefined) => first(text?.translation ?? [], maxTranslations);
  const alert = {
    id,
    cause: message.cause ?? 'UNKNOWN_CAUSE',
    effect: message.effect ?? 'UNKNOWN_EFFECT',
    severity: message.severityLevel ?? 'UNKNOWN_SEVERITY',
    header: textsOf(message.headerText).map(shortened),
    description: textsOf(message.descriptionText).map(shortened),
    url: textsOf(message.url).filter(({ text = '' }) => isWebAddress(text)),
    periods: first(message.activePeriod, maxPeriods).map(({ start, end }) => ({
      start: bound(start),
      end: bound(end),
    })),
    informed: first(message.informedEntity, maxSelectors).flatMap(
      (selector) => readSelector(selector, context) ?? [],
    ),
  };
  return { ...alert, fingerprint: createHash('sha256').update(JSON.stringify(alert)).digest('base64') };
}

function bound(instant: number | undefined): Instant | null {
  return instant === undefined || instant === 0 || instant > lastInstant ? null : instant;
}

function shortened(translation: Translation): Translation {
  return { ...translation, text: cut(translation.text) };
}

/** Not within a character of two code units. */
function cut(text: string | undefined): string | undefined {
  if (text === undefined || text.length <= maxTextLength) return text;
  return text.slice(0, maxTextLength).replace(/[\uD800-\uDBFF]$/, '');
}

/** Apps open the address: other schemes, such as `javascript:`, would run in them. */
function isWebAddress(text: string): boolean {
  return text.length <= maxTextLength && /^https?:\/\//i.test(text) && URL.canParse(text);
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
  const stop = stopId === undefined ? null : (feed.stops.ids.get(stopId) ?? -1);
  if (operator === -1) return null;
  if (route === -1) return missing('E004');
  if (stop === -1) return missing('E011');
  let trip: InformedEntity['trip'] = null;
  if (descriptor !== undefined) {
    const row = feed.trips.ids.get(descriptor.tripId ?? '');
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
