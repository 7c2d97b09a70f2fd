import { type DocumentNode, Kind } from 'graphql';

/** Names of the root types in a schema definition, else their default names. */
export function rootTypes(document: DocumentNode): ReadonlySet<string> {
  const named = document.definitions.flatMap((node) =>
    node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION
      ? (node.operationTypes ?? [])
      : [],
  );
  return new Set(
    named.length > 0 ? named.map(({ type }) => type.name.value) : ['Query', 'Mutation', 'Subscription'],
  );
}
