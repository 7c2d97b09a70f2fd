import { PolicyError, readSchemaPolicies, type SchemaPolicies } from '@civic-graph/policy';
import { type ASTNode, type DocumentNode, GraphQLError, parse, Source } from 'graphql';
import { CacheHintError } from '../cache-hints/cache-hints.ts';
import { type FieldStanding, fieldStanding } from '../graphql/field-standing.ts';
import { locate } from '../graphql/locate.ts';
import { normalizeSubgraph } from '../normalization/normalize-subgraph.ts';
import type { SchemaProblem } from './schema-problem.ts';

export interface SubgraphDefinition {
  readonly name: string;
  readonly url: string;
  /** Text of the subgraph's `schema.graphql`. */
  readonly sdl: string;
  /** Name of the file, for messages. Default is `schema.graphql`. */
  readonly file?: string;
}

/** A subgraph's schema, parsed and normalised. */
export interface SubgraphDocument {
  readonly name: string;
  readonly url: string;
  readonly file: string;
  readonly document: DocumentNode;
  readonly policies: SchemaPolicies;
  readonly standing: FieldStanding;
}

/** Reads one schema; returns problems if it cannot be composed. */
export function readSubgraph(subgraph: SubgraphDefinition): SubgraphDocument | SchemaProblem {
  const { name, url, sdl, file = 'schema.graphql' } = subgraph;
  let written: DocumentNode | null = null;
  try {
    written = parse(new Source(sdl, name));
    const document = normalizeSubgraph(written);
    const policies = readSchemaPolicies(document, 'subgraph');
    return { name, url, file, document, policies, standing: fieldStanding(document) };
  } catch (error) {
    const place = (node: ASTNode | null) => ({ ...placeOf(name, file, node), fixedBy: name });
    if (error instanceof PolicyError || error instanceof CacheHintError) {
      const node = 'node' in error && error.node ? error.node : null;
      const { code, message, coordinate } = error;
      return { ...place(node ?? (written && locate(written, coordinate))), code, message };
    }
    if (!(error instanceof GraphQLError)) throw error;
    const [{ line, column } = { line: 1, column: 1 }] = error.locations ?? [];
    return { ...place(null), line, column, code: 'INVALID_GRAPHQL', message: error.message };
  }
}

/** The place of a node in the schema of a subgraph. */
export function placeOf(
  subgraph: string,
  file: string,
  node: ASTNode | null,
): Pick<SchemaProblem, 'subgraph' | 'file' | 'line' | 'column'> {
  const token = node?.loc?.startToken;
  return { subgraph, file, line: token?.line ?? null, column: token?.column ?? null };
}
