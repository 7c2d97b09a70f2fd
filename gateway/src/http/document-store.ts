import { InMemoryLRUCache, type KeyValueCache } from '@apollo/utils.keyvaluecache';
import type { DocumentNode } from 'graphql';
import { withoutTokens } from '../execution/without-tokens.ts';

/**
 * Documents that Apollo Server has found valid, without their tokens. Bounded by their text: by the length of their JSON,
 * as is the default, thirty megabytes are three hundred in truth.
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
