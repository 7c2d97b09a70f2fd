import { DateResolver, DateTimeResolver } from '@civic-graph/subgraph-kit';
import type { Operation, Plan } from './plan.ts';
import type { Reader, Values } from './upstream.ts';

interface Context {
  readonly loaders: Reader;
}

type Fields = Record<string, unknown>;

/** Replace what the plan cannot say, such as a value that is computed. */
export function createResolvers(plan: Plan): Record<string, unknown> {
  const resolvers: Record<string, Fields> = {};
  for (const { name, fields, key } of plan.types) {
    const own: Fields = Object.fromEntries(
      fields.map(({ name: field, property }) => [field, (parent: unknown) => valueOf(parent, property)]),
    );
    const operation = plan.operations.find(({ on, field }) => on === 'Query' && field === key?.operation);
    if (key !== null && operation !== undefined) {
      own.__resolveReference = (reference: Values, { loaders }: Context) =>
        loaders.read(operation, { [key.argument]: reference[key.field] }, null);
    }
    resolvers[name] = own;
  }
  for (const operation of plan.operations) {
    resolvers[operation.on] ??= operation.on === 'Citizen' ? ofCitizen() : {};
    const fields = resolvers[operation.on];
    if (fields !== undefined) fields[operation.field] = resolverOf(operation);
  }
  for (const { name, values } of plan.enums) {
    resolvers[name] = Object.fromEntries(values.map((each) => [each.name, each.value]));
  }
  return { ...resolvers, ...Object.fromEntries(plan.scalars.map((name) => [name, scalars[name]])) };
}

const scalars = { Date: DateResolver, DateTime: DateTimeResolver };

function resolverOf(operation: Operation) {
  return (parent: unknown, args: Values, { loaders }: Context) => {
    const citizen = operation.on === 'Citizen' ? String(valueOf(parent, 'uin')) : null;
    return loaders.read(operation, args, citizen);
  };
}

/** Every citizen exists here, some without records. */
function ofCitizen(): Fields {
  return { __resolveReference: ({ uin }: { readonly uin: string }) => ({ uin }) };
}

/** An own property: the answer comes from outside, and every object inherits `constructor`. */
function valueOf(parent: unknown, property: string): unknown {
  if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, property)) return null;
  return (parent as Record<string, unknown>)[property] ?? null;
}
