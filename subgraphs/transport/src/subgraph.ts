import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describeError } from '@civic-graph/errors';
import { ConfigurationError } from '@civic-graph/service';
import { createLogger, createSubgraph, invalidateCache, type Subgraph } from '@civic-graph/subgraph-kit';
import type { TransportConfig } from './config.ts';
import { expiredCalendar } from './feed/expired-calendar.ts';
import type { Feed } from './feed/feed.ts';
import { createLoaders, type Loaders, type ReadObserver } from './graph/loaders.ts';
import type { CitizenModel } from './graph/mappers.ts';
import { createResolvers } from './graph/resolvers.ts';
import { describeProblem, FeedRefused } from './gtfs/load-report.ts';
import { firstErrors } from './gtfs/report-text.ts';
import { planningTables } from './journey/planning-tables.ts';
import { JourneyService } from './journey/worker/journey-service.ts';
import { noPasses, syntheticPasses } from './passes/transit-passes.ts';
import { openRealtime } from './realtime/open-realtime.ts';
import type { RealtimeStore } from './realtime/realtime-store.ts';
import type { RealtimeSource } from './realtime/source/realtime-source.ts';
import { RealtimeUpdates } from './realtime/updates.ts';
import { writeRefusalReport } from './refusal-report.ts';
import { demoSource } from './source/demo-source.ts';
import type { FeedSource } from './source/feed-source.ts';
import { isUrl, zipSource } from './source/zip-source.ts';
import { type FeedJourneys, FeedStore } from './store.ts';
import { tileRoutes } from './tiles/public-routes.ts';

/** Dependencies that tests replace. */
export interface TransportParts {
  readonly clock?: () => Date;
  readonly source?: FeedSource;
  /** Instead of those of the configuration. They are read by `realtime.refresh` and their own `read` only. */
  readonly realtime?: readonly RealtimeSource[];
  readonly onRead?: ReadObserver;
}

/** The transport subgraph, and the feeds that it serves. */
export interface TransportSubgraph extends Subgraph {
  readonly feeds: FeedStore;
  readonly realtime: RealtimeStore;
}

/** @throws ConfigurationError if the initial feed is refused */
export async function createTransportSubgraph(
  config: TransportConfig,
  parts: TransportParts = {},
): Promise<TransportSubgraph> {
  const { clock = () => new Date(), onRead } = parts;
  const feeds = await openFeeds(config, parts.source ?? sourceOf(config, clock), clock, () => {
    void realtime.refresh();
  });
  const updates = new RealtimeUpdates();
  const realtime = openRealtime(config, parts, { feeds, updates, clock });
  if (config.reloadSeconds > 0) feeds.watch(config.reloadSeconds);
  const passes = config.demo ? syntheticPasses : noPasses;
  const subgraph = await createSubgraph<Loaders>({
    name: 'transport',
    typeDefs: await readFile(new URL('../schema.graphql', import.meta.url), 'utf8'),
    resolvers: createResolvers({
      region: config.region,
      agencies: config.agencies,
      clock,
      realtime: () => realtime.of(feeds.current.feed),
      updates,
    }),
    resources: { Citizen: ({ uin }: CitizenModel) => ({ citizenKey: uin }) },
    loaders: () =>
      createLoaders({
        current: feeds.current,
        realtime: realtime.of(feeds.current.feed),
        sources: realtime.sources,
        refusal: feeds.refusal,
        passes,
        clock,
        ...(onRead && { onRead }),
      }),
    signature: { secret: config.subgraphSecret, clock },
    routes: (app) =>
      tileRoutes(app, {
        source: () => ({ feed: feeds.current.feed, realtime: realtime.of(feeds.current.feed) }),
        fingerprint: () => feeds.current.fingerprint,
      }),
    close: async () => {
      updates.close();
      await realtime.close();
      await feeds.close();
    },
    logLevel: config.logLevel,
    tracing: config.tracing ?? null,
  });
  return Object.assign(subgraph, { feeds, realtime });
}

function sourceOf({ gtfs }: TransportConfig, clock: () => Date): FeedSource {
  return gtfs === null ? demoSource(clock) : zipSource(gtfs);
}

/** Every answer depends on one of these: root fields are on `Query`, entities have these types. */
const everyAnswer = ['Query', 'Stop', 'Station', 'Route', 'Pattern', 'Trip', 'Agency', 'Region'];

async function openFeeds(
  config: TransportConfig,
  source: FeedSource,
  clock: () => Date,
  onReplaced: () => void,
): Promise<FeedStore> {
  const { gtfs, feedId, logLevel, planAhead, dataDirectory, subgraphSecret: secret, gateways } = config;
  const logger = createLogger('transport', logLevel);
  try {
    const warnOfEnd = ({ current: { feed } }: FeedStore) => {
      const expired = expiredCalendar(feed, clock());
      if (expired !== null) logger.warn({ feedId }, describeProblem(expired));
    };
    const createJourneys = async (feed: Feed) => {
      const report = (error: unknown) =>
        logger.error({ error: describeError(error) }, 'the journey planner failed');
      const journeys: FeedJourneys = new JourneyService(planningTables(feed), report);
      if (planAhead) await journeys.warm();
      return journeys;
    };
    const feeds = await FeedStore.open({
      source,
      feedId,
      clock,
      createJourneys,
      onReload: (outcome, store) => {
        const { refusal } = store;
        if (refusal === null) {
          logger.info({ outcome }, 'feed reloaded');
          warnOfEnd(store);
          onReplaced();
          const report = (problem: object) =>
            logger.warn(problem, 'a gateway may still serve the previous feed');
          void invalidateCache({ name: 'transport', secret, gateways, report }, { tags: everyAnswer });
        } else {
          const { problems } = refusal.report;
          void writeRefusalReport(dataDirectory, feedId, refusal.report).then((report) =>
            logger.warn({ outcome, problems: problems.slice(0, 5), report }, 'feed refused'),
          );
        }
      },
    });
    warnOfEnd(feeds);
    return feeds;
  } catch (error) {
    if (!(error instanceof FeedRefused)) throw error;
    const [first] = error.report.problems;
    // The path is logged for the operator only; a URL may contain a key, and is not logged.
    if (first?.code === 'unreadable_source' && gtfs !== null && !isUrl(gtfs)) {
      throw new ConfigurationError(`TRANSPORT_GTFS: ${resolve(gtfs)}: ${first.message}`);
    }
    const path = await writeRefusalReport(dataDirectory, feedId, error.report);
    const all = path === null ? 'list them with: npx civic feed validate FEED' : `all are in ${path}`;
    throw new ConfigurationError(
      `TRANSPORT_GTFS: the feed is refused because of ${error.report.errors} error(s); ${all}\n  ${firstErrors(error.report)}`,
    );
  }
}
