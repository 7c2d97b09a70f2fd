import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  visit,
} from 'graphql';
import { operationAlone } from '../../lib/graphql/operation-alone.ts';

/**
 * SHA-256 of an operation and its fragments in normal form: white space, comments, order of fragments, other
 * operations and a plain `__typename`, which clients add, do not count.
 */
export function operationDigest(document: DocumentNode, operation: OperationDefinitionNode): string {
  const alone = operationAlone(document, operation);
  const fragments = alone.definitions
    .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
    .sort((one, other) => (one.name.value < other.name.value ? -1 : 1));
  const sorted: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
  return createHash('sha256')
    .update(print(withoutTypenames(sorted)))
    .digest('hex');
}

function withoutTypenames(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet(node) {
      const selections = node.selections.filter((selection) => !isPlainTypename(selection));
      // Kept if no other field is selected.
      return selections.length === 0
        ? { ...node, selections: node.selections.slice(0, 1) }
        : { ...node, selections };
    },
  });
}

function isPlainTypename(node: SelectionNode): boolean {
  return (
    node.kind === Kind.FIELD &&
    node.name.value === '__typename' &&
    node.alias === undefined &&
    (node.directives ?? []).length === 0
  );
}
