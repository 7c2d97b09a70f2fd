import type { CombinedError, OperationResult } from '@urql/core';
import { type GraphQLErrorLike, readRefusal } from '../refusals/read-refusal.ts';
import type { Refusal } from '../refusals/refusal.ts';

/** An answer: what the caller may have, and why the rest is missing. */
export interface Result<Data> {
  /** `null` where the operation as a whole was refused. A refused field in it is `null`. */
  readonly data: Data | null;
  /** Empty where nothing is missing. */
  readonly refusals: readonly Refusal[];
}

/** @throws where no gateway answered: no connection, an answer that is not GraphQL */
export function resultOf<Data>({ data, error }: Pick<OperationResult<Data>, 'data' | 'error'>): Result<Data> {
  return { data: data ?? null, refusals: error === undefined ? [] : refusalsOf(error) };
}

/**
 * The refusals in an error of urql, for those who use `session.urql` and its bindings.
 *
 * @throws the cause where no gateway answered
 */
export function refusalsOf({ graphQLErrors, networkError, response }: CombinedError): readonly Refusal[] {
  if (networkError !== undefined) throw networkError;
  return readRefusals(graphQLErrors, response);
}

export function readRefusals(
  errors: readonly GraphQLErrorLike[],
  response?: Pick<Response, 'headers'>,
): readonly Refusal[] {
  const retryAfter = response?.headers.get('retry-after') ?? null;
  return errors.map((error) => readRefusal(error, retryAfter));
}
