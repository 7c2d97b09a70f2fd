import {
  type DocumentNode,
  executeSync,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import type { Variables } from '../lib/graphql/variables.ts';

/** Answers of `__schema` and `__type`, by response key. */
export type Introspection = (variables: Variables) => Readonly<Record<string, unknown>>;

/**
 * Returns the introspection fields of an operation as a document of their own; `null` if there are none.
 */
export function introspectionOf(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): DocumentNode | null {
  const selections = introspectionOnly(operation.selectionSet.selections, fragments);
  if (selections.length === 0) return null;
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } },
      ...fragments.values(),
    ],
  };
}

/**
 * Compiles the introspection fields, which the gateway answers without a subgraph.
 * @param schema the part that the caller may see
 */
export function compileIntrospection(schema: GraphQLSchema, document: DocumentNode): Introspection {
  return (variables) => executeSync({ schema, document, variableValues: variables }).data ?? {};
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
