import { refuseOversizedDocument } from '@civic-graph/limits';
import { LRUCache } from 'lru-cache';

/**
 * Limits of one call, checked before parsing. Larger than the gateway's limits, because a gateway writes out
 * fragments and adds keys.
 */
export const documentLimits = {
  maxTokens: 15_000,
  maxNesting: 300,
  maxDefinitions: 300,
  maxDirectives: 2_000,
  maxComparisons: 20_000,
  maxFields: 10_000,
  maxDepth: 60,
  maxLevels: 120,
  maxRootFields: 500,
  maxAliases: 500,
};

/** A gateway repeats the same documents. */
const keptCharacters = 2_000_000;

/**
 * Rejects documents that would take long to validate or execute, even signed ones. Measures each once, in
 * linear time.
 *
 * @returns a function that throws PublicError OPERATION_LIMIT_EXCEEDED
 */
export function createDocumentCheck(): (text: string) => void {
  const passed = new LRUCache<string, true>({
    maxSize: keptCharacters,
    sizeCalculation: (_, { length }) => length + 1,
  });
  return (text) => {
    if (passed.has(text)) return;
    refuseOversizedDocument(text, documentLimits);
    passed.set(text, true);
  };
}
