import { composeServices } from '@apollo/composition';
import { PolicyError, ruleNames } from '@civic-graph/policy';
import { type DocumentNode, GraphQLError, parse } from 'graphql';
import { withGatheredRules } from '../graphql/gathered-rules.ts';

export interface SubgraphDefinition {
  readonly name: string;
  readonly url: string;
  /** Text of the subgraph's `schema.graphql`. */
  readonly sdl: string;
}

/** Composition failed. The message lists every reason. */
export class CompositionError extends Error {
  readonly code = 'COMPOSITION_FAILED';
  override readonly name = 'CompositionError';
}

/**
 * Composes subgraphs into a supergraph.
 * @throws CompositionError
 */
export function composeSupergraph(subgraphs: readonly SubgraphDefinition[]): string {
  const result = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parseSubgraph(name, sdl) })),
  );
  if (result.errors) {
    throw new CompositionError(result.errors.map((error) => error.message).join('\n'));
  }
  // This composer refuses rules on interfaces, and gathers the implementers' rules there.
  return withGatheredRules(result.supergraphSdl);
}

function parseSubgraph(name: string, sdl: string): DocumentNode {
  try {
    const document = parse(sdl);
    // Composition silently drops unknown directives.
    ruleNames(document, 'subgraph');
    return document;
  } catch (error) {
    if (error instanceof PolicyError) throw new CompositionError(`[${name}] ${error.message}`);
    if (!(error instanceof GraphQLError)) throw error;
    const [{ line, column } = { line: 1, column: 1 }] = error.locations ?? [];
    throw new CompositionError(`[${name}] schema.graphql:${line}:${column}: ${error.message}`);
  }
}
