import { createHash } from 'node:crypto';
import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * SHA-256 (hex) of the names that an operation takes from the schema. Clients may write personal data into
 * everything else: values, aliases, and the names of operations, variables and fragments.
 */
export function operationSignature(document: DocumentNode, operation: OperationDefinitionNode): string {
  return createHash('sha256').update(shapeOf(document, operation)).digest('hex');
}

/** The operation in one line, without what clients name; selections are sorted, and each is there once. */
function shapeOf(document: DocumentNode, operation: OperationDefinitionNode): string {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const shapes = new Map<string, string>();
  return `${operation.operation}${directives(operation.directives)}${selections(operation.selectionSet)}`;

  function selections({ selections: nodes }: SelectionSetNode): string {
    return `{${[...new Set(nodes.map(selection))].sort().join(' ')}}`;
  }

  function selection(node: SelectionNode): string {
    const marks = directives(node.directives);
    if (node.kind === Kind.FRAGMENT_SPREAD) return `...${marks}${fragment(node.name.value)}`;
    if (node.kind === Kind.INLINE_FRAGMENT) {
      return `...${node.typeCondition?.name.value ?? ''}${marks}${selections(node.selectionSet)}`;
    }
    const given = (node.arguments ?? []).map(({ name }) => name.value).sort();
    const inner = node.selectionSet === undefined ? '' : selections(node.selectionSet);
    return `${node.name.value}(${given.join()})${marks}${inner}`;
  }

  /** Its hash, since the text of fragments that spread each other could double with every level. */
  function fragment(name: string): string {
    const known = shapes.get(name);
    if (known !== undefined) return known;
    const found = fragments.get(name);
    if (found === undefined) return '';
    // Validation has refused cycles; without this entry, one would not end.
    shapes.set(name, '');
    const text = `${found.typeCondition.name.value}${selections(found.selectionSet)}`;
    const shape = createHash('sha256').update(text).digest('hex');
    shapes.set(name, shape);
    return shape;
  }
}

function directives(nodes: readonly DirectiveNode[] = []): string {
  return nodes
    .map(({ name }) => `@${name.value}`)
    .sort()
    .join('');
}
