import {
  buildASTSchema,
  type ConstDirectiveNode,
  type DefinitionNode,
  type GraphQLSchema,
  Kind,
  type NameNode,
  parse,
  printSchema,
  type StringValueNode,
  type TypeNode,
} from 'graphql';

/** Text of a subgraph, as its agency has published it. */
export interface PublishedText {
  readonly subgraph: string;
  readonly sdl: string;
}

interface Directed {
  readonly directives?: readonly ConstDirectiveNode[];
}

/** A member of a type: field, input field or value of an enum. */
interface Member extends Directed {
  readonly name: NameNode;
  readonly type?: TypeNode;
  readonly arguments?: readonly (Directed & { readonly type: TypeNode })[];
  readonly description?: StringValueNode;
}

/** A type that is put together from several definitions. */
interface Merged {
  readonly node: TypeDefinition;
  readonly members: Map<string, Member>;
  readonly named: Map<string, { readonly name: NameNode }>;
}

/** Types of the specifications, which no client uses. */
const specification = /^(?:link|federation)__|^_/;
const hidden = ['inaccessible', 'external'];
const standard = ['specifiedBy', 'oneOf'];

/** The description of a field, given its own and whether the caller may read the field. */
export type DescribeField = (coordinate: string, description: string, isReadable: boolean) => string;

/** The caller's schema, and beside it all that others may read: a name that exists must not look misspelt. */
export function wholeSchema(
  visible: GraphQLSchema,
  texts: readonly PublishedText[],
  describe: DescribeField,
): GraphQLSchema {
  const types = new Map<string, Merged>();
  const own = parse(printSchema(visible), { noLocation: true }).definitions;
  for (const definition of own) merge(types, definition, (...field) => describe(...field, true));
  for (const { sdl } of texts) {
    const { definitions } = parse(sdl, { noLocation: true });
    for (const definition of definitions) merge(types, definition, (...field) => describe(...field, false));
  }
  const directives = own.filter(({ kind }) => kind === Kind.DIRECTIVE_DEFINITION);
  const definitions = [...types.values()].map((type) => asDefinition(type, types));
  return buildASTSchema(
    { kind: Kind.DOCUMENT, definitions: [...directives, ...definitions] },
    { assumeValid: true, assumeValidSDL: true },
  );
}

type Describe = (coordinate: string, description: string) => string;

function merge(types: Map<string, Merged>, definition: DefinitionNode, describe: Describe): void {
  const node = asType(definition);
  if (node === null || specification.test(node.name.value) || isHidden(node)) return;
  const typeName = node.name.value;
  const known = types.get(typeName) ?? { node, members: new Map(), named: new Map() };
  types.set(typeName, known);
  for (const member of membersOf(node)) {
    const { value: name } = member.name;
    if (known.members.has(name) || name.startsWith('_') || isHidden(member)) continue;
    known.members.set(name, described(member, `${typeName}.${name}`, describe));
  }
  for (const each of namedIn(node)) known.named.set(each.name.value, each);
}

function described(member: Member, coordinate: string, describe: Describe): Member {
  const deprecations = member.directives?.filter(({ name }) => name.value === 'deprecated') ?? [];
  const own = { ...member, directives: deprecations };
  // Input fields and values of enums are no data.
  if (member.type === undefined || member.arguments === undefined) return own;
  const value = describe(coordinate, member.description?.value ?? '');
  const given = member.arguments.filter((argument) => !isHidden(argument));
  return { ...own, arguments: given, description: { kind: Kind.STRING, value, block: true } as const };
}

type TypeDefinition = DefinitionNode & Directed & { readonly name: NameNode };

/** An extension as the definition that it extends; `null` for what defines no type. */
function asType(definition: DefinitionNode): TypeDefinition | null {
  if (definition.kind === Kind.DIRECTIVE_DEFINITION || !('name' in definition) || !definition.name)
    return null;
  const kind = definition.kind.replace('Extension', 'Definition');
  return kind.endsWith('TypeDefinition') ? ({ ...definition, kind } as TypeDefinition) : null;
}

function membersOf(node: DefinitionNode): readonly Member[] {
  if ('fields' in node) return node.fields ?? [];
  return 'values' in node ? (node.values ?? []) : [];
}

/** Interfaces of a type, and members of a union. */
function namedIn(node: DefinitionNode): readonly { readonly name: NameNode }[] {
  if ('interfaces' in node) return node.interfaces ?? [];
  return 'types' in node ? (node.types ?? []) : [];
}

function isHidden({ directives }: Directed): boolean {
  return directives?.some(({ name }) => hidden.includes(name.value)) === true;
}

function asDefinition({ node, members, named }: Merged, types: ReadonlyMap<string, Merged>): DefinitionNode {
  const isKnown = (type: TypeNode): boolean =>
    type.kind === Kind.NAMED_TYPE
      ? types.has(type.name.value) || scalars.has(type.name.value)
      : isKnown(type.type);
  const kept = [...members.values()].filter(
    ({ type, arguments: given = [] }) =>
      (type === undefined || isKnown(type)) && given.every((argument) => isKnown(argument.type)),
  );
  const others = [...named.values()].filter(({ name }) => types.has(name.value));
  return {
    ...node,
    directives: node.directives?.filter(({ name }) => standard.includes(name.value)) ?? [],
    ...('fields' in node && { fields: kept }),
    ...('values' in node && { values: kept }),
    ...('interfaces' in node && { interfaces: others }),
    ...('types' in node && { types: others }),
  } as DefinitionNode;
}

const scalars: ReadonlySet<string> = new Set(['Int', 'Float', 'String', 'Boolean', 'ID']);
