import {
  type FieldNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  isScalarType,
  Kind,
  print,
  type ValueNode,
} from 'graphql';

/**
 * A field of a type with its arguments in normal form: planners reorder arguments, wrap a single value in a
 * list, and write an ID as a number (GraphQL October 2021, sections 3.5.5 and 3.11).
 */
export function fieldCall(field: FieldNode, typeName: string, schema: GraphQLSchema): string {
  const type = schema.getType(typeName);
  const definition =
    isObjectType(type) || isInterfaceType(type) ? type.getFields()[field.name.value] : undefined;
  const written = (field.arguments ?? []).map(({ name: { value: name }, value }) => {
    const argument = definition?.args.find((candidate) => candidate.name === name);
    return `${name}: ${write(value, argument?.type)}`;
  });
  return `${field.name.value}(${written.sort().join(', ')})`;
}

/** @param given absent within a custom scalar */
function write(value: ValueNode, given: GraphQLInputType | undefined): string {
  const type = given && getNullableType(given);
  if (value.kind === Kind.VARIABLE || value.kind === Kind.NULL) return print(value);
  if (isListType(type)) {
    const items = value.kind === Kind.LIST ? value.values : [value];
    return `[${items.map((item) => write(item, type.ofType)).join(', ')}]`;
  }
  if (value.kind === Kind.LIST) return `[${value.values.map((item) => write(item, undefined)).join(', ')}]`;
  if (value.kind === Kind.OBJECT) {
    const fields = value.fields.map(({ name: { value: name }, value: inner }) => {
      const field = isInputObjectType(type) ? type.getFields()[name] : undefined;
      return `${name}: ${write(inner, field?.type)}`;
    });
    return `{${fields.sort().join(', ')}}`;
  }
  const isNumber = value.kind === Kind.INT || value.kind === Kind.FLOAT;
  if (isScalarType(type) && type.name === 'ID' && isNumber) return JSON.stringify(value.value);
  if (isScalarType(type) && type.name === 'Float' && isNumber) return String(Number(value.value));
  return value.kind === Kind.STRING ? JSON.stringify(value.value) : print(value);
}
