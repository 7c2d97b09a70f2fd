import { readFile } from 'node:fs/promises';
import { describeError } from '@civic-graph/errors';
import { createLogger, createSubgraph, type Subgraph } from '@civic-graph/subgraph-kit';
import type { TransportConfig } from './config.ts';
import { ConfiguredFeeds } from './feeds/configured-feeds.ts';
import type { ConfiguredFeed } from './feeds/feeds-in-service.ts';
import { FollowedFeedsFile } from './feeds/followed-feeds-file.ts';
import { openRentals } from './gbfs/open-rentals.ts';
import type { Rentals } from './gbfs/rentals.ts';
import type { SystemSource } from './gbfs/system-source.ts';
import { createLoaders, type Loaders, type ReadObserver } from './graph/loaders.ts';
import type { CitizenModel } from './graph/mappers.ts';
import { createResolvers } from './graph/resolvers.ts';
import { noPasses, syntheticPasses } from './passes/transit-passes.ts';
import { invalidationOf } from './realtime/open-realtime.ts';
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
  /** Changed in place when the file of `TRANSPORT_FEEDS` changes. */
  readonly feeds: readonly ConfiguredFeed[];
  /** `null` without `TRANSPORT_FEEDS`. */
  readonly feedsFile: FollowedFeedsFile | null;
  readonly rentals: Rentals;
}

/** @throws ConfigurationError if no feed can be loaded */
export async function createTransportSubgraph(
  config: TransportConfig,
  parts: TransportParts = {},
): Promise<TransportSubgraph> {
  const { clock = () => new Date(), sources, realtime, onRead } = parts;
  const updates = new RealtimeUpdates();
  const invalidate = invalidationOf(config, clock);
  const feeds = await ConfiguredFeeds.open(config, { clock, sources, realtime, updates, invalidate });
  const feedsFile = followFeedsFile(config, feeds);
  if (realtime === undefined) updates.start();
  const rentals = openRentals(config, parts.rentals, clock);
  const passes = config.demo ? syntheticPasses : noPasses;
  const inService = () => feeds.inService();
  const subgraph = await createSubgraph<Loaders>({
    name: 'transport',
    typeDefs: await readFile(new URL('../schema.graphql', import.meta.url), 'utf8'),
    resolvers: createResolvers({ clock, inService, updates, rentals }),
    resources: { Citizen: ({ uin }: CitizenModel) => ({ citizenKey: uin }) },
    loaders: () =>
      createLoaders({
        feeds: inService(),
        configured: [...feeds.all],
        passes,
        clock,
        ...(onRead && { onRead }),
      }),
    signature: { secret: config.subgraphSecret, clock },
    routes: (app) => tileRoutes(app, inService),
    close: async () => {
      updates.close();
      rentals.close();
      await Promise.all([feedsFile?.close(), feeds.close()]);
    },
    logLevel: config.logLevel,
    tracing: config.tracing ?? null,
  });
  return Object.assign(subgraph, { feeds: feeds.all, feedsFile, rentals });
}

function followFeedsFile(
  { feedsFile, logLevel }: TransportConfig,
  feeds: ConfiguredFeeds,
): FollowedFeedsFile | null {
  if (!feedsFile) return null;
  const logger = createLogger('transport', logLevel);
  const followed = new FollowedFeedsFile({
    ...feedsFile,
    apply: (settings) => feeds.apply(settings),
    onRefusal: (reason) => {
      if (reason === null) logger.info('the list of feeds is valid again');
      else logger.warn({ reason }, 'the list of feeds is refused; the feeds stay as they are');
    },
    report: (error) =>
      logger.error({ error: describeError(error) }, 'the list of feeds could not be applied'),
  });
  if (feedsFile.defaults.reloadSeconds > 0) followed.watch(feedsFile.defaults.reloadSeconds);
  return followed;
}
