import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { PublicError } from '@civic-graph/errors';
import type { TraceSpan, Tracing } from '@civic-graph/service';
import type { RequestVerifier, VerifiedRequest } from '@civic-graph/tokens';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SubgraphContext } from '../context.ts';
import type { CallContext } from './apollo.ts';
import { type CurrentCall, currentCall } from './current-call.ts';
import { createDocumentCheck } from './document-limits.ts';
import type { EventStreams } from './event-streams.ts';
import type { FieldCounters } from './field-counters.ts';

export interface SignedRoutesOptions {
  readonly apollo: ApolloServer<CallContext>;
  readonly events: EventStreams;
  readonly verifier: RequestVerifier;
  readonly counters: FieldCounters;
  /** `null`: tracing is off. */
  readonly tracing: Tracing | null;
  readonly loaders: (request: Pick<SubgraphContext, 'principal' | 'requestId' | 'signal'>) => unknown;
}

/** Routes that only the gateway may call, in their own Fastify scope: bodies stay bytes until verified. */
export async function signedRoutes(app: FastifyInstance, options: SignedRoutesOptions): Promise<void> {
  const refuseOversized = createDocumentCheck();
  const verified = new WeakMap<FastifyRequest, VerifiedRequest>();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );

  // Rejects an unsigned request before its body is read.
  app.addHook('onRequest', async (request) => {
    if (!request.headers['signature-input']) throw new PublicError('SIGNATURE_REQUIRED');
  });
  app.addHook('preHandler', async (request) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const { method, url: path, headers } = request;
    verified.set(request, await options.verifier.verify({ method, path, headers, body }));
    if (method !== 'POST') return;
    request.body = parseJson(body);
    const text = documentIn(request.body);
    if (text !== undefined) refuseOversized(text);
  });

  const answerOnce = fastifyApolloHandler(options.apollo, {
    context: async (request, reply) => {
      const call = callOf(request);
      const signal = currentCall.getStore()?.signal ?? endOf(reply);
      return { ...contextOf(call, signal), useUpSignature: call.useUp };
    },
  });
  app.post('/graphql', function answer(request: FastifyRequest, reply: FastifyReply) {
    if (!asksForEvents(request)) {
      const current: CurrentCall = {
        span: spanOf(request, reply),
        signal: endOf(reply),
        mayStop: false,
        changes: 'never',
      };
      return currentCall.run(current, () => answerOnce.call(this, request, reply));
    }
    const call = callOf(request);
    const { useUp } = call;
    const signal = endOf(reply);
    const newContext = () => contextOf(call, signal);
    return options.events.answer({ body: request.body, newContext, useUp }, reply);
  });
  app.get('/counters', async () => options.counters.snapshot());

  function callOf(request: FastifyRequest): VerifiedRequest {
    const call = verified.get(request);
    if (call === undefined) throw new PublicError('SIGNATURE_REQUIRED');
    return call;
  }

  /** Only after verification, so that strangers cannot continue traces. */
  function spanOf({ headers }: FastifyRequest, { raw }: FastifyReply): TraceSpan | undefined {
    const span = options.tracing?.startSpan('graphql', headers.traceparent);
    if (span === undefined) return undefined;
    raw.once('close', () => {
      span.setAttributes({ 'http.response.status_code': raw.statusCode });
      span.end(raw.writableFinished ? undefined : 'CALLER_GONE');
    });
    return span;
  }

  function contextOf({ principal, requestId }: VerifiedRequest, signal: AbortSignal): SubgraphContext {
    return { principal, requestId, signal, loaders: options.loaders({ principal, requestId, signal }) };
  }
}

/**
 * Aborted when the gateway disconnects before the response, after its deadline or because its client left.
 */
function endOf({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort();
  });
  return controller.signal;
}

/** The gateway names it first; JSON is accepted too, for a refusal. */
function asksForEvents({ headers }: FastifyRequest): boolean {
  return headers.accept?.startsWith('text/event-stream') ?? false;
}

/** Anything else is not a GraphQL request, and is rejected. */
function documentIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('query' in body)) return undefined;
  return typeof body.query === 'string' ? body.query : undefined;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new PublicError('BAD_REQUEST', 'the body is not JSON');
  }
}
