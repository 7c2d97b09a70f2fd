import { Client, fetchExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import type { Settings } from '../options.ts';
import { sha256, writtenHash } from './hash.ts';

/**
 * Creates the urql client of a session. It sends POST only, because variables in a URL end up in logs, and
 * caches nothing, because rights may change between requests.
 *
 * @param givenText returns the text from which a document was parsed, if the caller passed a text
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
    // The gateway compares the hash with the approved text, or else with the text that urql prints.
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
