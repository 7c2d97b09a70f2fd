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
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

/** One field on the path from the root; `on` is the object type to narrow an abstract parent to. */
export interface Step {
  /** As in the answer: on the object type, even if the field is requested on an interface. */
  readonly coordinate: string;
  /** As in the operation. */
  readonly declared: string;
  readonly text: string;
  readonly on: string | null;
}

/** A path from a root to one field, which is the last step. */
export interface FieldPath {
  readonly operation: 'query' | 'mutation' | 'subscription';
  readonly steps: readonly Step[];
  /** Object type chosen for each abstract type on the path. */
  readonly members: ReadonlyMap<string, string>;
  readonly isComposite: boolean;
}

interface Way extends Omit<FieldPath, 'isComposite'> {
  /** Object type of the next fields if the previous step returns an abstract type. */
  readonly narrowTo: string | null;
}

/**
 * For every field of every type that a client can reach: one shortest path through each field that leads to
 * its type.
 */
export function fieldPaths(schema: GraphQLSchema): FieldPath[] {
  const shortest = new Map<string, Way>();
  const waysTo = new Map<string, Way[]>();
  const queue: { readonly type: GraphQLNamedType; readonly way: Way }[] = [];
  const roots = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  };
  for (const operation of ['query', 'mutation', 'subscription'] as const) {
    const root = roots[operation];
    if (root) arrive(root, { operation, steps: [], members: new Map(), narrowTo: null });
  }
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { type, way } = next;
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const result = getNamedType(field.type);
      if (isCompositeType(result)) arrive(result, through(way, type, field));
    }
  }
  return [...waysTo].flatMap(([typeName, ways]) => {
    const type = schema.getType(typeName);
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    return ways.flatMap((way) =>
      Object.values(type.getFields()).map((field) => ({
        ...through(way, type, field),
        isComposite: isCompositeType(getNamedType(field.type)),
      })),
    );
  });

  function arrive(type: GraphQLNamedType, reached: Way): void {
    const [first] = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
    const way = first
      ? { ...reached, members: new Map([...reached.members, [type.name, first.name]]) }
      : reached;
    waysTo.set(type.name, [...(waysTo.get(type.name) ?? []), way]);
    if (!shortest.has(type.name)) {
      shortest.set(type.name, way);
      queue.push({ type, way });
    }
    if (isAbstractType(type)) {
      for (const member of schema.getPossibleTypes(type)) {
        arrive(member, {
          ...way,
          members: new Map([...way.members, [type.name, member.name]]),
          narrowTo: member.name,
        });
      }
      return;
    }
    for (const shared of isObjectType(type) ? type.getInterfaces() : []) {
      const members = new Map([...way.members, [shared.name, type.name]]);
      if (!waysTo.has(shared.name)) waysTo.set(shared.name, [{ ...way, members, narrowTo: shared.name }]);
    }
  }
}

function through(way: Way, type: GraphQLNamedType, field: GraphQLField<unknown, unknown>): Way {
  const values = field.args.filter(isRequiredArgument).map((arg) => `${arg.name}: ${sample(arg.type)}`);
  const text = values.length > 0 ? `${field.name}(${values.join(', ')})` : field.name;
  const step = {
    coordinate: `${way.members.get(type.name) ?? type.name}.${field.name}`,
    declared: `${type.name}.${field.name}`,
    text,
    on: way.narrowTo,
  };
  return { ...way, steps: [...way.steps, step], narrowTo: null };
}

/** A literal that an argument of this type accepts. */
function sample(type: GraphQLInputType): string {
  if (isNonNullType(type)) return sample(type.ofType);
  if (isListType(type)) return `[${sample(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(isRequiredInputField);
    return `{ ${fields.map((field) => `${field.name}: ${sample(field.type)}`).join(', ')} }`;
  }
  return (
    { Int: '1', Float: '1.5', Boolean: 'true', DateTime: '"2026-01-01T00:00:00Z"', Date: '"2026-01-01"' }[
      type.name
    ] ?? '"1"'
  );
}

/**
 * Keeps one path to each field among those on which nobody needs a right, since a decision on any of them is
 * the same. All other paths stay.
 */
export function distinctPaths(
  paths: readonly FieldPath[],
  isPublic: (coordinate: string) => boolean,
): FieldPath[] {
  const seen = new Set<string>();
  return paths.filter(({ steps, operation }) => {
    if (!steps.every(({ coordinate }) => isPublic(coordinate))) return true;
    const { coordinate, declared, on } = steps.at(-1)!;
    const key = `${operation} ${coordinate} ${declared} ${on}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Ways to write one field, which a guard must all cover. */
export const forms = {
  direct: (step: Step, below: string) => `${step.text}${below}`,
  alias: (step: Step, below: string) => `x: ${step.text}${below}`,
  'inline fragment': (step: Step, below: string) => `... on ${typeOf(step)} { ${step.text}${below} }`,
  'named fragment': (step: Step) => `...F_${typeOf(step)}`,
  'sibling fragments under one response key': (step: Step, below: string) =>
    `... on ${typeOf(step)} { x: ${step.text}${below} } ... on ${typeOf(step)} { x: ${step.text}${below} }`,
  'included by a variable': (step: Step, below: string) =>
    `${step.text} @include(if: $on)${below} ... @skip(if: $on) { __typename }`,
} as const;

export type Form = keyof typeof forms;

/** The operation that reads the last field of `path`, written in `form`. */
export function operationFor({ operation, steps, isComposite }: FieldPath, wanted: Form): string {
  // A subscription's field must not depend on a variable (GraphQL, 5.2.4.1).
  const isRoot = operation === 'subscription' && steps.length === 1;
  const form = wanted === 'included by a variable' && isRoot ? 'direct' : wanted;
  const last = steps.at(-1)!;
  const below = isComposite ? ' { __typename }' : '';
  const written = steps.reduceRight((inner, step, position) => {
    const text = position === steps.length - 1 ? forms[form](step, below) : `${step.text} { ${inner} }`;
    return step.on === null ? text : `... on ${step.on} { ${text} }`;
  }, '');
  const fragment =
    form === 'named fragment'
      ? ` fragment F_${typeOf(last)} on ${typeOf(last)} { ${last.text}${below} }`
      : '';
  const variables = form === 'included by a variable' ? ' ($on: Boolean = true)' : '';
  return `${operation}${variables} { ${written} }${fragment}`;
}

function typeOf(step: Step): string {
  return step.declared.slice(0, step.declared.indexOf('.'));
}
