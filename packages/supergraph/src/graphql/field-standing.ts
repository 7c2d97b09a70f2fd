import { directiveArguments } from '@civic-graph/policy';
import { type DocumentNode, type FieldDefinitionNode, Kind, parse } from 'graphql';
import { federationNames } from './federation-names.ts';
import { type FieldsNode, type TypeDeclarationNode, typeDeclarations } from './type-declarations.ts';

/** Ownership of a field according to the subgraph's own schema. */
export interface FieldStanding {
  /** Another subgraph resolves it: `@external` on the field or on this part of its type. */
  isExternal(node: FieldsNode, field: FieldDefinitionNode): boolean;
  /** Other subgraphs may resolve it too: a key field, or `@shareable`. */
  isShareable(node: FieldsNode, field: FieldDefinitionNode): boolean;
  /** Fields of other subgraphs decide its value, and so who may read it. */
  isComputed(field: FieldDefinitionNode): boolean;
  /** Whether the type stands for an interface of another subgraph. */
  isInterfaceObject(typeName: string): boolean;
  /** Whether the subgraph resolves references to the type. */
  isEntity(typeName: string): boolean;
  /**
   * Whether the subgraph only extends the type: by `extend`, as an `@interfaceObject`, or by declaring only
   * key fields.
   */
  isExtended(typeName: string): boolean;
}

export function fieldStanding(subgraph: DocumentNode): FieldStanding {
  const nameOf = federationNames(subgraph);
  const declarations = typeDeclarations(subgraph);
  const has = (node: TypeDeclarationNode | FieldDefinitionNode, name: string) =>
    (node.directives ?? []).some((directive) => directive.name.value === name);
  const keyFields = new Map<string, ReadonlySet<string>>();
  const entities = new Set<string>();
  for (const [typeName, nodes] of declarations) {
    const keys = nodes.flatMap(({ directives = [] }) =>
      directives.filter(({ name }) => name.value === nameOf('key')).map(directiveArguments),
    );
    if (keys.some(({ resolvable }) => resolvable !== false)) entities.add(typeName);
    keyFields.set(typeName, new Set(keys.flatMap(({ fields }) => fieldsIn(String(fields)))));
  }
  const isKey = (typeName: string, field: FieldDefinitionNode) =>
    keyFields.get(typeName)?.has(field.name.value) ?? false;
  const isExternal = (node: FieldsNode, field: FieldDefinitionNode) =>
    has(field, nameOf('external')) || has(node, nameOf('external'));

  const isInterfaceObject = (typeName: string) =>
    (declarations.get(typeName) ?? []).some((node) => has(node, nameOf('interfaceObject')));

  return {
    isExternal,
    isShareable: (node, field) =>
      isKey(node.name.value, field) || has(field, nameOf('shareable')) || has(node, nameOf('shareable')),
    isComputed: (field) => has(field, nameOf('requires')),
    isInterfaceObject,
    isEntity: (typeName) => entities.has(typeName),
    isExtended(typeName) {
      const nodes = declarations.get(typeName) ?? [];
      if (nodes.every(({ kind }) => kind.endsWith('Extension'))) return true;
      if (isInterfaceObject(typeName)) return true;
      return (
        (keyFields.get(typeName)?.size ?? 0) > 0 &&
        nodes.every(
          (node) =>
            !('fields' in node) ||
            (node.fields ?? []).every(
              (field) =>
                field.kind === Kind.FIELD_DEFINITION &&
                (isKey(typeName, field) || isExternal(node as FieldsNode, field)),
            ),
        )
      );
    },
  };
}

/** Names of the top-level fields of a field set; none if it is not GraphQL. */
function fieldsIn(fieldSet: string): readonly string[] {
  try {
    const [operation] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
    return operation.selectionSet.selections.flatMap((selection) =>
      selection.kind === Kind.FIELD ? selection.name.value : [],
    );
  } catch {
    // Composition refuses it, with its place.
    return [];
  }
}
