import { expiredCalendar } from '../feed/expired-calendar.ts';
import type { Feed } from '../feed/feed.ts';
import { locationType } from '../feed/tables.ts';
import { type Day, formatIsoDate } from '../gtfs/date.ts';
import { shownProblems } from '../gtfs/load-report.ts';
import type { Setting, TransportResolvers } from './context.ts';
import { fareMediaOf, riderCategoriesOf } from './fares-v2.ts';
import { translated } from './names.ts';

export const feedResolvers = ({ clock }: Setting): TransportResolvers['Feed'] => ({
  feedId: ({ served }) => served.loaded.feed.id,
  publisher: ({ served }, { language }) =>
    translated(
      served.loaded.feed,
      { table: 'feed_info', field: 'feed_publisher_name', record: '' },
      served.loaded.feed.info.publisher ?? '',
      language,
    ),
  version: ({ served }) => served.loaded.feed.info.version,
  timezone: ({ served }) => served.loaded.feed.clock.name,
  validFrom: ({ served }) =>
    date(served.loaded.feed.info.validFrom ?? served.loaded.feed.calendar.range()?.from),
  validTo: ({ served }) => date(served.loaded.feed.info.validTo ?? served.loaded.feed.calendar.range()?.to),
  loadedAt: ({ served }) => served.loaded.loadedAt.toISOString(),
  stopCount: ({ served }) => countPlaces(served.loaded.feed, locationType.stop),
  stationCount: ({ served }) => countPlaces(served.loaded.feed, locationType.station),
  routeCount: ({ served }) => served.loaded.feed.routes.length,
  patternCount: ({ served }) => served.loaded.feed.patterns.ids.length,
  tripCount: ({ served }) => served.loaded.feed.trips.ids.length,
  stopTimeCount: ({ served }) => served.loaded.feed.stopTimes.stops.length,
  warnings: ({ served }) => {
    const { feed } = served.loaded;
    const expired = expiredCalendar(feed, clock());
    return expired === null ? feed.warnings : [expired, ...feed.warnings].slice(0, shownProblems);
  },
  riderCategories: ({ served }) => riderCategoriesOf(served.loaded.feed),
  fareMedia: ({ served }) => fareMediaOf(served.loaded.feed),
  refusedReload: ({ configured }) => configured.store.refusal,
  realtimeSources: ({ served, configured }) =>
    configured.realtime.sources.map((source) => ({
      source,
      problems: served.realtime.problems.get(source.settings.name) ?? [],
    })),
});

export const configuredFeedResolvers: TransportResolvers['ConfiguredFeed'] = {
  feedId: ({ configured }) => configured.settings.id,
  region: ({ configured }) => ({ code: configured.settings.region }),
  feed: ({ served, configured }) => served && { served, configured },
  refused: ({ configured }) => configured.store.refusal,
};

export const refusedFeedResolvers: TransportResolvers['RefusedFeed'] = {
  refusedAt: ({ refusedAt }) => refusedAt.toISOString(),
  errorCount: ({ report }) => report.errors,
  problems: ({ report }) => report.problems.slice(0, shownProblems),
};

function date(day: Day | undefined): string | null {
  return day === undefined ? null : formatIsoDate(day);
}

function countPlaces({ stops }: Feed, kind: number): number {
  return stops.kinds.reduce((count, each) => count + (each === kind ? 1 : 0), 0);
}
