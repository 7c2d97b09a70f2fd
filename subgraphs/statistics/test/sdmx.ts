import type { TestSubgraph } from './test-subgraph.ts';

/** A request as any SDMX client sends it, without a port. */
export function sdmxClient(graph: () => TestSubgraph) {
  return async (path: string, headers: Readonly<Record<string, string>> = {}) =>
    graph().subgraph.inject({ method: 'GET', url: `/sdmx/3.0/${path}`, headers });
}

export const mediaTypes = {
  csv: 'application/vnd.sdmx.data+csv;version=2.0.0',
  json: 'application/vnd.sdmx.data+json;version=2.0.0',
  xml: 'application/vnd.sdmx.data+xml;version=3.0.0',
  structureXml: 'application/vnd.sdmx.structure+xml;version=3.0.0',
} as const;
