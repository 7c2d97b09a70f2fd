import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/**
 * Coordinates whose users a breaking change may break: `Type.field`, or `Type.field(argument:)` where only
 * those who give the argument are affected.
 *
 * @param changed coordinate of the change; `null` where the schema itself has changed
 * @param before schema before the change
 */
export function brokenCoordinates(changed: string | null, before: GraphQLSchema): readonly string[] {
  const { typeName = '', fieldName, argumentName } = partsOf(changed ?? '');
  const type = before.getType(typeName);
  if (isObjectType(type) || isInterfaceType(type)) {
    const fields = type.getFields();
    if (fieldName === undefined) return Object.keys(fields).map((name) => `${typeName}.${name}`);
    const field = fields[fieldName];
    if (field === undefined) return [];
    // An argument that is new, and required, breaks every use of the field.
    const isKnown = field.args.some(({ name }) => name === argumentName);
    return [`${typeName}.${fieldName}${isKnown ? `(${argumentName}:)` : ''}`];
  }
  // Which members and values callers send is not counted, so every use of the argument is one.
  return isInputObjectType(type) || isEnumType(type) ? argumentsThatTake(typeName, before) : [];
}

function partsOf(coordinate: string) {
  const [, typeName, fieldName, argumentName] = /^(\w+)(?:\.(\w+))?(?:\((\w+):\))?/.exec(coordinate) ?? [];
  return { typeName, fieldName, argumentName };
}

function argumentsThatTake(typeName: string, schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) =>
      Object.values<GraphQLField<unknown, unknown>>(type.getFields()).flatMap(({ name: field, args }) =>
        args
          .filter((argument) => takes(argument.type, typeName, new Set()))
          .map((argument) => `${type.name}.${field}(${argument.name}:)`),
      ),
    );
}

function takes(type: GraphQLInputType, typeName: string, seen: Set<string>): boolean {
  const named = getNamedType(type);
  if (named.name === typeName) return true;
  if (!isInputObjectType(named) || seen.has(named.name)) return false;
  seen.add(named.name);
  return Object.values(named.getFields()).some((field) => takes(field.type, typeName, seen));
}
