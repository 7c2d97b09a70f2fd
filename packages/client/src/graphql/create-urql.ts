import { Client, fetchExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import type { Settings } from '../options.ts';
import { hashOf } from './hash.ts';

/**
 * urql, by POST alone: in the address of a GET, variables would end up in logs. It caches nothing, since what a
 * citizen may read can change with the next request.
 */
export function createUrql(
  { gateway, operations }: Pick<Settings, 'gateway' | 'operations'>,
  send: typeof fetch,
): Client {
  const hashed = persistedExchange({
    preferGetForPersistedQueries: false,
    enableForMutation: true,
    enforcePersistedQueries: operations === 'hash-only',
    generateHash: (text, document) => hashOf(text, operations === 'hash-only' ? document : null),
  });
  return new Client({
    url: gateway,
    fetch: send,
    preferGetMethod: false,
    requestPolicy: 'network-only',
    exchanges: operations === 'text' ? [fetchExchange] : [hashed, fetchExchange],
  });
}
