import { describeError } from '@civic-graph/errors';
import { rateLimited } from '@civic-graph/service';
import { createLogger, invalidateCache } from '@civic-graph/subgraph-kit';
import type { TransportConfig } from '../config.ts';
import type { Feed } from '../feed/feed.ts';
import type { Instant } from '../feed/zone-clock.ts';
import type { FeedSettings } from '../feeds/feed-settings.ts';
import type { NetworkStore } from '../feeds/network.ts';
import { InvalidationRate } from './invalidation-rate.ts';
import { type RealtimeChange, RealtimeStore } from './realtime-store.ts';
import { simulatedSources } from './simulation/simulated-sources.ts';
import { messageSource } from './source/message-source.ts';
import { RealtimeSource } from './source/realtime-source.ts';
import type { RealtimeUpdates, UpdateTopic } from './updates.ts';

export interface RealtimeSurroundings {
  readonly settings: FeedSettings;
  readonly network: NetworkStore;
  /** Sources that tests read themselves, instead of those of the settings. */
  readonly given: readonly RealtimeSource[] | undefined;
  readonly updates: RealtimeUpdates;
  /** Invalidates cached answers with these tags. */
  readonly invalidate: (tags: readonly string[]) => void;
  readonly clock: () => Date;
  readonly logLevel: TransportConfig['logLevel'];
}

/** A gateway that is down would otherwise be reported every second. */
const reportRate = { lines: 1, period: 60_000 };

/** Cached answers that read real-time information, by what it is about. */
const tags: Readonly<Record<keyof RealtimeChange, readonly string[]>> = {
  trips: [
    'Departure',
    'StopTime.realtimeState',
    'StopTime.estimatedArrival',
    'StopTime.estimatedDeparture',
    'Trip.realtimeState',
  ],
  vehicles: ['VehiclePosition'],
  alerts: ['ServiceAlert'],
};

const topics: Readonly<Record<keyof RealtimeChange, readonly UpdateTopic[]>> = {
  trips: ['departures', 'departures-with-vehicles'],
  vehicles: ['vehicles', 'departures-with-vehicles'],
  alerts: ['alerts', 'departures', 'departures-with-vehicles'],
};

/** Invalidates cached answers of all feeds, at a bounded rate. */
export function invalidationOf(
  config: TransportConfig,
  clock: () => Date,
): RealtimeSurroundings['invalidate'] {
  const { logLevel, subgraphSecret: secret, gateways } = config;
  const logger = createLogger('transport', logLevel);
  const nextLine = rateLimited(() => clock().getTime(), reportRate);
  const report = (problem: object) => {
    const leftOut = nextLine();
    if (leftOut !== null)
      logger.warn({ ...problem, leftOut }, 'a gateway may still serve older real-time data');
  };
  const invalidation = new InvalidationRate((invalid) =>
    invalidateCache({ name: 'transport', secret, gateways, report }, { tags: invalid }),
  );
  return (invalid) => invalidation.add(invalid);
}

/** Opens the sources of one feed. */
export function openRealtime(surroundings: RealtimeSurroundings): RealtimeStore {
  const { settings, network, given, updates, invalidate, clock, logLevel } = surroundings;
  const { id: feedId } = settings;
  const logger = createLogger('transport', logLevel);
  const feed = () => network.versionOf(feedId)?.feed ?? null;
  return new RealtimeStore({
    sources: given ?? sourcesOf(settings, feed, clock),
    feed,
    clock,
    onChange: (snapshot, change) => {
      if (snapshot.feed === feed() && change.trips) {
        const { feeds, journeys } = network.current;
        const index = feeds.findIndex((each) => each.feed === snapshot.feed);
        journeys.useRuns(index, snapshot.forJourneys, snapshot.trips);
      }
      const changed = (Object.keys(change) as (keyof RealtimeChange)[]).filter((kind) => change[kind]);
      updates.changed(...changed.flatMap((kind) => topics[kind]));
      invalidate(changed.flatMap((kind) => tags[kind]));
    },
    onSource: ({ settings: { name }, failure }) => {
      if (failure === null) logger.info({ feedId, source: name }, 'real-time source recovered');
      else logger.warn({ feedId, source: name, reason: failure.message }, 'real-time source failed');
    },
    onStale: ({ settings: { name }, timestamp }, isStale) => {
      const source = { feedId, source: name, ageSeconds: ageOf(timestamp, clock()) };
      if (isStale) logger.warn(source, 'real-time source is stale: of its old message only alerts are used');
      else logger.info(source, 'real-time source is current again');
    },
    report: (error) =>
      logger.error({ feedId, error: describeError(error) }, 'real-time data could not be applied'),
  });
}

function ageOf(timestamp: Instant | null, now: Date): number | null {
  return timestamp === null ? null : Math.floor(now.getTime() / 1_000) - timestamp;
}

function sourcesOf(
  { realtime }: FeedSettings,
  feed: () => Feed | null,
  clock: () => Date,
): readonly RealtimeSource[] {
  if (realtime === 'simulated') return simulatedSources(feed, clock);
  return realtime.map(
    (settings) => new RealtimeSource(settings, messageSource(settings.place, settings.headers), clock),
  );
}
