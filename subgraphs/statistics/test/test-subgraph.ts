import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { anonymous } from '@civic-graph/policy';
import type { OperationResult, Subgraph } from '@civic-graph/subgraph-kit';
import type { DataSetReader } from '../src/data-sets/loading/data-set-reader.ts';
import { readFileOf } from '../src/data-sets/loading/read-file.ts';
import { readManifestFile } from '../src/data-sets/read-manifest.ts';
import { openEmbeddedEngine } from '../src/engine/open-engine.ts';
import type { StatisticsEngine } from '../src/engine/statistics-engine.ts';
import { createStatisticsSubgraph, type SubgraphDependencies } from '../src/subgraph.ts';

export interface TestSubgraph {
  readonly subgraph: Subgraph;
  readonly engine: StatisticsEngine;
  /** Everything here is public, so the caller does not matter. */
  ask(query: string, variables?: object): Promise<OperationResult>;
  /** The data of an answer without errors; the test knows its shape from the query. */
  data<Shape>(query: string, variables?: object): Promise<Shape>;
  close(): Promise<void>;
}

/** Reads in this process, which is faster than starting another one for a few rows. */
export const testReader: DataSetReader = {
  readManifest: readManifestFile,
  read: readFileOf,
  close: () => {},
};
export const testAgencies = ['statistics', 'transport', 'education', 'finance'];
export const testDisclosureKey = Buffer.alloc(32, 'disclosure');

interface TestOptions extends SubgraphDependencies {
  readonly isForwarded?: boolean;
  /** Replaces the engine of the subgraph. */
  readonly wrapEngine?: (engine: StatisticsEngine) => StatisticsEngine;
}

const demoGeometry = fileURLToPath(new URL('../regions/demo-geometry.json', import.meta.url));
const demoDataSets = fileURLToPath(new URL('../datasets', import.meta.url));

/** The subgraph with its own engine, behind its HTTP server. A process can have one at a time. */
export async function openTestSubgraph(
  dataSets = demoDataSets,
  { isForwarded = false, wrapEngine = (engine) => engine, ...dependencies }: TestOptions = {},
): Promise<TestSubgraph> {
  const directory = await mkdtemp(join(tmpdir(), 'civic-graph-statistics-'));
  const engine = await openEmbeddedEngine(directory);
  const subgraph = await createStatisticsSubgraph(
    {
      dataSets,
      engine: { kind: 'embedded', directory },
      secret: Buffer.alloc(32, 'statistics').toString('base64url'),
      agencies: testAgencies,
      disclosureKey: testDisclosureKey,
      geometry: demoGeometry,
      gateways: [],
      isForwarded,
      logLevel: 'silent',
    },
    { openEngine: async () => wrapEngine(engine), reader: testReader, ...dependencies },
  );
  const ask = (query: string, variables: object = {}) => subgraph.executeAs(anonymous, { query, variables });
  return {
    subgraph,
    engine,
    ask,
    async data<Shape>(query: string, variables?: object) {
      const { data, errors } = await ask(query, variables);
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      return data as Shape;
    },
    async close() {
      await subgraph.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
