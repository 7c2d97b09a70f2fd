import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';

/**
 * The document with one of its operations, and the fragments that it spreads. Unlike graphql-js's
 * `separateOperations`, it reads no other operation: a document may have thousands.
 */
export function operationAlone(document: DocumentNode, operation: OperationDefinitionNode): DocumentNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const definitions = new Set<OperationDefinitionNode | FragmentDefinitionNode>([operation]);
  // The loop also reaches what is added meanwhile.
  for (const definition of definitions) {
    visit(definition, {
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value);
        if (fragment !== undefined) definitions.add(fragment);
      },
    });
  }
  return { kind: Kind.DOCUMENT, definitions: [...definitions] };
}
