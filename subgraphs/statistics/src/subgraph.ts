import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeError } from '@civic-graph/errors';
import { check, createLogger, createSubgraph, type Subgraph } from '@civic-graph/subgraph-kit';
import { type Clock, systemClock } from '@civic-graph/tokens';
import { Catalogue } from './catalogue.ts';
import type { StatisticsConfig } from './config.ts';
import { FileHashes } from './data-sets/file-hashes.ts';
import { type DataSetReader, ReaderProcess } from './data-sets/loading/data-set-reader.ts';
import { BudgetLedger } from './differential-privacy/budget-ledger.ts';
import { LimitedEngine } from './engine/limited-engine.ts';
import { migrate } from './engine/migrate.ts';
import { connectToCluster, openEmbeddedEngine } from './engine/open-engine.ts';
import type { StatisticsEngine } from './engine/statistics-engine.ts';
import { createLoaders, createResultCache } from './graph/loaders.ts';
import { createResolvers } from './graph/resolvers.ts';
import { loadFolder, loadFolderMicrodata, tellGateways, watchFolder } from './loading.ts';
import { ObservationStore } from './observations/observation-store.ts';
import { ReleaseStore } from './observations/release-store.ts';
import { SelectionReader } from './observations/selection-reader.ts';
import { readGeometries } from './regions/geometry/read-geometries.ts';
import { readRegionRegister } from './regions/region-register.ts';
import { ChartThread } from './sdmx/downloads/charts/chart-thread.ts';
import { sdmxRoutes } from './sdmx/public-routes.ts';

const name = 'statistics';

/** What tests replace. */
export interface SubgraphDependencies {
  readonly openEngine?: (config: StatisticsConfig['engine']) => Promise<StatisticsEngine>;
  readonly reader?: DataSetReader;
  readonly clock?: Clock;
  /** Interval at which the folder is polled, in milliseconds. Default is 5000. */
  readonly watchMs?: number;
}

/** The statistics subgraph: opens the engine, loads and serves data sets, and watches their folder. */
export async function createStatisticsSubgraph(
  config: StatisticsConfig,
  {
    openEngine = open,
    reader = new ReaderProcess(),
    clock = systemClock,
    watchMs = 5000,
  }: SubgraphDependencies = {},
): Promise<Subgraph> {
  const typeDefs = await readFile(new URL('../schema.graphql', import.meta.url), 'utf8');
  const register = await readRegionRegister();
  const geometries = config.geometry == null ? null : await readGeometries(config.geometry);
  const logger = createLogger(name, config.logLevel);
  const engine = await openEngine(config.engine);
  try {
    await migrate(engine);
    const store = new ReleaseStore(engine, clock);
    const { agencies, disclosureKey } = config;
    const hashes = new FileHashes();
    const ledger = await openLedger(config, logger);
    const hasLedger = ledger !== null;
    const context = { register, store, engine, reader, hashes, clock, agencies, disclosureKey, hasLedger };
    const loaded = await loadFolder(config.dataSets, context, logger);
    await store.prune(loaded.dataSets);

    const catalogue = new Catalogue(loaded, register);
    catalogue.replaceMicrodata(await loadFolderMicrodata(config.dataSets, context, logger));
    const watch = watchFolder({ catalogue, config, context, logger, intervalMs: watchMs });
    const publicEngine = new LimitedEngine(engine);
    const observations = new ObservationStore(publicEngine);
    const cache = createResultCache();
    const charts = new ChartThread();
    const subgraph = await createSubgraph({
      name,
      typeDefs,
      resolvers: createResolvers(catalogue, publicEngine, clock, ledger, geometries),
      loaders: () => createLoaders(observations, cache),
      signature: { secret: config.secret },
      routes: (app) =>
        sdmxRoutes(app, {
          catalogue,
          reader: new SelectionReader(publicEngine),
          geometries,
          charts,
          clock,
          isForwarded: config.isForwarded ?? false,
          report: (error, path) => logger.error({ path, error: describeError(error) }, 'request failed'),
        }),
      ready: () => check('engine', () => engine.ping()),
      async close() {
        await watch.close();
        reader.close();
        await charts.close();
        await ledger?.close();
        await engine.close();
      },
      logLevel: config.logLevel,
      tracing: config.tracing ?? null,
    });
    return {
      ...subgraph,
      async listen(address) {
        const url = await subgraph.listen(address);
        if (loaded.isChanged) void tellGateways(config, logger);
        watch.start(loaded.state);
        return url;
      },
    };
  } catch (error) {
    reader.close();
    await engine.close();
    throw error;
  }
}

/** Null with a cluster, whose replicas would each keep budgets of their own, or if the ledger is damaged. */
async function openLedger(
  { engine }: StatisticsConfig,
  logger: ReturnType<typeof createLogger>,
): Promise<BudgetLedger | null> {
  if (engine.kind !== 'embedded') return null;
  try {
    return await BudgetLedger.open(join(engine.directory, 'privacy'));
  } catch (error) {
    logger.error(
      { error: describeError(error) },
      'the privacy ledger cannot be opened: restore spent-epsilon.jsonl; until then records with privacy are refused',
    );
    return null;
  }
}

async function open(engine: StatisticsConfig['engine']): Promise<StatisticsEngine> {
  return engine.kind === 'embedded' ? openEmbeddedEngine(engine.directory) : connectToCluster(engine.url);
}
