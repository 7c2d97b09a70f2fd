import { schemaLinks } from '@civic-graph/policy';
import type { DocumentNode } from 'graphql';

const federation = 'https://specs.apollo.dev/federation';

/** Federation directives that are read here. */
type FederationDirective =
  | 'cost'
  | 'external'
  | 'interfaceObject'
  | 'key'
  | 'listSize'
  | 'requires'
  | 'shareable'
  | 'tag';

/** The name of a federation directive in a subgraph, from `@link`. */
export type FederationNames = (directive: FederationDirective) => string;

/** Reads `@link`; federation 1 has none, and does not rename directives. */
export function federationNames(subgraph: DocumentNode): FederationNames {
  const link = schemaLinks(subgraph).find(({ identity }) => identity === federation);
  if (link === undefined) return (directive) => directive;
  return (directive) => link.imports.get(`@${directive}`)?.slice(1) ?? `${link.namespace}__${directive}`;
}
