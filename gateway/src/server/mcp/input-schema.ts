import {
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  Kind,
  specifiedScalarTypes,
  TypeInfo,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { ReadOperation } from '../../admission/authorization/fields-of-operation.ts';

/** JSON Schema 2020-12, the dialect of MCP tools. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A tool's arguments. */
export interface InputSchema {
  readonly [key: string]: unknown;
  readonly type: 'object';
  readonly properties: Record<string, object>;
  readonly required: string[];
  readonly additionalProperties: false;
}

/** Describes the variables of an operation, from the types and descriptions of the schema. */
export function inputSchema(read: ReadOperation): InputSchema {
  const definitions = read.operation.variableDefinitions ?? [];
  const descriptions = argumentDescriptions(read);
  const properties = definitions.map((definition): [string, object] => {
    const name = definition.variable.name.value;
    return [name, variableSchema(definition, read, descriptions.get(name))];
  });
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: definitions.filter(isRequired).map(({ variable }) => variable.name.value),
    additionalProperties: false,
  };
}

function isRequired({ type, defaultValue }: VariableDefinitionNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined;
}

function variableSchema(
  { type: node, defaultValue }: VariableDefinitionNode,
  { schema }: ReadOperation,
  description: string | undefined,
): object {
  const type = typeFromAST(schema, node);
  return {
    ...(isInputType(type) && schemaOfType(type, [])),
    ...(description !== undefined && { description }),
    ...(defaultValue && { default: valueFromASTUntyped(defaultValue) }),
  };
}

/** The description of the first argument that uses each variable, because GraphQL variables have none. */
function argumentDescriptions({ schema, document }: ReadOperation): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Argument({ value }) {
        const description = info.getArgument()?.description;
        if (value.kind !== Kind.VARIABLE || !description || found.has(value.name.value)) return;
        found.set(value.name.value, description);
      },
    }),
  );
  return found;
}

/** @param outer enclosing input types; a recursive type is not described again */
function schemaOfType(type: GraphQLInputType, outer: readonly string[]): JsonSchema {
  if (isNonNullType(type)) return schemaOfType(type.ofType, outer);
  if (isListType(type)) return { type: 'array', items: schemaOfType(type.ofType, outer) };
  const { name, description } = getNamedType(type);
  // GraphQL's own descriptions of its scalars do not help to fill in an argument.
  const described = description && !isSpecifiedScalarName(name) ? { description } : {};
  if (isEnumType(type))
    return { type: 'string', ...described, enum: type.getValues().map((each) => each.name) };
  if (!isInputObjectType(type)) return { ...scalars[name], ...described };
  if (outer.includes(name)) return { type: 'object', ...described };
  const fields = Object.values(type.getFields());
  return {
    type: 'object',
    ...described,
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field, [...outer, name])])),
    required: fields.filter(isRequiredInputField).map((field) => field.name),
    additionalProperties: false,
    ...(type.isOneOf && { minProperties: 1, maxProperties: 1 }),
  };
}

function fieldSchema(
  { type, description, defaultValue }: GraphQLInputField,
  outer: readonly string[],
): object {
  return {
    ...schemaOfType(type, outer),
    ...(description && { description }),
    ...(defaultValue !== undefined && { default: defaultValue }),
  };
}

function isSpecifiedScalarName(name: string): boolean {
  return specifiedScalarTypes.some((type) => type.name === name);
}

/** An agency's scalar has no type here, because its name does not reveal it. */
const scalars: Readonly<Record<string, JsonSchema>> = {
  ID: { type: 'string' },
  String: { type: 'string' },
  Boolean: { type: 'boolean' },
  Float: { type: 'number' },
  Int: { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  Date: { type: 'string', format: 'date' },
  DateTime: { type: 'string', format: 'date-time' },
};
