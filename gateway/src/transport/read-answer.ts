import { errorTable, isErrorCode, PublicError } from '@civic-graph/errors';
import { z } from 'zod';
import type { SubgraphAnswer, SubgraphError } from '../execution/subgraph-port.ts';

const envelope = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string().catch(''),
        path: z
          .array(z.union([z.string(), z.number()]))
          .nullish()
          .catch(null),
        extensions: z.record(z.string(), z.unknown()).nullish().catch(null),
      }),
    )
    .nullish(),
});

/** Extensions of a subgraph's error that may reach the client. */
const shown = ['rule', 'missing', 'remedy', 'argument', 'coordinate'] as const;

/** Codes about the call between gateway and subgraph: the client cannot mend these. */
const internal = /^(SIGNATURE_|UNAUTHENTICATED$|GRAPHQL_|BAD_REQUEST$|NOT_READY$)/;

/**
 * Reads the JSON text that a subgraph sent.
 *
 * @throws PublicError SUBGRAPH_RESPONSE_INVALID where it is no GraphQL response (GraphQL October 2021, section 7)
 */
export function readAnswer(text: string): SubgraphAnswer {
  const parsed = envelope.safeParse(parseJson(text));
  if (!parsed.success || (parsed.data.data === undefined && !parsed.data.errors?.length)) {
    throw new PublicError('SUBGRAPH_RESPONSE_INVALID');
  }
  const { data, errors } = parsed.data;
  return { data: data ?? null, errors: (errors ?? []).map(readError) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PublicError('SUBGRAPH_RESPONSE_INVALID');
  }
}

type RawError = NonNullable<z.infer<typeof envelope>['errors']>[number];

/** A message is shown only under a code of our table; any other error is masked: it may carry internals. */
function readError(error: RawError): SubgraphError {
  const path = error.path ?? null;
  const code = error.extensions?.code;
  if (!isErrorCode(code)) return masked('INTERNAL_SERVER_ERROR', path);
  if (internal.test(code)) return masked('SUBGRAPH_UNAVAILABLE', path);
  if (code === 'INTERNAL_SERVER_ERROR') return masked(code, path);
  const extensions: Record<string, unknown> = {};
  for (const key of shown) {
    const value = error.extensions?.[key];
    if (value !== undefined) extensions[key] = value;
  }
  return { code, message: error.message || errorTable[code].meaning, path, extensions };
}

function masked(
  code: 'INTERNAL_SERVER_ERROR' | 'SUBGRAPH_UNAVAILABLE',
  path: SubgraphError['path'],
): SubgraphError {
  return { code, message: errorTable[code].meaning, path, extensions: {} };
}
