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
import { forNobody } from './current-call.ts';

/** Errors of one answer; the gateway shows no more of them. */
export const maxErrors = 200;

/** Fields that failed, of a call that runs. */
const failures = new WeakMap<object, number>();

/**
 * Bounds the work for one answer, where it could go on without anybody's gain.
 *
 * - When the gateway has hung up, no further resolver runs.
 * - After so many failed fields, further ones are null without an error of their own; `boundErrors` tells
 *   that there were more. graphql-js makes two errors with two stacks of each failure: 20,000 bad cursors in
 *   one operation took seconds.
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
      throw forNobody();
    }
    try {
      const value: unknown = resolve(parent, args, context, info);
      if (value instanceof Promise) return value.catch((error) => failed(error, context, mayBeNull));
      // `_entities` is a list of promises, each of which may fail by itself.
      if (!mayItemsBeNull || !Array.isArray(value)) return value;
      return value.map((item: unknown) =>
        item instanceof Promise ? item.catch((error) => failed(error, context, true)) : item,
      );
    } catch (error) {
      return failed(error, context, mayBeNull);
    }
  };
}

/** @throws what it is given, while there is room for it, or where nothing can stand in its place */
function failed(error: unknown, context: SubgraphContext, mayBeNull: boolean): null {
  const before = failures.get(context) ?? 0;
  failures.set(context, before + 1);
  if (mayBeNull && before >= maxErrors) return null;
  throw error;
}

/** Keeps the first of the errors, in place, and says how many were left out. */
export function boundErrors(errors: GraphQLError[], context: object): void {
  const all = Math.max(errors.length, failures.get(context) ?? 0);
  if (all <= maxErrors) return;
  errors.length = Math.min(errors.length, maxErrors);
  errors.push(new PublicError('ERRORS_TRUNCATED', `${all - errors.length} more errors are left out.`));
}
