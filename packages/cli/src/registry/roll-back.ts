import { CommandError } from '../command-error.ts';
import { exitCode } from '../exit-codes.ts';
import type { GraphClient } from './graph-client.ts';
import { onlyVersion } from './only-version.ts';
import { rollbackData, rollbackOperation, rolloutsData, rolloutsOperation } from './operations.ts';

/**
 * @param version a version or the start of one; `undefined` for the last other one that all gateways have
 *   served
 * @throws CommandError if no rollout, or several, match
 */
export async function rollBack(
  graph: GraphClient,
  { version, reason }: { readonly version: string | undefined; readonly reason: string },
) {
  const found = version?.length === 64 ? version : await findVersion(graph, version);
  const input = { version: found, reason };
  return (await graph.send(rollbackOperation, { input }, rollbackData)).rollbackSupergraph;
}

async function findVersion(graph: GraphClient, start: string | undefined): Promise<string> {
  const { nodes } = (await graph.send(rolloutsOperation, {}, rolloutsData)).rollouts;
  const versions = [...new Set(nodes.map(({ supergraph }) => supergraph.version))];
  if (start !== undefined) return onlyVersion(start, versions, 'versions');
  // A canary that was rolled back is no version to go back to.
  const before = nodes.find(
    ({ supergraph, canaryPercent }) => canaryPercent === 100 && supergraph.version !== versions[0],
  )?.supergraph.version;
  if (before === undefined) {
    throw new CommandError('there is only one version; publish another first', exitCode.negative);
  }
  return before;
}
