import { errorTable, isErrorCode, PublicError } from '@civic-graph/errors';
import { z } from 'zod';
import { isObject } from '../../lib/json/own-property.ts';
import type { SubgraphAnswer, SubgraphError } from '../subgraph-port.ts';
import { isDeeperThan } from './json-depth.ts';
import { excessOf } from './json-text-bounds.ts';

/** Maximum number of errors read from a response, so that one broken agency cannot keep the gateway busy. */
const maxErrors = 1_000;

/** Replaces a malformed error. */
const unreadable = { message: '', path: null, extensions: null };

/** Each part is valid or dropped: a malformed error must not cost the data. */
const rawError = z
  .object({
    message: z.string().catch(''),
    path: z
      .array(z.union([z.string(), z.number()]))
      .nullish()
      .catch(null),
    extensions: z.record(z.string(), z.unknown()).nullish().catch(null),
  })
  .catch(() => unreadable);

const envelope = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(z.unknown())
    .transform((errors) => errors.slice(0, maxErrors))
    .pipe(z.array(rawError))
    .nullish(),
});

const word = z.string().max(500).optional().catch(undefined);

/** A subgraph with a longer delay has mistaken the unit. */
const maxRetryAfterSeconds = 86_400;

/** Extensions of a subgraph's error that may reach the client, each validated or dropped. */
const shown = z.object({
  rule: word,
  missing: z
    .array(z.array(z.string().max(500)).max(20))
    .max(20)
    .optional()
    .catch(undefined),
  remedy: word,
  argument: word,
  coordinate: word,
  retryAfter: z.number().int().min(1).max(maxRetryAfterSeconds).optional().catch(undefined),
  /** Message for a mutation whose outcome is unknown. */
  outcome: z.literal('UNKNOWN').optional().catch(undefined),
  retryAfterSeconds: z.number().int().min(1).max(maxRetryAfterSeconds).optional().catch(undefined),
});

/** Far above what a query can request, and far below what exhausts a stack. */
const maxDepth = 1_000;

/**
 * The largest answer (`maxAnswerValues`) with a key and a type name beside each value or two; anything larger
 * contains unrequested data or needs pages.
 */
const maxValues = 500_000;

/** Codes about the call between gateway and subgraph, which the client cannot fix. */
const internal = /^(SIGNATURE_|UNAUTHENTICATED$|GRAPHQL_|BAD_REQUEST$|NOT_READY$)/;

/**
 * Parses a subgraph's JSON response.
 * @throws PublicError SUBGRAPH_RESPONSE_INVALID if it is no GraphQL response (GraphQL October 2021, section
 *   7); SUBGRAPH_RESPONSE_TOO_LARGE if it contains too many values
 */
export function readAnswer(text: string): SubgraphAnswer {
  const value = parseJson(text);
  return goodAnswer(value) ?? readWithErrors(value);
}

/** The usual case, data without errors, is used as parsed; readers check the fields. */
function goodAnswer(value: unknown): SubgraphAnswer | undefined {
  if (!isObject(value)) return undefined;
  const { data, errors } = value;
  const isWithoutErrors =
    errors === undefined || errors === null || (Array.isArray(errors) && errors.length === 0);
  return isWithoutErrors && isObject(data) ? { data, errors: [] } : undefined;
}

function readWithErrors(value: unknown): SubgraphAnswer {
  const parsed = envelope.safeParse(value);
  if (!parsed.success || (!parsed.data.data && !parsed.data.errors?.some((error) => error !== unreadable))) {
    throw new PublicError('SUBGRAPH_RESPONSE_INVALID');
  }
  const { data, errors } = parsed.data;
  return { data: data ?? null, errors: (errors ?? []).map(readError) };
}

function parseJson(text: string): unknown {
  const excess = excessOf(text, { maxDepth, maxValues });
  if (excess === 'levels') throw new PublicError('SUBGRAPH_RESPONSE_INVALID');
  if (excess === 'values') throw new PublicError('SUBGRAPH_RESPONSE_TOO_LARGE');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new PublicError('SUBGRAPH_RESPONSE_INVALID');
  }
  if (isDeeperThan(maxDepth, value)) throw new PublicError('SUBGRAPH_RESPONSE_INVALID');
  return value;
}

/** A message is shown only under a code of our table; others may contain internals and are masked. */
function readError(error: z.infer<typeof rawError>): SubgraphError {
  const path = error.path ?? null;
  const code = error.extensions?.code;
  if (!isErrorCode(code)) return masked('INTERNAL_SERVER_ERROR', path);
  if (internal.test(code)) return masked('SUBGRAPH_UNAVAILABLE', path);
  if (code === 'INTERNAL_SERVER_ERROR') return masked(code, path);
  const extensions = Object.entries(shown.parse(error.extensions)).filter(([, value]) => value !== undefined);
  return {
    code,
    message: error.message || errorTable[code].meaning,
    path,
    extensions: Object.fromEntries(extensions),
  };
}

function masked(
  code: 'INTERNAL_SERVER_ERROR' | 'SUBGRAPH_UNAVAILABLE',
  path: SubgraphError['path'],
): SubgraphError {
  return { code, message: errorTable[code].meaning, path, extensions: {} };
}
