import { type AnyVariables, type Client, createRequest, type OperationResult } from '@urql/core';
import type { CallOptions, Operation } from './operation.ts';
import { type Result, resultOf } from './result.ts';

/** Returns a function that runs one operation. */
export function createExecutor(urql: Client, givenTexts: WeakMap<object, string>) {
  let calls = 0;

  /** @throws the reason of the aborted signal, or the network error if no gateway answered */
  return async function execute<Data, Variables>(
    kind: 'query' | 'mutation',
    document: Operation<Data, Variables>,
    variables: Variables | undefined,
    { signal }: CallOptions = {},
  ): Promise<Result<Data>> {
    signal?.throwIfAborted();
    const request = createRequest<Data>(document, (variables ?? {}) as AnyVariables);
    if (typeof document === 'string') givenTexts.set(request.query, document);
    // A unique key prevents urql from sharing a response that may predate a mutation.
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
