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
import { applyTripUpdates } from './trips/apply-trip-updates.ts';
import { runsForJourneys } from './trips/runs-for-journeys.ts';
import { TripIndex } from './trips/trip-index.ts';
import { TripMatcher } from './trips/trip-matcher.ts';
import type { TripRuns } from './trips/trip-runs.ts';
import { readVehicle } from './vehicles/read-vehicles.ts';
import { RunsOfVehicles } from './vehicles/runs-of-vehicles.ts';
import type { Vehicle } from './vehicles/vehicle.ts';
import { VehicleIndex } from './vehicles/vehicle-index.ts';

type TripUpdates = Entities['tripUpdates'];

/** The trips of a snapshot, with what they were made from. */
interface AppliedTrips {
  readonly feed: Feed;
  readonly from: readonly TripUpdates[];
  readonly trips: readonly TripRuns[];
  readonly forJourneys: RealtimeRuns;
  readonly matcher: TripMatcher;
  readonly runsOfVehicles: RunsOfVehicles;
  readonly problems: readonly ProblemCounts[];
}

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
    const { trips, forJourneys, matcher, runsOfVehicles } = applied;
    const names = sources.map(({ settings }) => settings.name);
    const ofVehicles: ProblemCounts[] = [];
    for (const [source, name] of names.entries()) {
      const counts = new ProblemCounts();
      ofVehicles.push(counts);
      const listed = fresh[source] ? [...at(entities, source).vehicles] : [];
      await inSlices(listed.length, (index) => {
        const [id, { content: message, messageTime }] = at(listed, index);
        const report = counts.reporting(id);
        const entity = { id: `${feed.id}:${name}:${id}`, message, messageTime, report };
        const vehicle = readVehicle(entity, { feed, matcher, trips, runsOfVehicles, latest });
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
    const { trips, problems } = await applyTripUpdates(matcher, from, latest);
    const forJourneys = await runsForJourneys(feed, trips);
    const runsOfVehicles = new RunsOfVehicles(trips);
    this.#applied = { feed, from, trips, forJourneys, matcher, runsOfVehicles, problems };
    return this.#applied;
  }
}
