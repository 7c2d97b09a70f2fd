import { PublicError } from '@civic-graph/errors';
import {
  defaultFieldResolver,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { SubgraphContext } from '../context.ts';
import { callAborted } from './current-call.ts';

/** Maximum errors of a response; the gateway forwards no more. */
export const maxErrors = 200;

/** Number of failed fields of a running call. */
const failures = new WeakMap<object, number>();

/**
 * Bounds the work for one response.
 *
 * - After the gateway disconnects, no further resolver runs.
 * - After the maximum of failed fields, further ones are null without an error; `boundErrors` reports the
 * number. graphql-js makes two errors with stacks per failure: 20,000 bad cursors took seconds.
 */
export function boundResolvers(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve } = field;
      if (resolve === undefined || resolve === defaultFieldResolver) continue;
      field.resolve = bounded(resolve, field.type);
    }
  }
}

type Resolver = GraphQLFieldResolver<unknown, SubgraphContext>;

function bounded(resolve: Resolver, type: GraphQLOutputType): Resolver {
  const mayBeNull = !isNonNullType(type);
  const list = getNullableType(type);
  const mayItemsBeNull = isListType(list) && !isNonNullType(list.ofType);
  return (parent, args, context, info) => {
    if (context.signal.aborted) {
      if (mayBeNull) return null;
      throw callAborted();
    }
    try {
      const value: unknown = resolve(parent, args, context, info);
      if (value instanceof Promise) return value.catch((error) => failed(error, context, mayBeNull));
      // `_entities` is a list of promises, each of which may fail.
      if (!mayItemsBeNull || !Array.isArray(value)) return value;
      return value.map((item: unknown) =>
        item instanceof Promise ? item.catch((error) => failed(error, context, true)) : item,
      );
    } catch (error) {
      return failed(error, context, mayBeNull);
    }
  };
}

/** @throws its argument, up to the limit or if the field is non-null */
function failed(error: unknown, context: SubgraphContext, mayBeNull: boolean): null {
  const before = failures.get(context) ?? 0;
  failures.set(context, before + 1);
  if (mayBeNull && before >= maxErrors) return null;
  throw error;
}

/** Keeps the first errors in order, and reports how many were omitted. */
export function boundErrors(errors: GraphQLError[], context: object): void {
  const all = Math.max(errors.length, failures.get(context) ?? 0);
  if (all <= maxErrors) return;
  errors.length = Math.min(errors.length, maxErrors);
  errors.push(new PublicError('ERRORS_TRUNCATED', `${all - errors.length} more errors are omitted.`));
}
