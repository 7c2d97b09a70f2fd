import { ArchiveError } from '../archive/archive.ts';
import type { Feed } from '../feed/feed.ts';
import { counted } from '../gtfs/counted.ts';
import { FeedRefused, LoadReport } from '../gtfs/load-report.ts';
import { reportLine } from '../gtfs/report-text.ts';
import { Notices } from '../notices/notices.ts';
import { openContent } from '../source/feed-content.ts';
import { type FeedSnapshot, SourceError } from '../source/feed-source.ts';
import { readFeed } from '../source/read-feed.ts';
import { zipSource } from '../source/zip-source.ts';
import { validateArchive } from '../validation/validate-archive.ts';
import { type FeedProblem, mergeProblems } from './merge-problems.ts';

/** Verdict of the service on a feed, with the notices of all rules. */
export interface FeedVerdict {
  /** Errors in what the service does not read do not keep a feed from being served. */
  readonly isServed: boolean;
  /** Null if the feed would be refused. */
  readonly counts: Readonly<Record<'stops' | 'routes' | 'trips' | 'stopTimes', number>> | null;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly problems: readonly FeedProblem[];
  /** The verdict as text: a line for each problem, then the summary. */
  readonly text: string;
}

const millisecondsPerDay = 86_400_000;

/**
 * Checks a feed as the service would, and by the rules of the canonical validator.
 *
 * @param place path or `http(s)` URL of a zip
 * @throws SourceError that names the place if there is nothing to check
 */
export async function validateFeed(place: string, now: Date): Promise<FeedVerdict> {
  const report = new LoadReport();
  let feed: Feed | null = null;
  let notices = new Notices();
  try {
    const snapshot = await snapshotOf(place);
    notices = await noticesOf(snapshot, Math.floor(now.getTime() / millisecondsPerDay));
    feed = await readFeed(snapshot, 'feed', report);
  } catch (error) {
    if (!(error instanceof FeedRefused)) throw error;
    if (error.report !== report) for (const problem of error.report.problems) report.add(problem);
  }
  // Damage looks like any problem, so that the rules have found many that are none.
  const isDamaged = report.problems.some(({ code }) => code === 'not_a_zip');
  return verdict(place, feed, mergeProblems(report, isDamaged ? new Notices() : notices));
}

async function snapshotOf(place: string): Promise<FeedSnapshot> {
  try {
    return await zipSource(place).read();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw new SourceError(`${place}: ${error.message}`, { cause: error });
  }
}

/** Empty for an archive that cannot be opened, which the service reports. */
async function noticesOf(snapshot: FeedSnapshot, today: number): Promise<Notices> {
  try {
    return await validateArchive(await openContent(snapshot.content), today);
  } catch (error) {
    if (error instanceof ArchiveError) return new Notices();
    throw error;
  }
}

function verdict(
  place: string,
  feed: Feed | null,
  { problems, counts: found }: ReturnType<typeof mergeProblems>,
): FeedVerdict {
  const counts = feed === null ? null : countsOf(feed);
  const verb = counts === null ? 'is refused' : 'can be served';
  const harmless = counts === null || found.ERROR === 0 ? '' : '; none of the errors prevents that';
  const { ERROR: errors, WARNING: warnings, INFO: infos } = found;
  const numbers = [
    ...(counts === null ? [] : sizes(counts)),
    ...[counted(errors, 'error'), counted(warnings, 'warning'), counted(infos, 'info')],
  ];
  const left = errors + warnings + infos - problems.length;
  const lines = problems.map(reportLine);
  if (left > 0) lines.push(`and ${left} more of the same codes, not listed`);
  lines.push(`${place} ${verb}: ${numbers.join(', ')}${harmless}.`);
  return {
    isServed: feed !== null,
    counts,
    errors,
    warnings,
    infos,
    problems,
    text: `${lines.join('\n')}\n`,
  };
}

function sizes({ stops, routes, trips, stopTimes }: NonNullable<FeedVerdict['counts']>): readonly string[] {
  return [
    counted(stops, 'stop'),
    counted(routes, 'route'),
    counted(trips, 'trip'),
    counted(stopTimes, 'stop time'),
  ];
}

function countsOf(feed: Feed): NonNullable<FeedVerdict['counts']> {
  return {
    stops: feed.stops.ids.length,
    routes: feed.routes.length,
    trips: feed.trips.ids.length,
    stopTimes: feed.stopTimes.stops.length,
  };
}
