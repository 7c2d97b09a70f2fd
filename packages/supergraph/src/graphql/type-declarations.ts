import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type InterfaceTypeExtensionNode,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  type TypeDefinitionNode,
  type TypeExtensionNode,
} from 'graphql';

export type TypeDeclarationNode = TypeDefinitionNode | TypeExtensionNode;

/** A declaration of an object or interface type, in one of its parts. */
export type FieldsNode =
  | ObjectTypeDefinitionNode
  | ObjectTypeExtensionNode
  | InterfaceTypeDefinitionNode
  | InterfaceTypeExtensionNode;

/** Type name -> its definition and extensions in one document. */
export function typeDeclarations(
  document: DocumentNode,
): ReadonlyMap<string, readonly TypeDeclarationNode[]> {
  const declarations = new Map<string, TypeDeclarationNode[]>();
  for (const node of document.definitions) {
    if (!(isTypeDefinitionNode(node) || isTypeExtensionNode(node))) continue;
    const known = declarations.get(node.name.value);
    if (known) known.push(node);
    else declarations.set(node.name.value, [node]);
  }
  return declarations;
}

export function hasFields(node: TypeDeclarationNode): node is FieldsNode {
  return (
    node.kind === Kind.OBJECT_TYPE_DEFINITION ||
    node.kind === Kind.OBJECT_TYPE_EXTENSION ||
    node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
    node.kind === Kind.INTERFACE_TYPE_EXTENSION
  );
}

/** Access and usage are counted on object types, so that `@sunset` is written on their fields only. */
export function mayHaveSunset(
  node: TypeDeclarationNode,
): node is ObjectTypeDefinitionNode | ObjectTypeExtensionNode {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION;
}

/** A set or map of directive names. */
export interface Names {
  has(name: string): boolean;
}

/** An element that carries directives, a type or a field. */
interface Annotated {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

export function directivesNamed({ directives = [] }: Annotated, names: Names): readonly ConstDirectiveNode[] {
  return directives.filter(({ name }) => names.has(name.value));
}

export function withoutDirectives<T extends Annotated>(node: T, names: Names): T {
  const { directives = [] } = node;
  const left = directives.filter(({ name }) => !names.has(name.value));
  return left.length === directives.length ? node : { ...node, directives: left };
}

export function withDirectives<T extends Annotated>(node: T, added: readonly ConstDirectiveNode[]): T {
  return added.length === 0 ? node : { ...node, directives: [...(node.directives ?? []), ...added] };
}

/** The document with each declaration of a type replaced. */
export function mapTypes(
  document: DocumentNode,
  change: (node: TypeDeclarationNode) => TypeDeclarationNode,
): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.map((node) =>
      isTypeDefinitionNode(node) || isTypeExtensionNode(node) ? change(node) : node,
    ),
  };
}

/** The declaration with each of its fields replaced. */
export function mapFields<T extends FieldsNode>(
  node: T,
  change: (field: FieldDefinitionNode) => FieldDefinitionNode,
): T {
  return { ...node, fields: (node.fields ?? []).map(change) };
}
