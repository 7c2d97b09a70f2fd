import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** Identifies no object; the checks also use it as a citizen's internal key. */
export const exampleId = 'civic-verify-example';

/** Texts for well-known scalars; another custom scalar may refuse its text. */
const texts: Readonly<Record<string, unknown>> = {
  ID: exampleId,
  String: exampleId,
  Int: 1,
  Float: 1,
  Boolean: true,
  Date: '2026-01-01',
  DateTime: '2026-01-01T00:00:00Z',
};

/** Values of the arguments that a field requires, with the right types. */
export function exampleArguments(declared: readonly GraphQLArgument[]): Record<string, unknown> {
  return Object.fromEntries(
    declared.filter(isRequiredArgument).map(({ name, type }) => [name, exampleOf(type)]),
  );
}

function exampleOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return exampleOf(type.ofType);
  if (isListType(type)) return [exampleOf(type.ofType)];
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(isRequiredInputField);
    // An input with @oneOf needs one of its fields.
    const [first] = Object.values(type.getFields());
    const chosen = type.isOneOf && first ? [first] : fields;
    return Object.fromEntries(chosen.map((field) => [field.name, exampleOf(field.type)]));
  }
  return leafExample(type);
}

function leafExample(type: GraphQLNamedType): unknown {
  if (isEnumType(type)) return type.getValues()[0]?.name;
  return type.name in texts ? texts[type.name] : exampleId;
}

/** A key of the right form that identifies no object. */
export function exampleKey(type: GraphQLNamedType, key: SelectionSetNode): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  if (!isCompositeType(type) || !('getFields' in type)) return values;
  for (const selection of key.selections) {
    if (selection.kind !== Kind.FIELD) continue;
    const field = type.getFields()[selection.name.value];
    if (field !== undefined) {
      values[selection.name.value] = exampleOutput(field.type, selection.selectionSet);
    }
  }
  return values;
}

function exampleOutput(type: GraphQLOutputType, selection: SelectionSetNode | undefined): unknown {
  if (isNonNullType(type)) return exampleOutput(type.ofType, selection);
  if (isListType(type)) return [exampleOutput(type.ofType, selection)];
  const named = getNamedType(type);
  return selection === undefined ? leafExample(named) : exampleKey(named, selection);
}
