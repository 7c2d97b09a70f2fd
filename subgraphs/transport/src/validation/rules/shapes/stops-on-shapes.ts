import { at, rowsOf } from '../../../feed/columns.ts';
import type { Coordinates } from '../../../journey/query/journey-query.ts';
import type { NoticeCode } from '../../../notices/catalogue.ts';
import type { Notices } from '../../../notices/notices.ts';
import type { FeedData } from '../../read/feed-data.ts';
import type { FeedRule } from '../rule.ts';
import { matchAtDistance, matchesNear, nearestMeters } from './line-matches.ts';
import { firstOutOfOrder } from './match-order.ts';
import { type LineMatch, type ShapeLine, shapeLine } from './shape-line.ts';

const maxMeters = 100;
/** Shapes of railways often end before the end of the track. */
const largeStationFactor = 4;
const maxMatches = 20;
const railway = '2';

interface StopOnShape {
  readonly row: number;
  readonly stop: number;
  /** `null` if the stop time is at a zone. */
  readonly place: Coordinates | null;
  readonly distance: number;
  readonly maxMeters: number;
}

/** A shape passes the stops of its trips within 100 meters, in their order. */
export const stopsOnShapes: FeedRule = {
  needs: ['shapes.txt', 'trips.txt', 'stop_times.txt', 'stops.txt', 'routes.txt'],
  check(feed, notices) {
    const trips = feed.table('trips.txt');
    for (const [id, shape] of feed.shapePoints.index) {
      const members = trips.by('shape_id').get(id);
      if (members === undefined) continue;
      const line = shapeLine(feed.shapePoints, shape);
      const seen = new Set<string>();
      const reporter = new ProblemReporter(feed, notices);
      for (const trip of members) {
        const stops = stopsOf(feed, trip);
        const key = stops.map(({ stop, distance }) => `${stop}:${distance}`).join();
        if (seen.has(key)) continue;
        seen.add(key);
        checkByPlace(line, stops, reporter);
        if (hasDistances(line, stops)) checkByDistance(line, stops, reporter);
      }
    }
  },
};

function stopsOf({ table, stopTimes, places }: FeedData, trip: number): readonly StopOnShape[] {
  const routes = table('routes.txt');
  const route = routes.find('route_id', table('trips.txt').text(trip, 'route_id'));
  const isRailway = route !== -1 && routes.text(route, 'route_type') === railway;
  const rows = [...rowsOf(stopTimes.ofTrip, trip)];
  return rows.map((row, index) => {
    const stop = at(stopTimes.stops, row);
    const isEdge = index === 0 || index === rows.length - 1;
    const distance = at(stopTimes.distances, row);
    return {
      row,
      stop,
      place: places.of(stop),
      distance: Number.isNaN(distance) ? 0 : distance,
      maxMeters: isRailway && isEdge ? maxMeters * largeStationFactor : maxMeters,
    };
  });
}

function hasDistances({ distances }: ShapeLine, stops: readonly StopOnShape[]): boolean {
  return (distances.at(-1) ?? 0) > 0 && (stops.at(-1)?.distance ?? 0) > 0;
}

function checkByPlace(line: ShapeLine, stops: readonly StopOnShape[], reporter: ProblemReporter): void {
  const matches = stops.map((stop) => matchesOf(line, stop, reporter));
  if (matches.some(({ length }) => length === 0)) return;
  reportOrder(matches, stops, reporter);
}

function matchesOf(line: ShapeLine, stop: StopOnShape, reporter: ProblemReporter): readonly LineMatch[] {
  if (stop.place === null) return [];
  const matches = matchesNear(line, stop.place, stop.maxMeters);
  if (matches.length === 0) {
    const meters = nearestMeters(line, stop.place);
    if (meters > stop.maxMeters) reporter.tooFar('stop_too_far_from_shape', stop, meters);
  }
  if (matches.length > maxMatches) {
    reporter.report('stop_has_too_many_matches_for_shape', stop, `${matches.length} times`);
  }
  return matches;
}

function checkByDistance(line: ShapeLine, stops: readonly StopOnShape[], reporter: ProblemReporter): void {
  const matches: (readonly LineMatch[])[] = [];
  let from = 0;
  for (const stop of stops) {
    if (stop.place === null) return;
    if (stop.distance === 0) {
      matches.push(matchesOf(line, stop, reporter));
    } else {
      const match = matchAtDistance(line, stop.distance, from, stop.place);
      from = match.index;
      matches.push([match]);
    }
    if (matches.at(-1)?.length === 0) return;
  }
  if (reportOrder(matches, stops, reporter)) return;
  for (const [index, stop] of stops.entries()) {
    const [match] = at(matches, index);
    if (stop.distance === 0 || match === undefined || match.away <= maxMeters) continue;
    reporter.tooFar('stop_too_far_from_shape_using_user_distance', stop, match.away);
  }
}

function reportOrder(
  matches: readonly (readonly LineMatch[])[],
  stops: readonly StopOnShape[],
  reporter: ProblemReporter,
): boolean {
  const index = firstOutOfOrder(matches);
  if (index !== -1) reporter.report('stops_match_shape_out_of_order', at(stops, index), '');
  return index !== -1;
}

/** Reports the problems of one shape: stops that are too far only once. */
class ProblemReporter {
  readonly #feed: FeedData;
  readonly #notices: Notices;
  readonly #tooFar = new Set<number>();

  constructor(feed: FeedData, notices: Notices) {
    this.#feed = feed;
    this.#notices = notices;
  }

  tooFar(code: NoticeCode, stop: StopOnShape, meters: number): void {
    if (this.#tooFar.has(stop.stop)) return;
    this.#tooFar.add(stop.stop);
    this.report(code, stop, `${Math.round(meters)} m`);
  }

  report(code: NoticeCode, { row, stop }: StopOnShape, detail: string): void {
    const id = this.#feed.table('stops.txt').text(stop, 'stop_id');
    const line = at(this.#feed.stopTimes.lines, row);
    this.#notices.add(code, 'stop_times.txt', line, 'stop_id', `"${id}" ${detail}`.trim());
  }
}
