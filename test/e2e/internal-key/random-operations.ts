import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** Numbers from 0 to 1, the same for the same seed. */
export type Random = () => number;

/**
 * Generates an operation that is valid for the schema, or almost: a few have an argument of the wrong type,
 * an unknown field or a truncated end. Fields about persons are more frequent.
 *
 * @param known values that arguments may take, by the argument's name
 */
export function randomOperation(
  schema: GraphQLSchema,
  random: Random,
  known: Readonly<Record<string, readonly string[]>>,
): string {
  const isMutation = random() < 0.1;
  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  if (!root) throw new Error('the schema has no such root');
  const { me, ...others } = root.getFields();
  const first = me && random() < 0.6 ? me : pick(Object.values(others));
  const roots = random() < 0.3 ? [first, pick(Object.values(others))] : [first];
  const text = `${isMutation ? 'mutation' : 'query'} { ${roots.map((field, at) => `r${at}: ${written(field, 4)}`).join(' ')} }`;
  return random() < 0.01 ? text.slice(0, -3) : text;

  function written(field: GraphQLField<unknown, unknown>, depth: number): string | null {
    const args = field.args.filter((arg) => isRequiredArgument(arg) || random() < 0.2).map(argument);
    const head = args.length > 0 ? `${field.name}(${args.join(', ')})` : field.name;
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return random() < 0.003 ? `${head}x` : head;
    const members = isAbstractType(type) ? schema.getPossibleTypes(type) : [type as GraphQLObjectType];
    const below = isAbstractType(type)
      ? members.map((member) => `... on ${member.name} { ${selections(member, depth)} }`)
      : [selections(members[0]!, depth)];
    if (isInterfaceType(type) && random() < 0.5) below.push(pick(Object.keys(type.getFields())));
    return `${head} { __typename ${below.join(' ')} }`;
  }

  function selections(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields()).filter(
      (field) => depth > 1 || !isCompositeType(getNamedType(field.type)),
    );
    if (fields.length === 0) return '__typename';
    const share = Math.min(1, (depth > 2 ? 3 : 5) / fields.length);
    const chosen = fields.filter(() => random() < share);
    // Under aliases, because two types may use one name for different things.
    return (chosen.length > 0 ? chosen : [pick(fields)])
      .map((field) => `${type.name}_${field.name}: ${written(field, depth - 1)}`)
      .join(' ');
  }

  function argument({ name, type }: GraphQLArgument): string {
    return `${name}: ${random() < 0.005 ? '[{ wrong: 1 }]' : value(name, type)}`;
  }

  function value(name: string, type: GraphQLInputType): string {
    if (isNonNullType(type)) return value(name, type.ofType);
    if (isListType(type)) return `[${value(name, type.ofType)}]`;
    if (isEnumType(type)) return pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields());
      return `{ ${fields.map((field) => `${field.name}: ${value(field.name, field.type)}`).join(', ')} }`;
    }
    const values = known[name];
    if (values && random() < 0.9) return JSON.stringify(pick(values));
    if (isObjectType(type)) return '{}';
    const samples: Readonly<Record<string, string>> = {
      Int: String(pick([1, 3, 18, 60, -1, 101])),
      Float: String(pick([30.25, 120.15, -91])),
      Boolean: String(random() < 0.5),
      Date: '"2026-06-01"',
      DateTime: '"2026-06-01T00:00:00Z"',
      MinorUnits: '"100"',
    };
    return samples[type.name] ?? JSON.stringify(pick(['1', 'x', '330100', 'HZ:wulin', '..', "' or 1=1 --"]));
  }

  function pick<Value>(values: readonly Value[]): Value {
    return values[Math.floor(random() * values.length)]!;
  }
}
