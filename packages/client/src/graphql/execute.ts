import { type AnyVariables, type Client, createRequest, type OperationResult } from '@urql/core';
import type { CallOptions, Operation } from './operation.ts';
import { type Result, resultOf } from './result.ts';

/** Runs operations one by one. */
export function createExecutor(urql: Client, givenTexts: WeakMap<object, string>) {
  let calls = 0;

  /** @throws the reason of an aborted signal; or where no gateway answered */
  return async function execute<Data, Variables>(
    kind: 'query' | 'mutation',
    document: Operation<Data, Variables>,
    variables: Variables | undefined,
    { signal }: CallOptions = {},
  ): Promise<Result<Data>> {
    signal?.throwIfAborted();
    const request = createRequest<Data>(document, (variables ?? {}) as AnyVariables);
    if (typeof document === 'string') givenTexts.set(request.query, document);
    // By a key of its own: urql answers equal calls at once by one request, which may be from before a
    // change.
    calls += 1;
    const operation = urql.createRequestOperation<Data>(kind, { ...request, key: calls });
    return resultOf(await firstResult(urql, operation, signal));
  };
}

function firstResult<Data>(
  urql: Client,
  operation: Parameters<Client['executeRequestOperation']>[0],
  signal: AbortSignal | undefined,
): Promise<OperationResult<Data>> {
  return new Promise((resolve, reject) => {
    const source = urql.executeRequestOperation(operation);
    const abort = () => {
      subscription.unsubscribe();
      reject(signal?.reason);
    };
    const subscription = source.subscribe((result) => {
      if (result.stale || result.hasNext) return;
      signal?.removeEventListener('abort', abort);
      resolve(result as OperationResult<Data>);
    });
    signal?.addEventListener('abort', abort, { once: true });
  });
}
