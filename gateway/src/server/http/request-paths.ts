import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { describeError, PublicError } from '@civic-graph/errors';
import type { Tracing } from '@civic-graph/service';
import type { Logger } from 'pino';
import type { FastPath } from './fast-path.ts';
import { contractIn, isGraphql } from './graphql-path.ts';
import type { LoadShedder } from './load-shedding.ts';
import { isEventStream, mediaTypeFor } from './media-type.ts';
import { read } from './pipeline.ts';
import { isPreflighted } from './preflighted.ts';
import { isPlainJson } from './refuse-encoded-body.ts';
import { type BodyBounds, isBounded } from './request-body.ts';
import { handOver, RequestState } from './request-state.ts';

export interface RequestPathOptions {
  readonly fastPath: FastPath;
  /** That of a contract; `null` if it is not served. */
  readonly contractFastPath: (contract: string) => FastPath | null;
  readonly bounds: BodyBounds;
  /** Whether the gateway is stopping, so that clients should open their next connection elsewhere. */
  readonly isLeaving: () => boolean;
  readonly loadShedder: LoadShedder;
  /** `null`: no tracing. */
  readonly tracing: Tracing | null;
  readonly observe: (status: number, seconds: number) => void;
  readonly logger: Logger;
}

/**
 * Chooses the path of each request. The slow path is the whole application; the fast path takes only a `GET`,
 * or a bounded body of plain JSON.
 */
export function chooseRequestPath(slowPath: RequestListener, options: RequestPathOptions): RequestListener {
  const { bounds, isLeaving, loadShedder, tracing, observe, logger } = options;

  return (request, response) => {
    // `Connection: close` (RFC 9112, section 9.6), because a request sent on a closing connection is lost.
    if (isLeaving()) response.shouldKeepAlive = false;
    if (isGraphql(request) && loadShedder.isFullFor(request)) return refuseForNow(request, response);
    const state = new RequestState(request);
    if (tracing !== null) traceRequest(tracing, state, response);
    if (!isCandidate(request, bounds)) takeSlowly(state, response);
    else {
      take(state, response).catch((error: unknown) => {
        logger.error({ error: describeError(error) }, 'a request failed');
        response.destroy();
      });
    }
  };

  function takeSlowly(state: RequestState, response: ServerResponse): void {
    const { request } = state;
    // A subscription lasts for hours, and is not load while it waits.
    if (isGraphql(request) && !isEventStream(mediaTypeFor(request.headers.accept))) {
      // Counted once its body has arrived: an unfinished one is not load, and would take the place of others.
      // The body of a GET is not read.
      if (request.method === 'POST' && hasBody(request.headers))
        request.once('end', () => bodyCame(state, response));
      else begin(request, response);
    }
    handOver(state);
    slowPath(request, response);
  }

  /** Other requests have come while the body was being sent. */
  function bodyCame(state: RequestState, response: ServerResponse): void {
    if (loadShedder.isFullFor(state.request)) state.isShed = true;
    else if (!response.closed) begin(state.request, response);
  }

  function begin(request: IncomingMessage, response: ServerResponse): void {
    loadShedder.began(request);
    endWith(response);
  }

  function endWith(response: ServerResponse): void {
    if (response.closed) loadShedder.ended();
    else response.once('close', () => loadShedder.ended());
  }

  async function take(state: RequestState, response: ServerResponse): Promise<void> {
    const { request } = state;
    const start = performance.now();
    const contract = contractIn(request.url);
    const fastPath = contract === null ? options.fastPath : options.contractFastPath(contract);
    if (fastPath === null || !(await fastPath.identify(state))) return takeSlowly(state, response);
    const body = request.method === 'GET' ? null : await read(state, bounds);
    if (body instanceof PublicError) {
      response.shouldKeepAlive = false;
      refuse(response, refusalFor(body));
      return observe(response.statusCode, (performance.now() - start) / 1000);
    }
    state.body = body;
    // Checked again: other requests may have arrived while the body was being sent.
    if (loadShedder.isFullFor(request)) return refuseForNow(request, response);
    loadShedder.began(request);
    let isHandedOver = false;
    try {
      isHandedOver = !(await fastPath.answer(state, body?.toString('utf8') ?? request.url ?? '', response));
    } finally {
      if (!isHandedOver) loadShedder.ended();
    }
    if (!isHandedOver) return observe(response.statusCode, (performance.now() - start) / 1000);
    endWith(response);
    handOver(state);
    slowPath(request, response);
  }

  /** Kept cheap: under overload, refusals are most of the requests. */
  function refuseForNow(request: IncomingMessage, response: ServerResponse): void {
    if (!isBounded(request.headers, bounds.maxBodyBytes)) response.shouldKeepAlive = false;
    request.resume();
    response.setHeader('retry-after', '1');
    refuse(response, overloaded);
    observe(overloaded.status, 0);
  }
}

/** Starts a request's span. Subscriptions are traced per event, because a span of hours is useless. */
function traceRequest(tracing: Tracing, state: RequestState, response: ServerResponse): void {
  const { request } = state;
  if (!isGraphql(request) || isEventStream(mediaTypeFor(request.headers.accept))) return;
  const span = tracing.startSpan('graphql', request.headers.traceparent);
  if (span === undefined) return;
  state.span = span;
  response.once('close', () => {
    const { statusCode } = response;
    span.setAttributes({ 'http.response.status_code': statusCode });
    if (!response.writableFinished) span.end('CLIENT_GONE');
    else span.end(statusCode >= 500 ? String(statusCode) : undefined);
  });
}

interface Refusal {
  readonly status: number;
  readonly text: string;
}

function refusalFor(error: PublicError): Refusal {
  return { status: error.status, text: JSON.stringify({ errors: [error] }) };
}

const overloaded = refusalFor(new PublicError('OVERLOADED'));

function refuse(response: ServerResponse, { status, text }: Refusal): void {
  response
    .writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(text),
      'cache-control': 'no-store',
    })
    .end(text);
}

/** Whether the fast path may answer, judging by the headers. */
function isCandidate(request: IncomingMessage, bounds: BodyBounds): boolean {
  return request.method === 'GET' ? isPlainRead(request) : isPlainPost(request, bounds);
}

/** A chunked body is bounded while it is read. */
function isPlainPost({ method, url, headers }: IncomingMessage, { maxBodyBytes }: BodyBounds): boolean {
  if (method !== 'POST' || !(url === '/graphql' || isContract(url, '')) || !isPlainJson(headers))
    return false;
  const length = headers['content-length'];
  return length === undefined ? hasBody(headers) : Number(length) <= maxBodyBytes;
}

/**
 * Requires a header that other origins cannot send without a preflight, as Apollo Server's CSRF prevention
 * does.
 */
function isPlainRead({ url, headers }: IncomingMessage): boolean {
  if (!(url?.startsWith('/graphql?') || isContract(url, '?')) || hasBody(headers)) return false;
  if (headers['content-type'] !== undefined) return isPlainJson(headers);
  return headers['content-encoding'] === undefined && isPreflighted(headers);
}

/** Whether the URL is the path of a contract, with a query or without. */
function isContract(url: string | undefined, query: '?' | ''): boolean {
  return contractIn(url) !== null && url?.includes('?') === (query === '?');
}

/** Whether a body follows (RFC 9112, section 6.3). */
function hasBody({ 'content-length': length, 'transfer-encoding': coding }: IncomingHttpHeaders): boolean {
  return coding !== undefined || (length !== undefined && length !== '0');
}
