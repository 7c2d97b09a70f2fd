import { asPublicError, PublicError } from '@civic-graph/errors';
import { createRequestSigner, type RequestSigner } from '@civic-graph/tokens';
import { type Dispatcher, errors, Pool } from 'undici';
import type { FetchOperation } from '../../planning/plan.ts';
import { endpointAddress, originOf } from '../http/endpoint-address.ts';
import type { CallContext, SubgraphAnswer, SubgraphEvents } from '../subgraph-port.ts';
import { EventStreamReader } from './event-stream.ts';
import { causeOf } from './failure-cause.ts';
import { readAnswer } from './read-answer.ts';
import { requestBody } from './request-body.ts';
import type { SubgraphFailure } from './subgraph-client.ts';
import type { SubgraphEndpoint } from './subgraph-endpoint.ts';
import { Upstreams } from './upstreams.ts';

export interface SubgraphEventsOptions {
  /** Until the subgraph accepts or refuses the subscription. */
  readonly openTimeoutMs: number;
  /** A subgraph that sends no heartbeat for longer counts as disconnected. */
  readonly maxSilenceMs: number;
  /** Maximum size of one event, and of a response that refuses the subscription. */
  readonly maxEventCharacters: number;
  readonly report?: (failure: SubgraphFailure) => void;
}

export interface SubgraphEventsClient extends SubgraphEvents {
  /** Replaces the endpoints; initially there are none. */
  setEndpoints(endpoints: readonly SubgraphEndpoint[]): void;
  close(): Promise<void>;
}

/**
 * Subscriptions to subgraphs: GraphQL over Server-Sent Events, distinct connections mode, with the same
 * signed `POST` as queries (docs/explanation/adr/0017). They have their own pool, because each holds a
 * connection and must not block queries.
 */
export function createSubgraphEvents(options: SubgraphEventsOptions): SubgraphEventsClient {
  const upstreams = new Upstreams<Upstream>({
    create: (endpoint) => createUpstream(endpoint, options),
    // Running subscriptions continue as long as the subgraph likes.
    drain: ({ pool }) => pool.close(),
    end: ({ pool }) => pool.destroy(),
    graceMs: options.openTimeoutMs,
  });

  return {
    async *subscribe(operation, variables, context, signal) {
      const upstream = upstreams.get(operation.subgraph);
      if (!upstream) throw new PublicError('SUBGRAPH_UNAVAILABLE');
      try {
        yield* answers(
          await open(upstream, operation, variables, context, signal),
          options.maxEventCharacters,
        );
      } catch (error) {
        const failure = publicFailure(error);
        if (!signal.aborted) {
          const { requestId } = context;
          options.report?.({ subgraph: upstream.name, requestId, code: failure.code, cause: causeOf(error) });
        }
        throw failure;
      }
    },
    setEndpoints: (endpoints) => upstreams.setEndpoints(endpoints),
    close: () => upstreams.close(),
  };
}

interface Upstream {
  readonly name: string;
  readonly path: string;
  readonly pool: Pool;
  readonly sign: RequestSigner;
}

const connectTimeoutMs = 1_000;
const mediaTypes = {
  'content-type': 'application/json',
  accept: 'text/event-stream, application/json;q=0.5',
};

function createUpstream(
  endpoint: SubgraphEndpoint,
  { openTimeoutMs, maxSilenceMs }: SubgraphEventsOptions,
): Upstream {
  const { name, url } = endpoint;
  const address = endpointAddress(url);
  const { target, path } = address;
  const pool = new Pool(originOf(address), {
    // The number is bounded where clients subscribe.
    connections: null,
    headersTimeout: openTimeoutMs,
    bodyTimeout: maxSilenceMs,
    connect: {
      timeout: connectTimeoutMs,
      ...(target.kind === 'unix' && { socketPath: target.socketPath }),
    },
  });
  return { name, path, pool, sign: createRequestSigner({ ...endpoint, keyId: name }) };
}

/** undici follows no redirect by default: a signed call reaches only its subgraph. */
function open(
  { pool, path, sign }: Upstream,
  operation: FetchOperation,
  variables: Readonly<Record<string, unknown>>,
  { principal, requestId }: Pick<CallContext, 'principal' | 'requestId'>,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  const body = requestBody(operation, variables);
  const headers = { ...sign({ method: 'POST', path, body, principal, requestId }), ...mediaTypes };
  return pool.request({ method: 'POST', path, headers, body, signal });
}

async function* answers(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  maxEventCharacters: number,
): AsyncGenerator<SubgraphAnswer> {
  const contentType = String(headers['content-type'] ?? '');
  // Ended from this side while nobody reads: there is no reader to notify.
  body.on('error', () => undefined);
  try {
    if (statusCode === 200 && isEventStream(contentType)) yield* events(body, maxEventCharacters);
    else yield await refusal(statusCode, contentType, body, maxEventCharacters);
  } finally {
    // Also without a reader: the connection is closed, so that the subgraph notices.
    body.destroy();
  }
}

/** @throws PublicError SUBGRAPH_UNAVAILABLE if the stream breaks off: only `complete` ends it */
async function* events(
  body: AsyncIterable<Uint8Array>,
  maxEventCharacters: number,
): AsyncGenerator<SubgraphAnswer> {
  const reader = new EventStreamReader(maxEventCharacters);
  for await (const chunk of body) {
    for (const { type, data } of reader.push(chunk)) {
      if (type === 'complete') return;
      if (type === 'next') yield readAnswer(data);
    }
  }
  throw new PublicError('SUBGRAPH_UNAVAILABLE');
}

/** A subgraph that refuses a subscription answers in JSON, as for a query. */
async function refusal(
  status: number,
  contentType: string,
  body: AsyncIterable<Uint8Array>,
  maxCharacters: number,
): Promise<SubgraphAnswer> {
  const unreadable = new PublicError(status >= 500 ? 'SUBGRAPH_UNAVAILABLE' : 'SUBGRAPH_RESPONSE_INVALID');
  if (!/^application\/(json|graphql-response\+json)\s*(;|$)/i.test(contentType)) throw unreadable;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maxCharacters) throw new PublicError('SUBGRAPH_RESPONSE_TOO_LARGE');
    chunks.push(chunk);
  }
  const answer = readAnswer(Buffer.concat(chunks).toString('utf8'));
  // A single response is not an answer to a subscription.
  if (answer.errors.length === 0) throw unreadable;
  return answer;
}

function isEventStream(contentType: string): boolean {
  return /^text\/event-stream\s*(;|$)/i.test(contentType);
}

function publicFailure(error: unknown): PublicError {
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) {
    return new PublicError('SUBGRAPH_TIMEOUT');
  }
  return asPublicError(error) ?? new PublicError('SUBGRAPH_UNAVAILABLE');
}
