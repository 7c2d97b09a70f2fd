import { describeError } from '@civic-graph/errors';
import { rateLimited } from '@civic-graph/service';
import { createLogger, invalidateCache } from '@civic-graph/subgraph-kit';
import type { TransportConfig } from '../config.ts';
import type { FeedStore } from '../store.ts';
import { InvalidationRate } from './invalidation-rate.ts';
import { type RealtimeChange, RealtimeStore } from './realtime-store.ts';
import { simulatedSources } from './simulation/simulated-sources.ts';
import { messageSource } from './source/message-source.ts';
import { RealtimeSource } from './source/realtime-source.ts';
import type { RealtimeUpdates, UpdateTopic } from './updates.ts';

export interface RealtimeSurroundings {
  readonly feeds: FeedStore;
  readonly updates: RealtimeUpdates;
  readonly clock: () => Date;
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

/** Starts to read the configured sources; tests give theirs and read them themselves. */
export function openRealtime(
  config: TransportConfig,
  { realtime: given }: { readonly realtime?: readonly RealtimeSource[] },
  { feeds, updates, clock }: RealtimeSurroundings,
): RealtimeStore {
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
  const store = new RealtimeStore({
    sources: given ?? sourcesOf(config, feeds, clock),
    feed: () => feeds.current.feed,
    clock,
    onChange: (snapshot, change) => {
      const { feed, journeys } = feeds.current;
      if (snapshot.feed === feed && change.trips) journeys.useRuns(snapshot.forJourneys, snapshot.trips);
      const changed = (Object.keys(change) as (keyof RealtimeChange)[]).filter((kind) => change[kind]);
      updates.changed(...changed.flatMap((kind) => topics[kind]));
      invalidation.add(changed.flatMap((kind) => tags[kind]));
    },
    onSource: ({ settings: { name }, failure }) => {
      if (failure === null) logger.info({ source: name }, 'real-time source is well again');
      else logger.warn({ source: name, reason: failure.message }, 'real-time source failed');
    },
    report: (error) => logger.error({ error: describeError(error) }, 'real-time data could not be applied'),
  });
  if (given === undefined) {
    updates.start();
    store.start();
  }
  return store;
}

function sourcesOf({ realtime }: TransportConfig, feeds: FeedStore, clock: () => Date): RealtimeSource[] {
  if (realtime === 'simulated') return simulatedSources(() => feeds.current.feed, clock);
  return realtime.map(
    (settings) => new RealtimeSource(settings, messageSource(settings.place, settings.headers), clock),
  );
}
