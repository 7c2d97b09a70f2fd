import { readFile } from 'node:fs/promises';
import { describeError } from '@civic-graph/errors';
import {
  check,
  createLogger,
  createSubgraph,
  invalidateCache,
  type Subgraph,
} from '@civic-graph/subgraph-kit';
import { type Clock, systemClock } from '@civic-graph/tokens';
import { Catalogue } from './catalogue.ts';
import type { StatisticsConfig } from './config.ts';
import { type LoadEvent, loadDataSets } from './data-sets/load-data-sets.ts';
import { type DataSetReader, ReaderProcess } from './data-sets/loading/data-set-reader.ts';
import { migrate } from './engine/migrate.ts';
import { connectToCluster, openEmbeddedEngine } from './engine/open-engine.ts';
import type { StatisticsEngine } from './engine/statistics-engine.ts';
import { createLoaders, createResultCache } from './graph/loaders.ts';
import { createResolvers } from './graph/resolvers.ts';
import { ObservationStore } from './observations/observation-store.ts';
import { ReleaseStore } from './observations/release-store.ts';
import { SelectionReader } from './observations/selection-reader.ts';
import { readRegionRegister } from './regions/region-register.ts';
import { sdmxRoutes } from './sdmx/public-routes.ts';

const name = 'statistics';

/**
 * The statistics subgraph: opens the engine, loads changed data sets, and serves them.
 *
 * @param openEngine for tests that observe the engine
 * @param reader for tests that read in their own process
 */
export async function createStatisticsSubgraph(
  config: StatisticsConfig,
  openEngine: (config: StatisticsConfig['engine']) => Promise<StatisticsEngine> = open,
  reader: DataSetReader = new ReaderProcess(),
  clock: Clock = systemClock,
): Promise<Subgraph> {
  const typeDefs = await readFile(new URL('../schema.graphql', import.meta.url), 'utf8');
  const register = await readRegionRegister();
  const engine = await openEngine(config.engine);
  try {
    await migrate(engine);
    const releases = new ReleaseStore(engine, clock);
    let isChanged = false;
    const log = logTo(config);
    const dataSets = await loadDataSets(config.dataSets, {
      register,
      store: releases,
      reader,
      agencies: config.agencies,
      disclosureKey: config.disclosureKey,
      report(event) {
        isChanged ||= event.kind === 'loaded' && !event.reused;
        log(event);
      },
    });
    reader.close();
    await releases.prune(dataSets);

    const catalogue = new Catalogue(dataSets, register);
    const store = new ObservationStore(engine);
    const cache = createResultCache();
    const subgraph = await createSubgraph({
      name,
      typeDefs,
      resolvers: createResolvers(catalogue),
      loaders: () => createLoaders(store, cache),
      signature: { secret: config.secret },
      routes: (app) =>
        sdmxRoutes(app, {
          catalogue,
          reader: new SelectionReader(engine),
          clock,
          report: reportFailures(config),
        }),
      ready: () => check('engine', () => engine.ping()),
      close: () => engine.close(),
      logLevel: config.logLevel,
      tracing: config.tracing ?? null,
    });
    return isChanged ? tellGateways(subgraph, config) : subgraph;
  } catch (error) {
    reader.close();
    await engine.close();
    throw error;
  }
}

/** Every answer depends on one of these: root fields are on `Query`, entities have these types. */
const everyAnswer = ['Query', 'Dataflow', 'Region', 'Agency'];

/** Only after the new data sets are served; earlier, a gateway could fetch and cache the old ones again. */
function tellGateways(subgraph: Subgraph, { secret, gateways, logLevel }: StatisticsConfig): Subgraph {
  const logger = createLogger(name, logLevel);
  const report = (problem: object) =>
    logger.warn(problem, 'a gateway may still serve the previous data sets');
  return {
    ...subgraph,
    async listen(address) {
      const url = await subgraph.listen(address);
      void invalidateCache({ name, secret, gateways, report }, { tags: everyAnswer });
      return url;
    },
  };
}

/** Failures of public routes, whose callers get no detail. */
function reportFailures({ logLevel }: StatisticsConfig): (error: unknown, path: string) => void {
  const logger = createLogger(name, logLevel);
  return (error, path) => logger.error({ path, error: describeError(error) }, 'request failed');
}

async function open(engine: StatisticsConfig['engine']): Promise<StatisticsEngine> {
  return engine.kind === 'embedded' ? openEmbeddedEngine(engine.directory) : connectToCluster(engine.url);
}

function logTo({ logLevel }: StatisticsConfig): (event: LoadEvent) => void {
  const logger = createLogger(name, logLevel);
  return (event) => {
    if (event.kind === 'refused') {
      logger.error({ manifest: event.manifest, problems: event.problems }, 'data set refused');
      return;
    }
    if (event.kind === 'progress') {
      const { id: dataflow, step, rows } = event;
      logger.info({ dataflow, step, rows }, 'loading');
      return;
    }
    const { manifest, profile, version } = event.dataSet;
    const { observationCount, suppressedCount } = profile;
    logger.info(
      { dataflow: manifest.id, version, observationCount, suppressedCount },
      event.reused ? 'data set kept' : 'data set loaded',
    );
  };
}
