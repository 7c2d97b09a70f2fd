import { refuseOversizedDocument } from '@civic-graph/limits';
import { LRUCache } from 'lru-cache';

/**
 * Of one call, before anything works on its document. A gateway's fetch has each fragment written out, and
 * keys beside what its client asked for: it may be larger than what a gateway takes, by far, and is no danger
 * yet.
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

/** A gateway asks for the same again and again. */
const keptCharacters = 2_000_000;

/**
 * Refuses documents that would take long to validate or to execute, whoever has signed them. Each is measured
 * once, in time linear in its length.
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
