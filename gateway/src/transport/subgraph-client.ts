import { asPublicError, type ErrorCode, PublicError } from '@civic-graph/errors';
import { createRequestSigner, type RequestSigner } from '@civic-graph/tokens';
import type { CallEnd, SubgraphAnswer, SubgraphPort } from '../execution/subgraph-port.ts';
import { endpointAddress } from './endpoint-address.ts';
import type { HttpClient } from './http-client.ts';
import { createLeanHttpClient } from './lean-http-client.ts';
import { Peers } from './peers.ts';
import { readAnswer } from './read-answer.ts';
import { requestBody } from './request-body.ts';
import { type Sharing, shareReads } from './shared-reads.ts';
import type { SubgraphCall } from './subgraph-call.ts';
import { createUndiciHttpClient } from './undici-http-client.ts';

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
  /** Whom to call until `reach` says otherwise. */
  readonly endpoints?: readonly SubgraphEndpoint[];
  readonly client: HttpClientKind;
  /** Connections kept to each subgraph. */
  readonly connections: number;
  /** Bytes of a subgraph's answer; what is larger is refused on the way. */
  readonly maxResponseBytes: number;
  /** Longest that a request lasts, so that one to a subgraph that was removed meanwhile is still made. */
  readonly graceMs?: number;
  /** Told of each call: `ok` or an error code, and the time in seconds. */
  readonly observe?: (subgraph: string, outcome: 'ok' | ErrorCode, seconds: number) => void;
  /** Told of each call that failed, for the log: names and codes, never a body or a message. */
  readonly report?: (failure: SubgraphFailure) => void;
  /** Told of each caller who gets the answer to a call that another one made. */
  readonly onShared?: (sharing: Sharing) => void;
}

/** The subgraphs over HTTP: pooled, signed, no redirects, nothing of the client's request but what is signed. */
export interface SubgraphClient extends SubgraphPort {
  /** Whom to call from now on. */
  reach(endpoints: readonly SubgraphEndpoint[]): void;
  close(): Promise<void>;
}

/** Which HTTP client carries the calls. `lean` is for HTTP and unix sockets; an https endpoint is called by undici. */
export type HttpClientKind = 'lean' | 'undici';

interface Peer {
  readonly name: string;
  readonly path: string;
  readonly http: HttpClient;
  readonly sign: RequestSigner;
  readonly close: () => Promise<void>;
}

/** Calls that wait for one of the connections to a subgraph: more than a deadline's worth is of no use. */
const maxWaiting = 1_000;
const connectTimeoutMs = 1_000;

export function createSubgraphClient(options: SubgraphClientOptions): SubgraphClient {
  const close = (peer: Peer) => peer.close();
  const { endpoints = [], graceMs = 2_000 } = options;
  const peers = new Peers<Peer>({ create: peer, retire: close, end: close, graceMs });
  peers.reach(endpoints);

  const send = shareReads(ask, { onShared: options.onShared });

  return {
    call: (operation, variables, context) =>
      send({ operation, body: requestBody(operation, variables), context }),
    reach: (endpoints) => peers.reach(endpoints),
    close: () => peers.close(),
  };

  async function ask(call: SubgraphCall): Promise<SubgraphAnswer> {
    const { signal, requestId } = call.context;
    const to = peers.get(call.operation.subgraph);
    if (!to) throw new PublicError('SUBGRAPH_UNAVAILABLE');
    const start = performance.now();
    const observe = (outcome: 'ok' | ErrorCode) =>
      options.observe?.(to.name, outcome, (performance.now() - start) / 1000);
    try {
      const answer = await post(to, call);
      observe('ok');
      return answer;
    } catch (error) {
      const failure = publicFailure(error, signal);
      observe(failure.code);
      options.report?.({ subgraph: to.name, requestId, code: failure.code, cause: causeOf(error) });
      throw failure;
    }
  }

  function peer({ name, url, secret }: SubgraphEndpoint): Peer {
    const address = endpointAddress(url);
    const create =
      options.client === 'undici' || address.target.kind === 'tls'
        ? createUndiciHttpClient
        : createLeanHttpClient;
    const { connections, maxResponseBytes } = options;
    const http = create({
      address,
      connections,
      maxWaiting,
      maxResponseBytes,
      connectTimeoutMs,
      isWanted,
    });
    let closing: Promise<void> | undefined;
    return {
      name,
      path: address.path,
      http,
      sign: createRequestSigner({ secret, keyId: name }),
      close() {
        closing ??= http.close();
        return closing;
      },
    };
  }
}

async function post(
  { http, path, sign }: Peer,
  { operation, body, context }: SubgraphCall,
): Promise<SubgraphAnswer> {
  const { principal, requestId, signal } = context;
  const signed = sign({ method: 'POST', path, body, principal, requestId });
  const isRepeatable = operation.type === 'query';
  const { status, contentType, text } = await http.post({ headers: signed, body, isRepeatable, signal });
  if (!isWanted(status, contentType)) {
    throw new PublicError(status >= 500 ? 'SUBGRAPH_UNAVAILABLE' : 'SUBGRAPH_RESPONSE_INVALID');
  }
  try {
    return readAnswer(text);
  } catch (error) {
    // A proxy's word for "not there", in JSON.
    throw status >= 500 ? new PublicError('SUBGRAPH_UNAVAILABLE') : error;
  }
}

/** Anything else is somebody else's page: its body is not read, and not shown. */
function isWanted(status: number, contentType: string): boolean {
  return !isRedirect(status) && isJson(contentType);
}

/** Followed, it would take a signed call to wherever a subgraph points. */
function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

function isJson(contentType: string): boolean {
  return /^application\/(json|graphql-response\+json)\s*(;|$)/i.test(contentType);
}

/** A reset, a refused connection, half a body: all the same to the client. The cause is reported. */
function publicFailure(error: unknown, signal: CallEnd): PublicError {
  if (signal.aborted) return new PublicError('SUBGRAPH_TIMEOUT');
  return asPublicError(error) ?? new PublicError('SUBGRAPH_UNAVAILABLE');
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
