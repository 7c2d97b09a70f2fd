import { at } from '../feed/columns.ts';
import { expiredCalendar } from '../feed/expired-calendar.ts';
import type { Feed } from '../feed/feed.ts';
import { locationType } from '../feed/tables.ts';
import { type Day, formatIsoDate } from '../gtfs/date.ts';
import { shownProblems } from '../gtfs/load-report.ts';
import type { Setting, TransportResolvers } from './context.ts';
import { fareMediaOf, riderCategoriesOf } from './fares-v2.ts';
import { translated } from './names.ts';

export const feedResolvers = ({ clock }: Setting): TransportResolvers['Feed'] => ({
  feedId: ({
    served: {
      loaded: { feed },
    },
  }) => feed.id,
  publisher: (
    {
      served: {
        loaded: { feed },
      },
    },
    { language },
  ) =>
    translated(
      feed,
      { table: 'feed_info', field: 'feed_publisher_name', record: '' },
      feed.info.publisher ?? '',
      language,
    ),
  version: ({
    served: {
      loaded: { feed },
    },
  }) => feed.info.version,
  timezone: ({
    served: {
      loaded: { feed },
    },
  }) => feed.clock.name,
  validFrom: ({
    served: {
      loaded: { feed },
    },
  }) => date(feed.info.validFrom ?? feed.calendar.range()?.from),
  validTo: ({
    served: {
      loaded: { feed },
    },
  }) => date(feed.info.validTo ?? feed.calendar.range()?.to),
  loadedAt: ({
    served: {
      loaded: { loadedAt },
    },
  }) => loadedAt.toISOString(),
  stopCount: ({
    served: {
      loaded: { feed },
    },
  }) => countPlaces(feed, locationType.stop),
  stationCount: ({
    served: {
      loaded: { feed },
    },
  }) => countPlaces(feed, locationType.station),
  routeCount: ({
    served: {
      loaded: { feed },
    },
  }) => feed.routes.length,
  patternCount: ({
    served: {
      loaded: { feed },
    },
  }) => feed.patterns.length,
  tripCount: ({
    served: {
      loaded: { feed },
    },
  }) => feed.trips.ids.length,
  stopTimeCount: ({
    served: {
      loaded: { feed },
    },
  }) => feed.stopTimes.stops.length,
  warnings: ({
    served: {
      loaded: { feed },
    },
  }) => {
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
  return stops.ids.reduce((count, _, row) => count + (at(stops.kinds, row) === kind ? 1 : 0), 0);
}
