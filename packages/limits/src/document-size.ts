import { PublicError } from '@civic-graph/errors';
import { parse } from 'graphql';
import { type DefinitionOutline, outlineOf } from './document-outline.ts';
import { countComparisons } from './field-comparisons.ts';
import { type OperationSize, type OperationSizeLimits, refuseLarger } from './operation-size.ts';

/** Limits of a document, independent of the fields that it selects. */
export interface DocumentLimits extends OperationSizeLimits {
  /** Tokens of a document. */
  readonly maxTokens: number;
  /** Brackets of any kind inside each other: selections, lists, objects, types. */
  readonly maxNesting: number;
  /** Operations and fragments, used or not. */
  readonly maxDefinitions: number;
  /** Directives of the whole document. */
  readonly maxDirectives: number;
  /** Pairs of fields that have the same response name at the same place, with every fragment written out. */
  readonly maxComparisons: number;
}

/**
 * Rejects a document before it is parsed if parsing, validating or planning it would exhaust the stack or
 * take long. It reads only the text, because a syntax tree takes two hundred times as much memory.
 *
 * A fragment cycle is rejected too, because comparing fields would recurse through every path of spreads.
 *
 * So is a document that defines types: only after parsing, within the token limit, to distinguish it from a
 * syntax error.
 *
 * @returns the fields of its largest definition, with every fragment written out
 * @throws PublicError OPERATION_LIMIT_EXCEEDED, GRAPHQL_VALIDATION_FAILED
 */
export function refuseOversizedDocument(text: string, limits: DocumentLimits): number {
  const { tokens, directives, nesting, isForeign, definitions } = outlineOf(
    text,
    (so) =>
      so.nesting <= limits.maxNesting &&
      so.definitions.length <= limits.maxDefinitions &&
      so.tokens <= limits.maxTokens,
  );
  refuse(nesting, limits.maxNesting, (limit) => `nests brackets more than ${limit} levels deep`);
  refuse(
    definitions.length,
    limits.maxDefinitions,
    (limit) => `has more than ${limit} operations and fragments`,
  );
  refuse(tokens, limits.maxTokens, (limit) => `has more than ${limit} tokens`);
  refuse(directives, limits.maxDirectives, (limit) => `has more than ${limit} directives`);
  const sizeOf = measuring(definitions, limits);
  let pairs = 0;
  let most = 0;
  for (const definition of definitions) {
    const { fields } = sizeOf(definition);
    pairs += pairsOf(fields);
    most = Math.max(most, fields);
  }
  if (isForeign && isDocument(text, limits)) {
    throw new PublicError(
      'GRAPHQL_VALIDATION_FAILED',
      'A document may contain only operations and fragments.',
    );
  }
  if (pairs > limits.maxComparisons) refuseManyComparisons(text, limits);
  return most;
}

/** Few documents have enough fields to need the exact count. */
function refuseManyComparisons(text: string, limits: DocumentLimits): void {
  const max = limits.maxComparisons;
  const found = countComparisons(text, { max, maxSteps: limits.maxFields * stepsOfField });
  refuse(
    found,
    max,
    (limit) =>
      `has more than ${limit} pairs of fields with the same name at the same place, or too many fields with its fragments written out`,
  );
}

/** Upper bound: as if all fields had the same name at the same place. */
function pairsOf(fields: number): number {
  return (fields * (fields - 1)) / 2;
}

/** A document may contain several operations and nested fragments. */
const stepsOfField = 4;

/** The parser has a better message for a syntax error. */
function isDocument(text: string, { maxTokens }: DocumentLimits): boolean {
  try {
    parse(text, { maxTokens, noLocation: true });
    return true;
  } catch {
    return false;
  }
}

function refuse(found: number, limit: number, what: (limit: number) => string): void {
  if (found <= limit) return;
  throw new PublicError('OPERATION_LIMIT_EXCEEDED', `The document ${what(limit)}.`, {
    extensions: { limit },
  });
}

/**
 * GraphQL October 2021, section 5.5.2.2. Validation checks it too, but other rules exhaust the stack before.
 */
function withinItself(fragment: string): PublicError {
  return new PublicError(
    'GRAPHQL_VALIDATION_FAILED',
    `Cannot spread fragment "${fragment}" within itself, or within fragments that it spreads; remove that spread.`,
  );
}

/** Each definition is measured once; a fragment counts once per spread. */
function measuring(
  definitions: readonly DefinitionOutline[],
  limits: DocumentLimits,
): (definition: DefinitionOutline) => OperationSize {
  const fragments = new Map(definitions.map((definition) => [definition.fragment, definition]));
  const measured = new Map<DefinitionOutline, OperationSize>();
  const begun = new Set<DefinitionOutline>();

  return function sizeOf(definition) {
    const known = measured.get(definition);
    if (known) return known;
    begun.add(definition);
    let { fields, aliases, direct, depth, levels } = definition;
    for (const [name, spreads] of definition.spreads) {
      const fragment = fragments.get(name);
      if (fragment === undefined) continue;
      if (begun.has(fragment) && !measured.has(fragment)) throw withinItself(name);
      const size = sizeOf(fragment);
      fields += spreads.count * size.fields;
      aliases += spreads.count * size.aliases;
      direct += spreads.direct * size.direct;
      depth = Math.max(depth, spreads.depth + size.depth);
      levels = Math.max(levels, spreads.level + size.levels);
    }
    const size = { fields, aliases, direct, depth, levels };
    // Many fields in a fragment may still be few fields of the operation itself.
    refuseLarger(definition.fragment === null ? size : { ...size, direct: 0 }, limits);
    measured.set(definition, size);
    return size;
  };
}
