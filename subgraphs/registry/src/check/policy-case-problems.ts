import type { Manifest } from '@civic-graph/agencies';
import { callers, policyCallers } from '@civic-graph/demo';
import type { SubgraphRelease } from '@civic-graph/releases';
import { policyFaults } from '@civic-graph/supergraph';
import type { Problem } from './check-report.ts';

/** Compares the policy cases of one subgraph with the new supergraph. */
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
      // The cases cannot be read: invalid GraphQL, or an unknown field or caller.
      return [`${subgraph}: ${error instanceof Error ? error.message : error}`];
    }
  }
}
