import { at } from '../../feed/columns.ts';
import type { Feed } from '../../feed/feed.ts';
import { inSlices } from '../../feed/slices.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import type { TripUpdate } from '../message/feed-message.ts';
import { ProblemCounts } from '../problems.ts';
import type { Entities } from '../source/entities.ts';
import type { AddedTrip } from './added-trip.ts';
import { additionsOf } from './additions.ts';
import { applyTripUpdate } from './apply-trip-update.ts';
import { CallUpdates } from './call-updates.ts';
import { EstimateColumns } from './estimate-columns.ts';
import type { TripMatcher } from './trip-matcher.ts';
import type { TripRun } from './trip-run.ts';
import { TripRuns } from './trip-runs.ts';

/** A duplicate of a few bytes copies all stops of its trip; this is more than a large city runs in a day. */
const maxAddedStops = 1_000_000;
const additions: ReadonlySet<string | undefined> = new Set(['NEW', 'ADDED', 'DUPLICATED', 'REPLACEMENT']);

/** What the trip updates of all sources say of one feed. */
export interface AppliedTripUpdates {
  /** Runs of the timetable, then, if there are any, runs that it does not have. */
  readonly trips: readonly TripRuns[];
  /** By source. */
  readonly problems: readonly ProblemCounts[];
}

/**
 * Applies the trip updates of all sources, in slices.
 *
 * @param latest later timestamps are wrong
 */
export async function applyTripUpdates(
  matcher: TripMatcher,
  sources: readonly Entities['tripUpdates'][],
  latest: Instant,
): Promise<AppliedTripUpdates> {
  const { feed } = matcher;
  const runs: TripRun[] = [];
  const added: AddedTrip[] = [];
  const problems: ProblemCounts[] = [];
  let addedStops = 0;
  const shared = {
    feed,
    matcher,
    callUpdates: new CallUpdates(feed),
    columns: new EstimateColumns(),
    latest,
  };
  for (const updates of sources) {
    const counts = new ProblemCounts();
    problems.push(counts);
    let entity = '';
    const context = { ...shared, report: counts.reportingOf(() => entity) };
    const ids = [...updates.keys()];
    const contents = [...updates.values()];
    await inSlices(ids.length, (index) => {
      entity = at(ids, index);
      const { content, messageTime } = at(contents, index);
      if (addedStops >= maxAddedStops && isAddition(content)) {
        context.report('too_many_added_stops');
        return;
      }
      const applied = applyTripUpdate(content, messageTime, context);
      if (applied?.run) runs.push(applied.run);
      if (!applied?.added) return;
      addedStops += applied.added.stopRows.length;
      added.push(applied.added);
    });
  }
  return { trips: await indexRuns(feed, runs, newest(added)), problems };
}

async function indexRuns(
  feed: Feed,
  runs: readonly TripRun[],
  added: readonly AddedTrip[],
): Promise<TripRuns[]> {
  const additions = await additionsOf(feed, added);
  const trips = [await TripRuns.of(feed, runs)];
  if (additions !== null) trips.push(await TripRuns.of(additions.feed, additions.runs));
  return trips;
}

/** Keeps the newer of two added trips with the same id and day. */
function newest(added: readonly AddedTrip[]): AddedTrip[] {
  const byId = new Map<string, AddedTrip>();
  for (const trip of added) {
    const key = `${trip.run.day}:${trip.id}`;
    if ((byId.get(key)?.run.timestamp ?? 0) <= trip.run.timestamp) byId.set(key, trip);
  }
  return [...byId.values()];
}

function isAddition({ trip }: TripUpdate): boolean {
  return additions.has(trip?.scheduleRelationship);
}
