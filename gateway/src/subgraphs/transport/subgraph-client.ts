import { setTimeout as wait } from 'node:timers/promises';
import { asPublicError, type ErrorCode, PublicError } from '@civic-graph/errors';
import { createRequestSigner, type RequestSigner } from '@civic-graph/tokens';
import type { CancellationToken } from '../../lib/cancellation.ts';
import { endpointAddress } from '../http/endpoint-address.ts';
import type { HttpClient } from '../http/http-client.ts';
import { createUndiciHttpClient } from '../http/undici-http-client.ts';
import { createHttp1Client } from '../http1/http1-client.ts';
import type { SubgraphAnswer, SubgraphPort } from '../subgraph-port.ts';
import { type BreakerState, CircuitBreaker } from './circuit-breaker.ts';
import { causeOf } from './failure-cause.ts';
import { readAnswer } from './read-answer.ts';
import { requestBody } from './request-body.ts';
import { RetryBudget } from './retry-budget.ts';
import { mayRetry, RetryableError } from './retry-policy.ts';
import type { SubgraphCall } from './subgraph-call.ts';
import type { SubgraphEndpoint } from './subgraph-endpoint.ts';
import { type Deduplication, dedupRequests } from './subgraph-request-dedup.ts';
import type { SubgraphSettings } from './subgraph-settings.ts';
import { Upstreams } from './upstreams.ts';

export interface SubgraphFailure {
  readonly subgraph: string;
  readonly requestId: string;
  readonly code: ErrorCode;
  /** `ECONNREFUSED`, `UND_ERR_SOCKET`, `TypeError` … */
  readonly cause: string;
}

export interface SubgraphClientOptions {
  /** The endpoints until `setEndpoints` replaces them. */
  readonly endpoints?: readonly SubgraphEndpoint[];
  readonly client: HttpClientKind;
  readonly settings: SubgraphSettings;
  /** Settings of single subgraphs, by name, instead of `settings`. */
  readonly settingsOf?: ReadonlyMap<string, SubgraphSettings>;
  /** Longest duration of a request, so that one to a removed subgraph still completes. */
  readonly graceMs?: number;
  /** Called for each call: `ok` or an error code, and the duration in seconds. */
  readonly observe?: (subgraph: string, outcome: 'ok' | ErrorCode, seconds: number) => void;
  /** Called for each failed call, for the log: names and codes, never a body or a message. */
  readonly report?: (failure: SubgraphFailure) => void;
  /** Called for each caller that joins another's call. */
  readonly onDeduplicated?: (deduplication: Deduplication) => void;
  /** Called for each retry of a query. */
  readonly onRetry?: (subgraph: string) => void;
  /** Called when the circuit breaker opens, probes and closes. */
  readonly onBreaker?: (subgraph: string, state: BreakerState['kind']) => void;
}

/**
 * The subgraphs over HTTP: pooled and signed, without redirects; a call carries nothing of the client's
 * request except what is signed.
 */
export interface SubgraphClient extends SubgraphPort {
  /** Replaces the endpoints. */
  setEndpoints(endpoints: readonly SubgraphEndpoint[]): void;
  close(): Promise<void>;
}

/** The HTTP client of the calls. `lean` is for HTTP and unix sockets; https endpoints use undici. */
export type HttpClientKind = 'lean' | 'undici';

interface Upstream {
  readonly name: string;
  readonly path: string;
  readonly settings: SubgraphSettings;
  readonly http: HttpClient;
  readonly sign: RequestSigner;
  readonly breaker: CircuitBreaker;
  readonly retries: RetryBudget;
  readonly close: () => Promise<void>;
}

export function createSubgraphClient(options: SubgraphClientOptions): SubgraphClient {
  const close = (upstream: Upstream) => upstream.close();
  const { endpoints = [], graceMs = 2_000 } = options;
  const upstreams = new Upstreams<Upstream>({ create: upstream, drain: close, end: close, graceMs });
  upstreams.setEndpoints(endpoints);

  const send = dedupRequests(ask, { onDeduplicated: options.onDeduplicated });

  return {
    call: (operation, variables, context) =>
      send({ operation, body: requestBody(operation, variables), context }),
    setEndpoints: (endpoints) => upstreams.setEndpoints(endpoints),
    close: () => upstreams.close(),
  };

  async function ask(call: SubgraphCall): Promise<SubgraphAnswer> {
    const { signal, requestId } = call.context;
    const to = upstreams.get(call.operation.subgraph);
    if (!to) throw new PublicError('SUBGRAPH_UNAVAILABLE');
    const { name, settings, breaker, retries } = to;
    const start = performance.now();
    const admission = breaker.admit(start);
    if (admission === 'refused') {
      // Not logged: there would be a line for each request.
      options.observe?.(name, 'SUBGRAPH_UNAVAILABLE', 0);
      throw new PublicError('SUBGRAPH_UNAVAILABLE');
    }
    const endsAt = start + settings.deadlineMs;
    try {
      const answer = await post(to, call, endsAt);
      retries.earn();
      const now = performance.now();
      breaker.settle(admission, 'served', now);
      options.observe?.(name, 'ok', (now - start) / 1000);
      return answer;
    } catch (first) {
      const last = mayRetry(to, call, first, endsAt) ? await tryAgain(to, call, endsAt) : asError(first);
      const now = performance.now();
      const seconds = (now - start) / 1000;
      if (!(last instanceof Error)) {
        breaker.settle(admission, 'served', now);
        options.observe?.(name, 'ok', seconds);
        return last;
      }
      const failure = publicFailure(last, signal);
      const isTooSoon = signal.aborted && now - start < settings.breakerPatienceMs;
      breaker.settle(admission, isTooSoon || saysNothing(last) ? 'unknown' : 'failed', now);
      options.observe?.(name, failure.code, seconds);
      options.report?.({ subgraph: name, requestId, code: failure.code, cause: causeOf(last) });
      if (last instanceof RetryableError && last.answer !== null) return last.answer;
      throw failure;
    }
  }

  /** @returns the response, or the reason for none */
  async function tryAgain(to: Upstream, call: SubgraphCall, endsAt: number): Promise<SubgraphAnswer | Error> {
    options.onRetry?.(to.name);
    await wait(to.settings.retryAfterMs);
    return post(to, call, endsAt).catch(asError);
  }

  function upstream(endpoint: SubgraphEndpoint): Upstream {
    const { name, url } = endpoint;
    const address = endpointAddress(url);
    const create =
      options.client === 'undici' || address.target.kind === 'tls'
        ? createUndiciHttpClient
        : createHttp1Client;
    const settings = options.settingsOf?.get(name) ?? options.settings;
    const http = create({ ...settings, address, isWanted });
    let closing: Promise<void> | undefined;
    return {
      name,
      path: address.path,
      settings,
      http,
      sign: createRequestSigner({ ...endpoint, keyId: name }),
      breaker: new CircuitBreaker({ ...settings, onChange: (state) => options.onBreaker?.(name, state) }),
      retries: new RetryBudget(settings.retryPercent),
      close() {
        closing ??= http.close();
        return closing;
      },
    };
  }
}

async function post(
  { http, path, sign }: Upstream,
  { operation, body, context }: SubgraphCall,
  endsAt: number,
): Promise<SubgraphAnswer> {
  const { principal, requestId, signal, span } = context;
  const signed = sign({ method: 'POST', path, body, principal, requestId });
  const headers = span === undefined ? signed : { ...signed, traceparent: span.traceparent };
  const isRepeatable = operation.type === 'query';
  const { status, contentType, text } = await http.post({ headers, body, isRepeatable, signal, endsAt });
  if (status >= 500) return readFailure(status, contentType, text);
  if (!isWanted(status, contentType)) throw new PublicError('SUBGRAPH_RESPONSE_INVALID');
  return readAnswer(text);
}

/** An agency's own error with or without data, or a proxy's status for "unavailable". */
function readFailure(status: number, contentType: string, text: string): SubgraphAnswer {
  let answer: SubgraphAnswer | null = null;
  try {
    if (isJson(contentType)) answer = readAnswer(text);
  } catch {
    // The body is not a GraphQL response.
  }
  // RFC 9110, section 15.6: bad gateway, unavailable, gateway timeout.
  if (status >= 502 && status <= 504) throw new RetryableError(answer);
  if (answer === null) throw new PublicError('SUBGRAPH_UNAVAILABLE');
  return answer;
}

/** Whether the error says nothing about the subgraph's health: the gateway or this one query caused it. */
function saysNothing(error: Error): boolean {
  return ourOwn.has(causeOf(error)) || asPublicError(error)?.code === 'SUBGRAPH_RESPONSE_TOO_LARGE';
}

const ourOwn: ReadonlySet<string> = new Set(['QUEUE_FULL', 'CLIENT_CLOSED']);

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(typeof error);
}

/** Whether the response may be a GraphQL response; any other body is neither read nor shown. */
function isWanted(status: number, contentType: string): boolean {
  return !isRedirect(status) && isJson(contentType);
}

/** A redirect would carry a signed call to any host that a subgraph names. */
function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

function isJson(contentType: string): boolean {
  return /^application\/(json|graphql-response\+json)\s*(;|$)/i.test(contentType);
}

/** A reset, a refused connection and half a body are one error to the client; the cause is logged. */
function publicFailure(error: unknown, signal: CancellationToken): PublicError {
  if (signal.aborted || causeOf(error) === 'TIMEOUT') return new PublicError('SUBGRAPH_TIMEOUT');
  return asPublicError(error) ?? new PublicError('SUBGRAPH_UNAVAILABLE');
}
