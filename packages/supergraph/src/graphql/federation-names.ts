import { schemaLinks } from '@civic-graph/policy';
import type { DocumentNode } from 'graphql';

const federation = 'https://specs.apollo.dev/federation';

/** Directives of federation that are read here. */
type FederationDirective = 'external' | 'interfaceObject' | 'key' | 'listSize' | 'requires' | 'shareable';

/** The name of a federation directive in a subgraph, as `@link` gives it. */
export type FederationNames = (directive: FederationDirective) => string;

/** Reads `@link`; federation 1 has none, and its directives no other names. */
export function federationNames(subgraph: DocumentNode): FederationNames {
  const link = schemaLinks(subgraph).find(({ identity }) => identity === federation);
  if (link === undefined) return (directive) => directive;
  return (directive) => link.imports.get(`@${directive}`)?.slice(1) ?? `${link.namespace}__${directive}`;
}
