import type { GraphQLError, GraphQLSchema } from 'graphql';
import { type ASTNode, type DocumentNode, Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

/** Why a release makes an operation invalid. */
export interface Fault {
  /** Field in force at which it breaks, such as `Station.departures`; `null` where it is at none. */
  readonly coordinate: string | null;
  /** In the words of the validator. */
  readonly reason: string;
}

/** Finds the fields at which an operation breaks: those around the nodes that the validator names. */
export function brokenAt(
  document: DocumentNode,
  errors: readonly GraphQLError[],
  before: GraphQLSchema,
): Fault[] {
  const fields = fieldsAround(document, before);
  return errors.flatMap(({ message: reason, nodes = [] }): Fault[] => {
    const coordinates = new Set(nodes.flatMap((node) => fields.get(node) ?? []));
    return coordinates.size === 0
      ? [{ coordinate: null, reason }]
      : [...coordinates].map((coordinate) => ({ coordinate, reason }));
  });
}

function fieldsAround(document: DocumentNode, schema: GraphQLSchema): ReadonlyMap<ASTNode, string> {
  const types = new TypeInfo(schema);
  const around: string[] = [];
  const found = new Map<ASTNode, string>();
  visit(
    document,
    visitWithTypeInfo(types, {
      enter(node) {
        if (node.kind === Kind.FIELD) around.push(`${types.getParentType()?.name}.${node.name.value}`);
        const field = around.at(-1);
        if (field !== undefined) found.set(node, field);
      },
      leave(node) {
        if (node.kind === Kind.FIELD) around.pop();
      },
    }),
  );
  return found;
}
