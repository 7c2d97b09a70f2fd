import { type FieldNode, type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql';

/** Response key under which a field is fetched and lies in the merged data. */
export type FetchKeyOf = (field: FieldNode) => string;

const prefix = '_as_';

/**
 * The client's alias, unless it is also the name of a field or one of GraphQL's reserved names. Plans fetch keys of
 * entities beside what the client asked for; `{ id: name }` must not stand in the place of the `id` that the next
 * subgraph is asked with. Planners get this wrong, so they never see such an alias.
 */
export function fetchKeys(schema: GraphQLSchema): FetchKeyOf {
  const names = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) || isInterfaceType(type))
      for (const name of Object.keys(type.getFields())) names.add(name);
  }
  return (field) => {
    const name = field.name.value;
    const alias = field.alias?.value ?? name;
    const isAmbiguous = alias !== name && (names.has(alias) || /^_/.test(alias));
    return isAmbiguous ? `${prefix}${alias}` : alias;
  };
}
