import {
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';
import type { FetchOperation } from './plan.ts';

/**
 * The query of a fetch with fragments expanded, no longer than the operation limits allow, because they count
 * it that way.
 * @returns `undefined` if it is not a query
 */
export function readFetch({ type, text }: FetchOperation): OperationDefinitionNode | undefined {
  return type === 'query' ? readOperation(text) : undefined;
}

/** The operation of a text that a planner wrote, with fragments expanded. */
export function readOperation(text: string): OperationDefinitionNode | undefined {
  const { definitions } = parse(text, { noLocation: true });
  const fragments = new Map<string, FragmentDefinitionNode>();
  let operation: OperationDefinitionNode | undefined;
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operation = definition;
  }
  return operation && { ...operation, selectionSet: writtenOut(operation.selectionSet, fragments) };
}

function writtenOut(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): SelectionSetNode {
  return {
    kind: Kind.SELECTION_SET,
    selections: selections.map((selection) => {
      if (selection.kind !== Kind.FRAGMENT_SPREAD) {
        const { selectionSet } = selection;
        return selectionSet ? { ...selection, selectionSet: writtenOut(selectionSet, fragments) } : selection;
      }
      const fragment = fragments.get(selection.name.value);
      // Unchanged, hence not cacheable.
      if (!fragment) return selection;
      const { directives = [] } = selection;
      return {
        kind: Kind.INLINE_FRAGMENT,
        typeCondition: fragment.typeCondition,
        directives,
        selectionSet: writtenOut(fragment.selectionSet, fragments),
      };
    }),
  };
}
