import type { CombinedError, OperationResult } from '@urql/core';
import { type GraphQLErrorLike, readRefusal } from '../refusals/read-refusal.ts';
import type { Refusal } from '../refusals/refusal.ts';

/** The answer to an operation: the data, and the reason for each missing part. */
export interface Result<Data> {
  /** `null` if the whole operation is refused. A refused field within it is `null`. */
  readonly data: Data | null;
  /** Empty if nothing is missing. */
  readonly refusals: readonly Refusal[];
}

/** @throws the network error if there is no connection, or the answer is not GraphQL */
export function resultOf<Data>({ data, error }: Pick<OperationResult<Data>, 'data' | 'error'>): Result<Data> {
  return { data: data ?? null, refusals: error === undefined ? [] : refusalsOf(error) };
}

/**
 * Returns the refusals in an error of `session.urql`.
 *
 * @throws the network error if no gateway answered
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
