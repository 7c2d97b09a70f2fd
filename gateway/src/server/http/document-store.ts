import { InMemoryLRUCache, type KeyValueCache } from '@apollo/utils.keyvaluecache';
import type { DocumentNode } from 'graphql';
import { withoutTokens } from '../../execution/without-tokens.ts';

/**
 * Caches documents that Apollo Server has validated, without their tokens. Bounded by text length, because
 * the default (length of the JSON) counts a tenth of the memory in use.
 */
export function documentStore(maxCharacters: number): KeyValueCache<DocumentNode> {
  const documents = new InMemoryLRUCache<DocumentNode>({
    maxSize: maxCharacters,
    sizeCalculation: ({ loc }) => loc?.end || 1,
  });
  return {
    get: (key) => documents.get(key),
    set: (key, document) => documents.set(key, withoutTokens(document)),
    delete: (key) => documents.delete(key),
  };
}
