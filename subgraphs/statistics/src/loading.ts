import { isAbsolute, relative } from 'node:path';
import { type createLogger, invalidateCache } from '@civic-graph/subgraph-kit';
import type { Catalogue } from './catalogue.ts';
import type { StatisticsConfig } from './config.ts';
import { FolderWatch, folderState } from './data-sets/folder-watch.ts';
import {
  type LoadContext,
  type LoadEvent,
  type LoadedFolder,
  loadDataSets,
} from './data-sets/load-data-sets.ts';
import { loadMicrodata, type Microdata, type MicrodataContext } from './microdata/microdata.ts';
import { MicrodataStore } from './microdata/microdata-store.ts';

type Logger = ReturnType<typeof createLogger>;

/** The folder's data sets, whether any of them is new, and the state of the folder before they were read. */
export interface Loading extends LoadedFolder {
  readonly isChanged: boolean;
  readonly state: string;
}

/** Inputs for loading both kinds of files. */
type FolderContext = Omit<LoadContext & MicrodataContext, 'report' | 'store'> & Pick<LoadContext, 'store'>;

/** Loads the folder and logs each data set. */
export async function loadFolder(folder: string, context: FolderContext, logger: Logger): Promise<Loading> {
  let isChanged = false;
  const state = await folderState(folder, []);
  const loaded = await loadDataSets(folder, {
    ...context,
    report(event) {
      isChanged ||= event.kind === 'withdrawn' || (event.kind === 'loaded' && !event.reused);
      log(event, logger);
    },
  });
  context.reader.close();
  return { ...loaded, isChanged, state };
}

/** Loads the folder's unit records and logs the outcome for each file. */
export async function loadFolderMicrodata(
  folder: string,
  { engine, hashes, agencies, disclosureKey, hasLedger }: FolderContext,
  logger: Logger,
): Promise<readonly Microdata[]> {
  return loadMicrodata(folder, {
    store: new MicrodataStore(engine),
    hashes,
    agencies,
    disclosureKey,
    hasLedger,
    report({ kind, ...event }) {
      if (kind === 'refused') logger.error(event, 'microdata refused');
      else logger.info(event, 'reused' in event && event.reused ? 'microdata kept' : 'microdata loaded');
    },
  });
}

function log(event: LoadEvent, logger: Logger): void {
  switch (event.kind) {
    case 'refused': {
      const { manifest, problems, served } = event;
      logger.error({ manifest, problems, served: served?.publishedAt ?? null }, 'data set refused');
      return;
    }
    case 'embargoed': {
      const { id, releaseAt } = event.manifest;
      logger.info({ dataflow: id, releaseAt }, 'data set under embargo');
      return;
    }
    case 'withdrawn': {
      const { id: dataflow, version } = event;
      logger.info({ dataflow, version }, 'release withdrawn');
      return;
    }
    case 'withdrawal-refused': {
      const { file, problems } = event;
      logger.error({ file, problems }, 'withdrawal refused');
      return;
    }
    case 'progress': {
      const { id: dataflow, step, rows } = event;
      logger.info({ dataflow, step, rows }, 'loading');
      return;
    }
    case 'loaded': {
      const { manifest, profile, version } = event.dataSet;
      const { observationCount, suppressedCount } = profile;
      logger.info(
        { dataflow: manifest.id, version, observationCount, suppressedCount },
        event.reused ? 'data set kept' : 'data set loaded',
      );
    }
  }
}

export interface Watching {
  readonly catalogue: Catalogue;
  readonly config: StatisticsConfig;
  readonly context: FolderContext;
  readonly logger: Logger;
  readonly intervalMs: number;
}

/** Serves new releases of a folder without a restart. */
export function watchFolder({ catalogue, config, context, logger, intervalMs }: Watching): FolderWatch {
  const { dataSets: folder } = config;
  const { clock } = context;
  // A file stays watched after it is deleted, so that its records are served again once it is back.
  const records = new Set<string>();
  return new FolderWatch({
    folder,
    intervalMs,
    others() {
      const manifests = [...catalogue.dataSets.map(({ manifest }) => manifest), ...catalogue.upcoming];
      for (const { file } of catalogue.microdata) {
        if (relative(folder, file).startsWith('..')) records.add(file);
      }
      return [...manifests.map(({ file }) => file).filter((file) => isAbsolute(file)), ...records];
    },
    now: () => clock().getTime(),
    nextRelease() {
      const times = catalogue.upcoming.map(({ releaseAt }) => Date.parse(releaseAt ?? ''));
      return times.length === 0 ? null : Math.min(...times);
    },
    async reload() {
      try {
        const loaded = await loadFolder(folder, context, logger);
        const microdata = await loadFolderMicrodata(folder, context, logger);
        const before = servedNow(catalogue);
        catalogue.replace(loaded);
        catalogue.replaceMicrodata(microdata);
        if (servedNow(catalogue) !== before) await tellGateways(config, logger);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        logger.error({ folder, reason }, 'the folder cannot be loaded; the previous data sets are served');
      }
    },
  });
}

function servedNow({ dataSets, withdrawnCount, microdata }: Catalogue): string {
  const records = microdata.map(({ load }) => load).join();
  return dataSets
    .map(({ manifest, version, publishedAt }) => `${manifest.id} ${version} ${publishedAt}`)
    .join()
    .concat(` ${withdrawnCount} `, records);
}

/** Invalidates every answer: root fields are on `Query`, and entities have these types. */
const everyAnswer = ['Query', 'Dataflow', 'Region', 'Agency'];

/** Called once the new data sets are served: earlier, a gateway could cache the old ones again. */
export async function tellGateways(config: StatisticsConfig, logger: Logger): Promise<void> {
  const { secret, gateways } = config;
  const report = (problem: object) =>
    logger.warn(problem, 'a gateway may still serve the previous data sets');
  await invalidateCache({ name: 'statistics', secret, gateways, report }, { tags: everyAnswer });
}
