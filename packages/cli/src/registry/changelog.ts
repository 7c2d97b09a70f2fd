import { z } from 'zod';
import type { GraphClient } from './graph-client.ts';

const changelogOperation = `query Changelog($subgraph: ID, $first: Int!) {
  changelog(subgraph: $subgraph, first: $first) {
    nodes { kind coordinate dataClass sunsetOn message subgraphs rollout { sequence cause startedAt } }
  }
}`;

const change = z.object({
  kind: z.string(),
  coordinate: z.string().nullable(),
  dataClass: z.string().nullable(),
  sunsetOn: z.string().nullable(),
  message: z.string(),
  subgraphs: z.array(z.string()),
  rollout: z.object({ sequence: z.string(), cause: z.string(), startedAt: z.string() }),
});
export type Change = z.infer<typeof change>;

const changelogData = z.object({ changelog: z.object({ nodes: z.array(change) }) });

/** Reads what the last rollouts have changed, the latest first. */
export async function readChangelog(
  graph: GraphClient,
  { subgraph, first }: { readonly subgraph: string | undefined; readonly first: number },
): Promise<readonly Change[]> {
  const variables = { subgraph: subgraph ?? null, first };
  return (await graph.send(changelogOperation, variables, changelogData)).changelog.nodes;
}

/** A heading for each rollout, and a line for each change. */
export function describeChanges(changes: readonly Change[]): string {
  return changes
    .map(({ kind, message, subgraphs, rollout }, index) => {
      const isNext = changes[index - 1]?.rollout.sequence === rollout.sequence;
      const { startedAt, sequence, cause } = rollout;
      const heading = isNext ? '' : `${startedAt}  rollout ${sequence}, ${cause.toLowerCase()}\n`;
      const where = subgraphs.length > 0 ? ` (${subgraphs.join(', ')})` : '';
      return `${heading}  ${kind.toLowerCase().replace('_', ' ').padEnd(14)}${message}${where}\n`;
    })
    .join('');
}
