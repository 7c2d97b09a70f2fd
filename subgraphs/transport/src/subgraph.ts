import { readFile } from 'node:fs/promises';
import { createSubgraph, type Subgraph } from '@civic-graph/subgraph-kit';
import type { TransportConfig } from './config.ts';
import { at } from './feed/columns.ts';
import { createJourneys } from './feeds/create-journeys.ts';
import { type ConfiguredFeed, FeedsInService } from './feeds/feeds-in-service.ts';
import { NetworkStore } from './feeds/network.ts';
import { openFeeds } from './feeds/open-feeds.ts';
import { openRentals } from './gbfs/open-rentals.ts';
import type { Rentals } from './gbfs/rentals.ts';
import type { SystemSource } from './gbfs/system-source.ts';
import { createLoaders, type Loaders, type ReadObserver } from './graph/loaders.ts';
import type { CitizenModel } from './graph/mappers.ts';
import { createResolvers } from './graph/resolvers.ts';
import { noPasses, syntheticPasses } from './passes/transit-passes.ts';
import { invalidationOf, openRealtime } from './realtime/open-realtime.ts';
import type { RealtimeSource } from './realtime/source/realtime-source.ts';
import { RealtimeUpdates } from './realtime/updates.ts';
import type { FeedSource } from './source/feed-source.ts';
import { tileRoutes } from './tiles/public-routes.ts';

/** Dependencies that tests replace. */
export interface TransportParts {
  readonly clock?: () => Date;
  /** By id of the feed. */
  readonly sources?: Readonly<Record<string, FeedSource>>;
  /** Sources by feed id, instead of those of the configuration; read only when a test calls `read`. */
  readonly realtime?: Readonly<Record<string, readonly RealtimeSource[]>>;
  /** Systems instead of those of the configuration; read only when a test calls `rentals.refresh`. */
  readonly rentals?: readonly SystemSource[];
  readonly onRead?: ReadObserver;
}

/** The transport subgraph, and the feeds of its configuration. */
export interface TransportSubgraph extends Subgraph {
  readonly feeds: readonly ConfiguredFeed[];
  readonly rentals: Rentals;
}

/** @throws ConfigurationError if no feed can be loaded */
export async function createTransportSubgraph(
  config: TransportConfig,
  parts: TransportParts = {},
): Promise<TransportSubgraph> {
  const { clock = () => new Date(), sources, onRead } = parts;
  const network = new NetworkStore({
    order: config.feeds.map(({ id }) => id),
    createJourneys: (joined) => createJourneys(config, joined),
    onServed: ({ feeds: versions, journeys }) => {
      for (const [index, { feed }] of versions.entries()) {
        const snapshot = feeds.find(({ settings }) => settings.id === feed.id)?.realtime.of(feed);
        if (snapshot !== undefined) journeys.useRuns(index, snapshot.forJourneys, snapshot.trips);
      }
    },
  });
  const stores = await openFeeds(config, {
    clock,
    sources,
    serve: (loaded) => network.serve([loaded]),
    onReplaced: (feedId) => void feeds.find(({ settings }) => settings.id === feedId)?.realtime.refresh(),
  });
  const updates = new RealtimeUpdates();
  const invalidate = invalidationOf(config, clock);
  const feeds = stores.map((store, index): ConfiguredFeed => {
    const settings = at(config.feeds, index);
    const given = parts.realtime && (parts.realtime[settings.id] ?? []);
    const realtime = openRealtime({
      settings,
      network,
      given,
      updates,
      invalidate,
      clock,
      logLevel: config.logLevel,
    });
    return { settings, store, realtime };
  });
  await network.serve(stores.flatMap(({ current }) => current ?? []));
  if (parts.realtime === undefined) {
    updates.start();
    for (const { realtime } of feeds) realtime.start();
  }
  for (const { store, settings } of feeds)
    if (settings.reloadSeconds > 0) store.watch(settings.reloadSeconds);
  const rentals = openRentals(config, parts.rentals, clock);
  const passes = config.demo ? syntheticPasses : noPasses;
  const inService = () => new FeedsInService(network.current, feeds);
  const subgraph = await createSubgraph<Loaders>({
    name: 'transport',
    typeDefs: await readFile(new URL('../schema.graphql', import.meta.url), 'utf8'),
    resolvers: createResolvers({ clock, inService, updates, rentals }),
    resources: { Citizen: ({ uin }: CitizenModel) => ({ citizenKey: uin }) },
    loaders: () =>
      createLoaders({ feeds: inService(), configured: feeds, passes, clock, ...(onRead && { onRead }) }),
    signature: { secret: config.subgraphSecret, clock },
    routes: (app) => tileRoutes(app, inService),
    close: async () => {
      updates.close();
      rentals.close();
      for (const { realtime } of feeds) await realtime.close();
      for (const { store } of feeds) await store.close();
      await network.close();
    },
    logLevel: config.logLevel,
    tracing: config.tracing ?? null,
  });
  return Object.assign(subgraph, { feeds, rentals });
}
