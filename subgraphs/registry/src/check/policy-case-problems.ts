import type { Manifest } from '@civic-graph/agencies';
import { callers, policyCallers } from '@civic-graph/demo';
import type { SubgraphRelease } from '@civic-graph/releases';
import { policyFaults } from '@civic-graph/supergraph';
import type { Problem } from './check-report.ts';

/** The policy cases of one subgraph, held against the new supergraph. */
export function policyCaseProblems(
  { subgraph, policyCases }: SubgraphRelease,
  sdl: string,
  manifests: readonly Manifest[],
): Problem[] {
  const own = manifests.find((manifest) => manifest.subgraph === subgraph);
  return faults().map((message) => ({
    ...{ severity: 'error', code: 'POLICY_CASE_FAILED', message, subgraph, file: 'policy.test.graphql' },
    ...{ line: null, column: null, fixedBy: own?.agency.id ?? null },
  }));

  function faults(): readonly string[] {
    try {
      const named = own === undefined ? callers : policyCallers(own);
      return policyFaults(sdl, named, { agency: subgraph, text: policyCases });
    } catch (error) {
      // The cases cannot be read: invalid GraphQL, a field or a caller that does not exist.
      return [`${subgraph}: ${error instanceof Error ? error.message : error}`];
    }
  }
}
