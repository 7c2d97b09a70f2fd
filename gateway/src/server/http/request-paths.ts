import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { describeError, PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import type { TraceSpan, Tracing } from '@civic-graph/service';
import type { Logger } from 'pino';
import type { FastPath } from './fast-path.ts';
import type { LoadShedder } from './load-shedding.ts';
import { isEventStream, mediaTypeFor } from './media-type.ts';
import { isPlainJson } from './refuse-encoded-body.ts';
import { type BodyBounds, isBounded, readBody } from './request-body.ts';

export interface RequestPathOptions {
  readonly fastPath: FastPath;
  readonly bounds: BodyBounds;
  /** Whether callers are to go elsewhere for their next request. */
  readonly isLeaving: () => boolean;
  readonly loadShedder: LoadShedder;
  /** `null`: nothing is traced. */
  readonly tracing: Tracing | null;
  readonly observe: (status: number, seconds: number) => void;
  readonly logger: Logger;
}

/** Of requests that are traced. */
const spans = new WeakMap<IncomingMessage, TraceSpan>();

/** Of the application's lane, whose body came when there was too much to do. */
const turnedAway = new WeakSet<IncomingMessage>();

/**
 * What was taken from requests before it was clear that they belong to the other lane: neither is had twice.
 */
const handedOver = new WeakMap<IncomingMessage, { readonly body: Buffer; readonly principal: Principal }>();

/**
 * Chooses the lane of each request. The other lane is the whole application, with every check of its own;
 * this one only takes what has a body of bounded length in plain JSON.
 */
export function chooseRequestPath(slowPath: RequestListener, options: RequestPathOptions): RequestListener {
  const { fastPath, bounds, isLeaving, loadShedder, tracing, observe, logger } = options;

  return (request, response) => {
    // `Connection: close` (RFC 9112, section 9.6): a request that is sent into a closing connection is lost.
    if (isLeaving()) response.shouldKeepAlive = false;
    if (isGraphql(request) && loadShedder.isFullFor(request)) return refuseForNow(request, response);
    if (tracing !== null) traceRequest(tracing, request, response);
    if (!isCandidate(request, bounds)) takeSlowly(request, response);
    else {
      take(request, response).catch((error: unknown) => {
        logger.error({ error: describeError(error) }, 'a request failed');
        response.destroy();
      });
    }
  };

  function takeSlowly(request: IncomingMessage, response: ServerResponse): void {
    // A subscription is under way for hours, and is no work while it waits.
    if (isGraphql(request) && !isEventStream(mediaTypeFor(request.headers.accept))) {
      // Not before its body is there: one that never ends is no work, and would take the place of others.
      // That of a GET is not read.
      if (request.method === 'POST' && hasBody(request.headers))
        request.once('end', () => bodyCame(request, response));
      else begin(request, response);
    }
    slowPath(request, response);
  }

  /** Others have come since it began to be sent. */
  function bodyCame(request: IncomingMessage, response: ServerResponse): void {
    if (loadShedder.isFullFor(request)) turnedAway.add(request);
    else if (!response.closed) begin(request, response);
  }

  function begin(request: IncomingMessage, response: ServerResponse): void {
    loadShedder.began(request);
    endWith(response);
  }

  function endWith(response: ServerResponse): void {
    if (response.closed) loadShedder.ended();
    else response.once('close', () => loadShedder.ended());
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const start = performance.now();
    const caller = await fastPath.identify(request);
    if (caller === null) return takeSlowly(request, response);
    const body = await readBody(request, bounds);
    if (body instanceof PublicError) {
      response.shouldKeepAlive = false;
      refuse(response, refusalFor(body));
      return observe(response.statusCode, (performance.now() - start) / 1000);
    }
    // Others have come since it began to be sent.
    if (loadShedder.isFullFor(request)) return refuseForNow(request, response);
    loadShedder.began(request);
    let isHandedOver = false;
    try {
      isHandedOver = !(await fastPath.answer(caller, body.toString('utf8'), response, spanOf(request)));
    } finally {
      if (!isHandedOver) loadShedder.ended();
    }
    if (!isHandedOver) return observe(response.statusCode, (performance.now() - start) / 1000);
    handedOver.set(request, { body, principal: caller.principal });
    endWith(response);
    slowPath(request, response);
  }

  /** For whoever is turned away there must be next to nothing to do. */
  function refuseForNow(request: IncomingMessage, response: ServerResponse): void {
    if (!isBounded(request.headers, bounds.maxBodyBytes)) response.shouldKeepAlive = false;
    request.resume();
    response.setHeader('retry-after', '1');
    refuse(response, overloaded);
    observe(overloaded.status, 0);
  }
}

/** An answer in events is traced event by event: what is under way for hours tells nothing as a whole. */
function traceRequest(tracing: Tracing, request: IncomingMessage, response: ServerResponse): void {
  if (!isGraphql(request) || isEventStream(mediaTypeFor(request.headers.accept))) return;
  const span = tracing.begin('graphql', request.headers.traceparent);
  if (span === undefined) return;
  spans.set(request, span);
  response.once('close', () => {
    const { statusCode } = response;
    span.tell({ 'http.response.status_code': statusCode });
    if (!response.writableFinished) span.end('CLIENT_GONE');
    else span.end(statusCode >= 500 ? String(statusCode) : undefined);
  });
}

/** What everything that is done for a request is part of; `undefined` where it is not traced. */
export function spanOf(request: IncomingMessage): TraceSpan | undefined {
  return spans.get(request);
}

/** By the one spelling of the address that is served. */
export function isGraphql({ url }: IncomingMessage): boolean {
  return url === '/graphql' || url?.startsWith('/graphql?') === true;
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

/** A body in chunks is bounded as it comes. */
function isCandidate({ method, url, headers }: IncomingMessage, { maxBodyBytes }: BodyBounds): boolean {
  if (method !== 'POST' || url !== '/graphql' || !isPlainJson(headers)) return false;
  const length = headers['content-length'];
  return length === undefined ? hasBody(headers) : Number(length) <= maxBodyBytes;
}

/** Whether one follows (RFC 9112, section 6.3). */
function hasBody({ 'content-length': length, 'transfer-encoding': coding }: IncomingHttpHeaders): boolean {
  return coding !== undefined || (length !== undefined && length !== '0');
}

/** Whether the application is to answer that there is too much to do, now that the body is there. */
export function isTurnedAway(request: IncomingMessage): boolean {
  return turnedAway.has(request);
}

/** The body of a request, where it was read before it came to the application. */
export function takenBody(request: IncomingMessage): Buffer | undefined {
  return handedOver.get(request)?.body;
}

/** Who was found to send a request before it came to the application. */
export function identified(request: IncomingMessage): Principal | undefined {
  return handedOver.get(request)?.principal;
}
