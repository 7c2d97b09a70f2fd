import {
  type DocumentNode,
  executeSync,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import type { Variables } from './inclusion.ts';

/** The root fields of GraphQL's introspection, answered from the consumer schema, never by a subgraph. */
export function introspect(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Variables,
): Readonly<Record<string, unknown>> {
  const selections = introspectionOnly(operation.selectionSet.selections, fragments);
  if (selections.length === 0) return {};
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } },
      ...fragments.values(),
    ],
  };
  return executeSync({ schema, document, variableValues: variables }).data ?? {};
}

function introspectionOnly(
  selections: readonly SelectionNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): SelectionNode[] {
  return selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) {
      return selection.name.value === '__schema' || selection.name.value === '__type' ? [selection] : [];
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    const kept = fragment ? introspectionOnly(fragment.selectionSet.selections, fragments) : [];
    if (!fragment || kept.length === 0) return [];
    return [
      {
        kind: Kind.INLINE_FRAGMENT,
        ...(fragment.typeCondition && { typeCondition: fragment.typeCondition }),
        directives: selection.directives ?? [],
        selectionSet: { kind: Kind.SELECTION_SET, selections: kept },
      },
    ];
  });
}
