import {
  type DirectiveNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

/** A type that the gateway fetches by `_entities`. */
export interface Entity {
  readonly type: GraphQLObjectType;
  /** Selections of its resolvable keys, such as `{ id }`. */
  readonly keys: readonly SelectionSetNode[];
}

export function readEntities(schema: GraphQLSchema): readonly Entity[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type)) return [];
    const keys = directivesOf(type).flatMap(resolvableKey);
    return keys.length > 0 ? [{ type, keys }] : [];
  });
}

function directivesOf({ astNode, extensionASTNodes }: GraphQLObjectType): readonly DirectiveNode[] {
  return [astNode, ...extensionASTNodes].flatMap((node) => node?.directives ?? []);
}

function resolvableKey({ name, arguments: values = [] }: DirectiveNode): readonly SelectionSetNode[] {
  if (name.value !== 'key' && name.value !== 'federation__key') return [];
  const given = Object.fromEntries(
    values.map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]),
  );
  if (given.resolvable === false || typeof given.fields !== 'string') return [];
  const [definition] = parse(`{ ${given.fields} }`).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? [definition.selectionSet] : [];
}

/** The part of an object that a key selects; `null` if the object lacks some of it. */
export function keyIn(key: SelectionSetNode, object: unknown): Record<string, unknown> | null {
  if (typeof object !== 'object' || object === null) return null;
  const part: Record<string, unknown> = {};
  for (const selection of key.selections) {
    if (selection.kind !== Kind.FIELD) return null;
    const value = (object as Record<string, unknown>)[selection.name.value];
    const inner = selection.selectionSet === undefined ? value : keyIn(selection.selectionSet, value);
    if (inner === undefined || inner === null) return null;
    part[selection.name.value] = inner;
  }
  return part;
}
