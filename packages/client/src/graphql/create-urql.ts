import { Client, fetchExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import type { Settings } from '../options.ts';
import { sha256, writtenHash } from './hash.ts';

/**
 * Creates the urql client of a session, which sends by POST alone: in the address of a GET, variables would
 * end up in logs. It caches nothing, since what a citizen may read can change with the next request.
 *
 * @param givenText the text that a document was made from, where it was given as text
 */
export function createUrql(
  { gateway, operations }: Pick<Settings, 'gateway' | 'operations'>,
  send: typeof fetch,
  givenText: (document: object) => string | undefined,
): Client {
  const isHashOnly = operations === 'hash-only';
  const hashed = persistedExchange({
    preferGetForPersistedQueries: false,
    enableForMutation: true,
    enforcePersistedQueries: isHashOnly,
    // Without a text, the hash must be that of the text as approved; else of the text that urql prints.
    generateHash: async (printed, document) =>
      isHashOnly ? (writtenHash(document) ?? sha256(givenText(document) ?? printed)) : sha256(printed),
  });
  return new Client({
    url: gateway,
    fetch: send,
    preferGetMethod: false,
    requestPolicy: 'network-only',
    exchanges: operations === 'text' ? [fetchExchange] : [hashed, fetchExchange],
  });
}
