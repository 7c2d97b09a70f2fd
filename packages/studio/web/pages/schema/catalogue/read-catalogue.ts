import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type InterfaceTypeExtensionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
  print,
} from 'graphql';

/** A field of the graph as its owner has published it, whether or not the caller may read it. */
export interface CatalogueField {
  /** Type and field, such as `Citizen.notices`. */
  readonly coordinate: string;
  readonly typeName: string;
  /** Type of its value, as written. */
  readonly valueType: string;
  readonly description: string;
  /** Name of the subgraph. */
  readonly subgraph: string;
  readonly dataClass: string | null;
  readonly deprecation: string | null;
  readonly access: FieldRules;
}

/** What a caller needs: one of the lists, with everything in it. */
export interface FieldRules {
  readonly isForSignedIn: boolean;
  readonly scopes: readonly (readonly string[])[];
  readonly policies: readonly (readonly string[])[];
}

type TypeWithFields =
  | ObjectTypeDefinitionNode
  | ObjectTypeExtensionNode
  | InterfaceTypeDefinitionNode
  | InterfaceTypeExtensionNode;

/** Directives of federation and of the platform, by the names that our schemas give them. */
const directive = {
  class: 'dataClass',
  hidden: 'inaccessible',
  external: 'external',
  signedIn: 'authenticated',
  scopes: 'requiresScopes',
  policy: 'policy',
} as const;

/** @throws GraphQLError if a schema has a syntax error */
export function readCatalogue(
  schemas: readonly { readonly subgraph: string; readonly sdl: string }[],
): readonly CatalogueField[] {
  return schemas.flatMap(({ subgraph, sdl }) => fieldsOf(subgraph, parse(sdl, { noLocation: true })));
}

function fieldsOf(subgraph: string, { definitions }: DocumentNode): CatalogueField[] {
  return definitions.filter(hasFields).flatMap((type) => {
    if (isMarked(type, directive.hidden)) return [];
    return (type.fields ?? [])
      .filter((field) => !isMarked(field, directive.hidden) && !isMarked(field, directive.external))
      .filter(({ name }) => !name.value.startsWith('_'))
      .map((field) => readField(subgraph, type, field));
  });
}

function hasFields(node: DocumentNode['definitions'][number]): node is TypeWithFields {
  return (
    node.kind === Kind.OBJECT_TYPE_DEFINITION ||
    node.kind === Kind.OBJECT_TYPE_EXTENSION ||
    node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
    node.kind === Kind.INTERFACE_TYPE_EXTENSION
  );
}

function readField(subgraph: string, type: TypeWithFields, field: FieldDefinitionNode): CatalogueField {
  const typeName = type.name.value;
  const nodes = [type, field];
  const classOf = (node: Directed) => textIn(argumentOf(directiveOf(node, directive.class), 'class'));
  return {
    coordinate: `${typeName}.${field.name.value}`,
    typeName,
    valueType: print(field.type),
    description: field.description?.value ?? '',
    subgraph,
    dataClass: classOf(field) ?? classOf(type),
    deprecation: textIn(argumentOf(directiveOf(field, 'deprecated'), 'reason')),
    access: {
      isForSignedIn: nodes.some((node) => isMarked(node, directive.signedIn)),
      scopes: nodes.flatMap((node) => listsIn(argumentOf(directiveOf(node, directive.scopes), 'scopes'))),
      policies: nodes.flatMap((node) => listsIn(argumentOf(directiveOf(node, directive.policy), 'policies'))),
    },
  };
}

type Directed = { readonly directives?: readonly ConstDirectiveNode[] | undefined };

function directiveOf(node: Directed, name: string): ConstDirectiveNode | undefined {
  return node.directives?.find((each) => each.name.value === name);
}

function isMarked(node: Directed, name: string): boolean {
  return directiveOf(node, name) !== undefined;
}

function argumentOf(node: ConstDirectiveNode | undefined, name: string): ConstValueNode | undefined {
  return node?.arguments?.find((each) => each.name.value === name)?.value;
}

function textIn(value: ConstValueNode | undefined): string | null {
  return value?.kind === Kind.ENUM || value?.kind === Kind.STRING ? value.value : null;
}

function listsIn(value: ConstValueNode | undefined): string[][] {
  if (value?.kind !== Kind.LIST) return [];
  return value.values.map((inner) =>
    inner.kind === Kind.LIST ? inner.values.flatMap((each) => textIn(each) ?? []) : [],
  );
}
