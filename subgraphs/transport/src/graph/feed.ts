import { at } from '../feed/columns.ts';
import { expiredCalendar } from '../feed/expired-calendar.ts';
import type { Feed } from '../feed/feed.ts';
import { locationType } from '../feed/tables.ts';
import { type Day, formatIsoDate } from '../gtfs/date.ts';
import { shownProblems } from '../gtfs/load-report.ts';
import type { Setting, TransportResolvers } from './context.ts';
import { translated } from './names.ts';

export const feedResolvers = ({ clock }: Setting): TransportResolvers['Feed'] => ({
  feedId: ({ loaded: { feed } }) => feed.id,
  publisher: ({ loaded: { feed } }, { language }) =>
    translated(
      feed,
      { table: 'feed_info', field: 'feed_publisher_name', record: '' },
      feed.info.publisher ?? '',
      language,
    ),
  version: ({ loaded: { feed } }) => feed.info.version,
  timezone: ({ loaded: { feed } }) => feed.clock.name,
  validFrom: ({ loaded: { feed } }) => date(feed.info.validFrom ?? feed.calendar.range()?.from),
  validTo: ({ loaded: { feed } }) => date(feed.info.validTo ?? feed.calendar.range()?.to),
  loadedAt: ({ loaded: { loadedAt } }) => loadedAt.toISOString(),
  stopCount: ({ loaded: { feed } }) => countPlaces(feed, locationType.stop),
  stationCount: ({ loaded: { feed } }) => countPlaces(feed, locationType.station),
  routeCount: ({ loaded: { feed } }) => feed.routes.length,
  patternCount: ({ loaded: { feed } }) => feed.patterns.length,
  tripCount: ({ loaded: { feed } }) => feed.trips.ids.length,
  stopTimeCount: ({ loaded: { feed } }) => feed.stopTimes.stops.length,
  warnings: ({ loaded: { feed } }) => {
    const expired = expiredCalendar(feed, clock());
    return expired === null ? feed.warnings : [expired, ...feed.warnings].slice(0, shownProblems);
  },
  refusedReload: ({ refusal }) => refusal,
  realtimeSources: (_feed, _args, { loaders: { realtime, sources } }) =>
    sources.map((source) => ({ source, problems: realtime.problems.get(source.settings.name) ?? [] })),
});

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
