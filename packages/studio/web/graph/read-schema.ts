import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type InterfaceTypeExtensionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
  print,
  type TypeNode,
} from 'graphql';
import { dataClassOf } from './data-class.ts';
import type { DataClass } from './operations.ts';

/** A field of the graph as its owner has published it, whether or not the caller may read it. */
export interface SchemaField {
  /** Type and field, such as `Citizen.notices`. */
  readonly coordinate: string;
  readonly typeName: string;
  /** Type of its value, as written. */
  readonly valueType: string;
  readonly description: string | null;
  /** Name of the subgraph. */
  readonly subgraph: string;
  readonly dataClass: DataClass | null;
  readonly deprecation: string | null;
  readonly access: FieldRules;
}

/** What a caller needs: one list of the scopes and one of the policies, each with everything in it. */
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

/** Types of the specifications, whose fields no client selects. */
const specification = /^(?:link|federation)__|^_/;

/**
 * The fields of a subgraph, from the text that its agency has published.
 * @throws GraphQLError if it is no schema
 */
export function readSchema(subgraph: string, sdl: string): readonly SchemaField[] {
  const { definitions } = parse(sdl, { noLocation: true });
  const types = definitions.filter(hasFields);
  return types.flatMap((type) => {
    if (isMarked(type, directive.hidden) || specification.test(type.name.value)) return [];
    return (type.fields ?? [])
      .filter((field) => !isMarked(field, directive.hidden) && !isMarked(field, directive.external))
      .filter(({ name }) => !name.value.startsWith('_'))
      .map((field) => {
        const result = nameOfType(field.type);
        return readField(subgraph, {
          type,
          field,
          results: types.filter(({ name }) => name.value === result),
        });
      });
  });
}

function hasFields(node: DefinitionNode): node is TypeWithFields {
  return (
    node.kind === Kind.OBJECT_TYPE_DEFINITION ||
    node.kind === Kind.OBJECT_TYPE_EXTENSION ||
    node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
    node.kind === Kind.INTERFACE_TYPE_EXTENSION
  );
}

interface Declaration {
  readonly type: TypeWithFields;
  readonly field: FieldDefinitionNode;
  /** The field's result type, whose rules guard the field too. */
  readonly results: readonly TypeWithFields[];
}

function readField(subgraph: string, { type, field, results }: Declaration): SchemaField {
  const typeName = type.name.value;
  const classOf = (node: Directed) =>
    dataClassOf(textIn(argumentOf(directiveOf(node, directive.class), 'class')));
  const guards: readonly Directed[] = [type, field, ...results];
  const ofAll = (name: string, argument: string) =>
    guards.map((node) => listsIn(argumentOf(directiveOf(node, name), argument))).reduce(bothOf);
  return {
    coordinate: `${typeName}.${field.name.value}`,
    typeName,
    valueType: print(field.type),
    description: field.description?.value ?? null,
    subgraph,
    dataClass: classOf(field) ?? classOf(type),
    deprecation: textIn(argumentOf(directiveOf(field, 'deprecated'), 'reason')),
    access: {
      isForSignedIn: guards.some((node) => isMarked(node, directive.signedIn)),
      scopes: ofAll(directive.scopes, 'scopes'),
      policies: ofAll(directive.policy, 'policies'),
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

/** Two rules hold beside each other: one list of each, in every combination, without those that need more. */
function bothOf(ofOne: string[][], ofOther: string[][]): string[][] {
  if (ofOne.length === 0 || ofOther.length === 0) return [...ofOne, ...ofOther];
  const all = ofOne.flatMap((one) => ofOther.map((other) => [...new Set([...one, ...other])]));
  return all.filter(
    (list, at) =>
      !all.some(
        (less, index) => index !== at && isPartOf(less, list) && (!isPartOf(list, less) || index < at),
      ),
  );
}

function isPartOf(part: readonly string[], whole: readonly string[]): boolean {
  return part.every((each) => whole.includes(each));
}

function nameOfType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOfType(type.type);
}
