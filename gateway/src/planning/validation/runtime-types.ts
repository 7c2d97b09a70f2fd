import { joined, possibleTypes, subgraphNames } from '@civic-graph/supergraph/graphql';
import { type DocumentNode, type GraphQLSchema, isInterfaceType, isObjectType, Kind } from 'graphql';
import { interfaceObjectTypes } from '../interface-object-types.ts';

/** The possible object types of a type in one subgraph, which may lack members that others have. */
export type RuntimeTypes = (subgraph: string, typeName: string) => ReadonlySet<string>;

/**
 * Reads `@join__implements`, `@join__unionMember` and `@join__type` of a supergraph (the join specification).
 */
export function runtimeTypes(supergraph: DocumentNode, schema: GraphQLSchema): RuntimeTypes {
  const names = subgraphNames(supergraph);
  const members = new Map<string, Set<string>>();
  const isInterfaceObject = interfaceObjectTypes(supergraph);
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
    // An `@interfaceObject` can be any member that other subgraphs have.
    if (isInterfaceObject(subgraph, typeName) || (isInterfaceType(type) && possible.has(typeName)))
      return possible;
    return members.get(`${subgraph} ${typeName}`) ?? none;
  };
}

const none: ReadonlySet<string> = new Set();
