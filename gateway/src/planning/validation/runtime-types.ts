import { type DocumentNode, type GraphQLSchema, isInterfaceType, isObjectType, Kind } from 'graphql';
import { possibleTypes } from '../../lib/graphql/possible-types.ts';
import { joined, subgraphNames } from '../../lib/graphql/subgraph-ownership.ts';
import { interfaceObjectTypes } from '../interface-object-types.ts';

/**
 * Object types that an object of a type can be of, where one subgraph says so: it knows some members of an
 * interface or union and not others, and never gives an object of those.
 */
export type RuntimeTypes = (subgraph: string, typeName: string) => ReadonlySet<string>;

/**
 * Reads `@join__implements`, `@join__unionMember` and `@join__type` of a supergraph (the join specification).
 */
export function runtimeTypes(supergraph: DocumentNode, schema: GraphQLSchema): RuntimeTypes {
  const names = subgraphNames(supergraph);
  const members = new Map<string, Set<string>>();
  const seesAsObject = interfaceObjectTypes(supergraph);
  const at = (graph: unknown, typeName: unknown) => `${names.get(String(graph))} ${typeName}`;
  const add = (place: string, member: string) =>
    members.set(place, (members.get(place) ?? new Set()).add(member));

  for (const definition of supergraph.definitions) {
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
        for (const { graph, interface: name } of joined('join__implements', definition.directives)) {
          add(at(graph, name), definition.name.value);
        }
        break;
      case Kind.UNION_TYPE_DEFINITION:
        for (const { graph, member } of joined('join__unionMember', definition.directives)) {
          add(at(graph, definition.name.value), String(member));
        }
    }
  }

  return (subgraph, typeName) => {
    const type = schema.getType(typeName);
    if (isObjectType(type)) return new Set([typeName]);
    const possible = new Set(possibleTypes(type, schema).map(({ name }) => name));
    // What a subgraph sees as an object (`@interfaceObject`) can be any member that others know.
    if (seesAsObject(subgraph, typeName) || (isInterfaceType(type) && possible.has(typeName)))
      return possible;
    return members.get(`${subgraph} ${typeName}`) ?? none;
  };
}

const none: ReadonlySet<string> = new Set();
