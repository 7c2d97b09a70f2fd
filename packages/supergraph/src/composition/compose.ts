import { type CompositionResult, composeServices } from '@apollo/composition';
import { GraphQLError } from 'graphql';
import { withGatheredRules } from '../graphql/gathered-rules.ts';
import { composerProblems } from './composer-problems.ts';
import { contradictions } from './contradictions.ts';
import { costsThatDiffer } from './costs-that-differ.ts';
import { gatheredCombinations } from './gathered-combinations.ts';
import { problemLines, type SchemaProblem } from './schema-problem.ts';
import { readSubgraph, type SubgraphDefinition, type SubgraphDocument } from './subgraph-document.ts';

/** Composition failed. The message has a line for every reason. */
export class CompositionError extends Error {
  readonly code = 'COMPOSITION_FAILED';
  override readonly name = 'CompositionError';
  readonly problems: readonly SchemaProblem[];

  constructor(problems: readonly SchemaProblem[]) {
    super(problemLines(problems));
    this.problems = problems;
  }
}

export type Composition =
  | { readonly kind: 'composed'; readonly sdl: string; readonly subgraphs: readonly SubgraphDocument[] }
  | { readonly kind: 'failed'; readonly problems: readonly SchemaProblem[] };

/**
 * Composes subgraphs into a supergraph.
 * @throws CompositionError
 */
export function composeSupergraph(subgraphs: readonly SubgraphDefinition[]): string {
  const composition = compose(subgraphs);
  if (composition.kind === 'failed') throw new CompositionError(composition.problems);
  return composition.sdl;
}

/** @param changed name of the subgraph whose release is checked, and which must fit the others */
export function compose(definitions: readonly SubgraphDefinition[], changed?: string): Composition {
  const read = definitions.map(readSubgraph);
  const unreadable = read.filter((result) => 'code' in result);
  if (unreadable.length > 0) return { kind: 'failed', problems: unreadable };
  const subgraphs = read.filter((result) => 'document' in result);
  const endless = gatheredCombinations(subgraphs, changed);
  if (endless.length > 0) return { kind: 'failed', problems: endless };
  const result = composeDocuments(subgraphs);
  const problems = [
    ...contradictions(subgraphs, changed),
    ...costsThatDiffer(subgraphs, changed),
    ...(result.errors ?? []).flatMap((error) => composerProblems(error, subgraphs, changed)),
  ];
  if (result.errors || problems.length > 0) return { kind: 'failed', problems };
  // This composer refuses rules on interfaces, and collects the implementers' rules there.
  return { kind: 'composed', sdl: withGatheredRules(result.supergraphSdl), subgraphs };
}

function composeDocuments(subgraphs: readonly SubgraphDocument[]): CompositionResult {
  try {
    return composeServices(subgraphs.map(({ name, url, document }) => ({ name, url, typeDefs: document })));
  } catch (error) {
    // The composer throws for some input, such as two subgraphs with the same name.
    const reason = error instanceof Error ? error.message : String(error);
    return { errors: [new GraphQLError(reason, { extensions: { code: 'COMPOSITION_FAILED' } })] };
  }
}
