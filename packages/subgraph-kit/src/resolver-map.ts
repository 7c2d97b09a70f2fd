import { type GraphQLSchema, isAbstractType, isEnumType, isObjectType, isScalarType } from 'graphql';

/** Type -> field -> resolver, as `@graphql-codegen/typescript-resolvers` types it for each subgraph. */
export type ResolverMap = Readonly<Record<string, unknown>>;

/**
 * Rejects resolvers of unknown fields, which `@apollo/subgraph` ignores silently.
 *
 * @throws Error that names the resolver
 */
export function refuseUnknownResolvers(schema: GraphQLSchema, resolvers: ResolverMap): void {
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typeName);
    if (type === undefined) throw new Error(`resolvers: there is no type ${typeName} in the schema`);
    if (isScalarType(type) || isEnumType(type) || isAbstractType(type)) continue;
    const known = isObjectType(type) ? type.getFields() : {};
    for (const name of Object.keys(fields as object)) {
      if (!name.startsWith('__') && !(name in known)) {
        throw new Error(`resolvers: there is no field ${typeName}.${name} in the schema`);
      }
    }
  }
}
