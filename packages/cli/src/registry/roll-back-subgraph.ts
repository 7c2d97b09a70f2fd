import { z } from 'zod';
import type { GraphClient } from './graph-client.ts';
import { onlyVersion } from './only-version.ts';

const versionsOperation = `query Versions($name: ID!) {
  subgraph(name: $name) { versions(first: 50) { nodes { version } } }
}`;

const versionsData = z.object({
  subgraph: z
    .object({ versions: z.object({ nodes: z.array(z.object({ version: z.string() })) }) })
    .nullable(),
});

/**
 * Finds a release by the start of its version.
 * @throws CommandError where none, or several, of the latest releases match
 */
export async function findRelease(graph: GraphClient, subgraph: string, start: string): Promise<string> {
  if (start.length === 64) return start;
  const { subgraph: found } = await graph.send(versionsOperation, { name: subgraph }, versionsData);
  const versions = found?.versions.nodes.map(({ version }) => version) ?? [];
  return onlyVersion(start, versions, `releases of ${subgraph}`);
}
