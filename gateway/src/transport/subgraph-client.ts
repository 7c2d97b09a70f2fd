import type { Readable } from 'node:stream';
import { asPublicError, type ErrorCode, PublicError } from '@civic-graph/errors';
import { createRequestSigner, type RequestSigner } from '@civic-graph/tokens';
import { Pool } from 'undici';
import type { CallContext, SubgraphAnswer, SubgraphPort } from '../execution/subgraph-port.ts';
import type { FetchOperation } from '../planning/plan.ts';
import { readAnswer } from './read-answer.ts';
import { readBody } from './read-body.ts';
import { requestBody } from './request-body.ts';

export interface SubgraphEndpoint {
  readonly name: string;
  /** Where its `/graphql` is. */
  readonly url: string;
  /** Shared secret of gateway and subgraph, base64url of at least 32 bytes. */
  readonly secret: string;
}

export interface SubgraphFailure {
  readonly subgraph: string;
  readonly requestId: string;
  readonly code: ErrorCode;
  /** `ECONNREFUSED`, `UND_ERR_SOCKET`, `TypeError` … */
  readonly cause: string;
}

export interface SubgraphClientOptions {
  readonly endpoints: readonly SubgraphEndpoint[];
  /** Connections kept to each subgraph. */
  readonly connections: number;
  /** Bytes of a subgraph's answer; what is larger is refused on the way. */
  readonly maxResponseBytes: number;
  /** Told of each call: `ok` or an error code, and the time in seconds. */
  readonly observe?: (subgraph: string, outcome: 'ok' | ErrorCode, seconds: number) => void;
  /** Told of each call that failed, for the log: names and codes, never a body or a message. */
  readonly report?: (failure: SubgraphFailure) => void;
}

/** The subgraphs over HTTP: pooled, signed, no redirects, nothing of the client's request but what is signed. */
export interface SubgraphClient extends SubgraphPort {
  close(): Promise<void>;
}

interface Peer extends SubgraphEndpoint {
  readonly pool: Pool;
  readonly path: string;
  readonly sign: RequestSigner;
}

export function createSubgraphClient(options: SubgraphClientOptions): SubgraphClient {
  const peers = new Map(options.endpoints.map((endpoint) => [endpoint.name, peer(endpoint)]));

  return {
    async call(operation, variables, context) {
      const to = peers.get(operation.subgraph);
      if (!to) throw new PublicError('SUBGRAPH_UNAVAILABLE');
      const start = performance.now();
      const observe = (outcome: 'ok' | ErrorCode) =>
        options.observe?.(to.name, outcome, (performance.now() - start) / 1000);
      try {
        const answer = await post(to, operation, variables, context);
        observe('ok');
        return answer;
      } catch (error) {
        const failure = publicFailure(error, context.signal);
        observe(failure.code);
        options.report?.({
          subgraph: to.name,
          requestId: context.requestId,
          code: failure.code,
          cause: causeOf(error),
        });
        throw failure;
      }
    },
    close: async () => {
      await Promise.all([...peers.values()].map(({ pool }) => pool.close()));
    },
  };

  function peer(endpoint: SubgraphEndpoint): Peer {
    const { origin, pathname } = new URL(endpoint.url);
    return {
      ...endpoint,
      pool: new Pool(origin, { connections: options.connections }),
      path: pathname,
      sign: createRequestSigner({ secret: endpoint.secret, keyId: endpoint.name }),
    };
  }

  async function post(
    to: Peer,
    operation: FetchOperation,
    variables: Readonly<Record<string, unknown>>,
    { principal, requestId, signal }: CallContext,
  ): Promise<SubgraphAnswer> {
    const body = requestBody(operation, variables);
    const signed = to.sign({ method: 'POST', path: to.path, body, principal, requestId });
    const response = await to.pool.request({
      method: 'POST',
      path: to.path,
      headers: { ...signed, 'content-type': 'application/json', accept: 'application/json' },
      body,
      signal,
    });
    const { statusCode, headers, body: answer } = response;
    if (isRedirect(statusCode) || !isJson(headers['content-type'])) {
      // The body is somebody else's page: not read, not shown.
      discard(answer);
      throw new PublicError(statusCode >= 500 ? 'SUBGRAPH_UNAVAILABLE' : 'SUBGRAPH_RESPONSE_INVALID');
    }
    const text = await readBody(answer, options.maxResponseBytes);
    try {
      return readAnswer(text);
    } catch (error) {
      // A proxy's word for "not there", in JSON.
      throw statusCode >= 500 ? new PublicError('SUBGRAPH_UNAVAILABLE') : error;
    }
  }
}

/** Followed, it would take a signed call to wherever a subgraph points. */
function isRedirect(statusCode: number): boolean {
  return statusCode >= 300 && statusCode < 400;
}

/** Frees the connection. The stream reports its own end as an error, and nobody else listens. */
function discard(body: Readable): void {
  body.on('error', () => undefined).destroy();
}

function isJson(contentType: string | string[] | undefined): boolean {
  return /^application\/(json|graphql-response\+json)\s*(;|$)/i.test(String(contentType ?? ''));
}

/** A reset, a refused connection, half a body: all the same to the client. The cause is reported. */
function publicFailure(error: unknown, signal: AbortSignal): PublicError {
  if (signal.aborted) return new PublicError('SUBGRAPH_TIMEOUT');
  return asPublicError(error) ?? new PublicError('SUBGRAPH_UNAVAILABLE');
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
