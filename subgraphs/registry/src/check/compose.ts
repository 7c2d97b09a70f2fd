import type { Manifest } from '@civic-graph/agencies';
import { PolicyError } from '@civic-graph/policy';
import type { SubgraphRelease } from '@civic-graph/releases';
import { buildPolicyIndex, CompositionError, composeSupergraph } from '@civic-graph/supergraph';
import { parse } from 'graphql';
import type { Problem } from './check-report.ts';

export interface Composed {
  /** `null` where there is an error among the problems. */
  readonly sdl: string | null;
  readonly problems: readonly Problem[];
}

/** Composes releases as gateways would, and builds the policy index that they would enforce. */
export function compose(
  releases: readonly Pick<SubgraphRelease, 'subgraph' | 'schema'>[],
  manifests: readonly Manifest[],
): Composed {
  try {
    const sdl = composeSupergraph(
      releases.map(({ subgraph, schema }) => ({
        name: subgraph,
        url: addressOf(subgraph, manifests),
        sdl: schema,
      })),
    );
    buildPolicyIndex(parse(sdl));
    return { sdl, problems: [] };
  } catch (error) {
    if (!(error instanceof CompositionError || error instanceof PolicyError)) throw error;
    const lines = error.message.split('\n');
    return { sdl: null, problems: lines.map((message) => composition(message, error)) };
  }
}

function addressOf(subgraph: string, manifests: readonly Manifest[]): string {
  const manifest = manifests.find((each) => each.subgraph === subgraph);
  return manifest?.endpoint ?? `http://${subgraph}.invalid/graphql`;
}

function composition(message: string, error: CompositionError | PolicyError): Problem {
  const code = error instanceof CompositionError ? error.code : 'POLICY_INVALID';
  return {
    ...{ severity: 'error', code, message, subgraph: null, file: 'schema.graphql' },
    ...{ line: null, column: null, fixedBy: null },
  };
}
