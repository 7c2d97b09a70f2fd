import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { inSlices } from '../feed/slices.ts';
import type { Instant } from '../feed/zone-clock.ts';
import type { RealtimeRuns } from '../journey/realtime/realtime-runs.ts';
import { AlertReader } from './alerts/alert-reader.ts';
import { maxFutureSeconds } from './observation-time.ts';
import { mergeProblems, ProblemCounts } from './problems.ts';
import type { RealtimeSnapshot } from './snapshot.ts';
import type { Entities } from './source/entities.ts';
import type { RealtimeSource } from './source/realtime-source.ts';
import type { AddedTrip } from './trips/added-trip.ts';
import { additionsOf } from './trips/additions.ts';
import { applyTripUpdate } from './trips/apply-trip-update.ts';
import { runsForJourneys } from './trips/runs-for-journeys.ts';
import { TripIndex } from './trips/trip-index.ts';
import { TripMatcher } from './trips/trip-matcher.ts';
import type { TripRun } from './trips/trip-run.ts';
import { TripRuns } from './trips/trip-runs.ts';
import { readVehicle } from './vehicles/read-vehicles.ts';
import type { ServedTrip, Vehicle } from './vehicles/vehicle.ts';
import { VehicleIndex } from './vehicles/vehicle-index.ts';

type TripUpdates = Entities['tripUpdates'];

/** The trips of a snapshot, with what they were made from. */
interface AppliedTrips {
  readonly feed: Feed;
  readonly from: readonly TripUpdates[];
  readonly trips: readonly TripRuns[];
  readonly forJourneys: RealtimeRuns;
  readonly matcher: TripMatcher;
  readonly runOfVehicle: ReadonlyMap<string, ServedTrip>;
  readonly problems: readonly ProblemCounts[];
}

const updatesOfSlice = 25;
const vehiclesOfSlice = 100;
const noUpdates: TripUpdates = new Map();

/** Makes snapshots, and applies trip updates again only if they, or the feed, have changed. */
export class SnapshotBuilder {
  readonly #alerts = new AlertReader();
  #index: { readonly feed: Feed; readonly index: TripIndex } | undefined;
  #applied: AppliedTrips | undefined;

  /** @param now decides which sources are stale; only their alerts are used */
  async build(feed: Feed, sources: readonly RealtimeSource[], now: Date): Promise<RealtimeSnapshot> {
    const fresh = sources.map((source) => !source.isStale(now));
    const entities = sources.map((source) => source.entities);
    const from = entities.map(({ tripUpdates }, source) => (fresh[source] ? tripUpdates : noUpdates));
    const latest = now.getTime() / 1000 + maxFutureSeconds;
    const applied = await this.#trips(feed, from, latest);
    const vehicles: Vehicle[] = [];
    const { trips, forJourneys, matcher, runOfVehicle } = applied;
    const names = sources.map(({ settings }) => settings.name);
    const ofVehicles: ProblemCounts[] = [];
    for (const [source, name] of names.entries()) {
      const counts = new ProblemCounts();
      ofVehicles.push(counts);
      const listed = fresh[source] ? [...at(entities, source).vehicles] : [];
      await inSlices(listed.length, vehiclesOfSlice, (index) => {
        const [id, { content: message, messageTime }] = at(listed, index);
        const report = counts.reporting(id);
        const entity = { id: `${feed.id}:${name}:${id}`, message, messageTime, report };
        const vehicle = readVehicle(entity, { feed, matcher, trips, runOfVehicle, latest });
        if (vehicle !== null) vehicles.push(vehicle);
      });
    }
    const alertsFrom = entities.map(({ alerts }, source) => ({ name: at(names, source), alerts }));
    const alerts = await this.#alerts.read(alertsFrom, { feed, matcher }, now.getTime() / 1000);
    const counted = [applied.problems, ofVehicles, alerts.problems];
    const problems = new Map(
      names.map((name, source) => [name, mergeProblems(counted.map((counts) => at(counts, source)))]),
    );
    return { feed, trips, forJourneys, vehicles: new VehicleIndex(vehicles), alerts: alerts.index, problems };
  }

  async #trips(feed: Feed, from: readonly TripUpdates[], latest: Instant): Promise<AppliedTrips> {
    const known = this.#applied;
    if (known?.feed === feed && from.every((updates, source) => updates === known.from[source])) return known;
    if (this.#index?.feed !== feed) this.#index = { feed, index: new TripIndex(feed) };
    const matcher = new TripMatcher(feed, this.#index.index);
    const runs: TripRun[] = [];
    const added: AddedTrip[] = [];
    const problems: ProblemCounts[] = [];
    for (const updates of from) {
      const counts = new ProblemCounts();
      problems.push(counts);
      const list = [...updates];
      await inSlices(list.length, updatesOfSlice, (index) => {
        const [id, { content, messageTime }] = at(list, index);
        const report = counts.reporting(id);
        const applied = applyTripUpdate(content, { feed, matcher, messageTime, latest, report });
        if (applied?.run) runs.push(applied.run);
        if (applied?.added) added.push(applied.added);
      });
    }
    const additions = await additionsOf(feed, newest(added));
    const trips = [await TripRuns.of(feed, runs)];
    if (additions !== null) trips.push(await TripRuns.of(additions.feed, additions.runs));
    const forJourneys = await runsForJourneys(feed, trips);
    const runOfVehicle = runsOfVehicles(trips);
    this.#applied = { feed, from, trips, forJourneys, matcher, runOfVehicle, problems };
    return this.#applied;
  }
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

/** A vehicle may be named for its present trip and for later ones; the one that is observed first counts. */
function runsOfVehicles(trips: readonly TripRuns[]): Map<string, ServedTrip> {
  const served = new Map<string, ServedTrip>();
  const starts = new Map<string, number>();
  for (const { feed, runs } of trips) {
    for (const run of runs) {
      if (run.vehicle === null) continue;
      const begin = at(feed.stopTimes.offsets, run.trip);
      const start = feed.clock.serviceDayStart(run.day) + at(feed.stopTimes.departures, begin);
      if (start >= (starts.get(run.vehicle) ?? Number.POSITIVE_INFINITY)) continue;
      starts.set(run.vehicle, start);
      served.set(run.vehicle, { feed, trip: run.trip, day: run.day, run });
    }
  }
  return served;
}
