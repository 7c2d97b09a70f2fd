import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** An operation that names an object by one argument and requests all of its fields. */
export interface IdOperation {
  /** Such as `Query.payment(id:)` or `Mutation.withdrawConsent(input.consent:)`. */
  readonly argument: string;
  /** With the variable `$id`, because planning does not depend on its value. */
  readonly query: string;
}

/** Far above what any id leads to in this schema. */
const maxDepth = 5;

/**
 * One operation per argument or input field that accepts an id, at the roots and below `me`. Derived from the
 * schema, so that new ones are included.
 */
export function idOperations(schema: GraphQLSchema): IdOperation[] {
  const operations: IdOperation[] = [];
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  const citizen = schema.getType('Citizen');
  for (const [root, around] of [
    [query, (type: string, text: string) => `query ($id: ${type}!) { ${text} }`],
    [mutation, (type: string, text: string) => `mutation ($id: ${type}!) { ${text} }`],
    [
      isObjectType(citizen) ? citizen : null,
      (type: string, text: string) => `query ($id: ${type}!) { me { ${text} } }`,
    ],
  ] as const) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      for (const { path, type } of slotsOf(field)) {
        operations.push({
          argument: `${root!.name}.${field.name}(${path}:)`,
          query: around(type, called(field, path)),
        });
      }
    }
  }
  return operations;

  function called(field: GraphQLField<unknown, unknown>, slot: string): string {
    const args = field.args
      .filter((arg) => isRequiredArgument(arg) || slot.split('.')[0] === arg.name)
      .map((arg) => `${arg.name}: ${value(arg.type, arg.name, slot)}`);
    return `${field.name}(${[...args, ...pageOf(field)].join(', ')})${everything(getNamedType(field.type), maxDepth)}`;
  }

  function everything(type: GraphQLNamedType, depth: number): string {
    if (!isCompositeType(type)) return '';
    if (isAbstractType(type)) {
      const members = schema.getPossibleTypes(type);
      return ` { __typename ${members.map((member) => `... on ${member.name} ${fieldsOf(member, depth, `${member.name}_`)}`).join(' ')} }`;
    }
    return isObjectType(type) ? ` ${fieldsOf(type, depth, '')}` : '';
  }

  function fieldsOf(type: GraphQLNamedType, depth: number, prefix: string): string {
    if (!isObjectType(type)) return '{ __typename }';
    const fields = Object.values(type.getFields())
      .filter((field) => !field.args.some(isRequiredArgument))
      // They return the same as `nodes`, and would double the cost at each level.
      .filter((field) => field.name !== 'edges' || type.getFields().nodes === undefined)
      // Objects that belong to nobody lead on to half the graph.
      .filter((field) => !isElsewhere(getNamedType(field.type)))
      .filter((field) => depth > 1 || !isCompositeType(getNamedType(field.type)))
      .map(
        (field) =>
          `${prefix && `${prefix}${field.name}: `}${field.name}${pageOf(field).map((page) => `(${page})`)}${everything(getNamedType(field.type), depth - 1)}`,
      );
    return `{ __typename ${fields.join(' ')} }`;
  }
}

/** Small pages, so that no limit rejects the operation; nobody has more items here. */
function pageOf(field: GraphQLField<unknown, unknown>): string[] {
  return field.args.some(({ name }) => name === 'first') ? ['first: 5'] : [];
}

const publicTypes =
  /^(Agency|Region|Route|Stop|Station|Pattern|Trip|PartnerApp|Dataflow|DataScope|RevenueCode|Purpose)$/;

function isElsewhere(type: GraphQLNamedType): boolean {
  return publicTypes.test(type.name);
}

interface Slot {
  readonly path: string;
  readonly type: 'ID' | 'String';
}

/** Arguments and input fields that accept an id or a text. */
function slotsOf(field: GraphQLField<unknown, unknown>): Slot[] {
  return field.args.flatMap((arg) => slotsIn(arg.type, arg.name));
}

function slotsIn(type: GraphQLInputType, path: string): Slot[] {
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    return Object.values(named.getFields()).flatMap((field) => slotsIn(field.type, `${path}.${field.name}`));
  }
  return named.name === 'ID' || named.name === 'String' ? [{ path, type: named.name }] : [];
}

/** The id at `path`, and acceptable values elsewhere. */
function value(type: GraphQLInputType, path: string, slot: string): string {
  if (isNonNullType(type)) return value(type.ofType, path, slot);
  if (isListType(type)) return `[${value(type.ofType, path, slot)}]`;
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields())
      .filter((field) => isNonNullType(field.type) || `${slot}.`.startsWith(`${path}.${field.name}.`))
      .map((field) => `${field.name}: ${value(field.type, `${path}.${field.name}`, slot)}`);
    return `{ ${fields.join(', ')} }`;
  }
  if (path === slot) return '$id';
  const samples: Readonly<Record<string, string>> = {
    Int: '1',
    Float: '1.5',
    Boolean: 'true',
    Date: '"2026-06-01"',
    DateTime: '"2026-06-01T00:00:00Z"',
    MinorUnits: '"100"',
  };
  // Idempotency keys are long enough to be accepted.
  return samples[type.name] ?? '"identity:basic-0000-0000"';
}
