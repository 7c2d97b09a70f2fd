import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GatewayConfig } from '../config.ts';
import { type Answer, startTestGateway, type TestGateway } from '../gateway.fixture.ts';
import { hintedSupergraph } from './hinted-supergraph.fixture.ts';

export interface HintedGateway extends TestGateway {
  /** The subgraphs that are called while `work` runs. */
  called<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly calls: string[] }>;
}

/** A gateway that keeps what `testHints` allow. */
export async function startHintedGateway(
  cache: Partial<GatewayConfig['cache']> = {},
  changes: Partial<GatewayConfig> = {},
): Promise<HintedGateway> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-caching-'));
  const path = join(folder, 'supergraph.graphql');
  await writeFile(path, hintedSupergraph());
  const graph = await startTestGateway({
    ...changes,
    supergraph: { kind: 'file', path },
    cache: { enabled: true, maxBytes: 1_000_000, redisUrl: null, ...cache },
  });
  return {
    ...graph,
    supergraphFile: path,
    async called(work) {
      const before = graph.calls.length;
      const result = await work();
      return { result, calls: graph.calls.slice(before).map(({ subgraph }) => subgraph) };
    },
    async close() {
      await graph.close();
      await rm(folder, { recursive: true });
    },
  };
}

export const cacheControlOf = ({ headers }: Answer) => headers['cache-control'];

/** From `places` and `ratings`, each kept apart. */
export const park = '{ place(code: "park") { title stars } }';
