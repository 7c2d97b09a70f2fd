import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import type { AccessTokenVerifier } from '@civic-graph/tokens';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import { z } from 'zod';
import { admitNewDocument, type NewDocumentOptions } from '../../admission/admission-queue/new-documents.ts';
import { authenticate } from '../../admission/authentication/authenticate.ts';
import { refuseConditionalSubscriptionIn } from '../../admission/demand-control/conditional-subscription.ts';
import { clientNetwork } from '../../admission/rate-limiting/client-network.ts';
import type { GatewayConfig } from '../../config/config.ts';
import type { OperationSource } from '../../execution/prepared-operations.ts';
import type { CallContext } from '../../subgraphs/subgraph-port.ts';
import { answerConditionally } from './conditional-answer.ts';
import { RequestEnd } from './end-of-request.ts';
import { answerVariesBy, isEventStream, mediaTypeFor } from './media-type.ts';
import { queryParameters } from './query-parameters.ts';
import { refuseEncodedBody } from './refuse-encoded-body.ts';
import { identified, isGraphql, spanOf } from './request-paths.ts';
import { MethodNotAllowed, NotAcceptable } from './unsuitable-request.ts';

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | null;
    /** What the answer is written as. */
    answerType: string | null;
    /** Where it had to wait for its turn. */
    end: RequestEnd | null;
    /** Of its document, in characters, with its fragments written out. */
    documentWork: number | null;
  }
}

const methods = ['GET', 'POST'];
const allow = methods.join(', ');

export interface GraphqlRouteOptions extends NewDocumentOptions, Pick<GatewayConfig, 'deadlineMs'> {
  readonly verify: AccessTokenVerifier;
  /**
   * How much work an operation is that was prepared before; another one is work before it is known what it
   * costs.
   */
  readonly knownWork: (source: OperationSource) => number | undefined;
  /** The text that a hash stands for, where it was sent before. */
  readonly persistedQuery: (hash: string) => Promise<string | undefined>;
  readonly isForwarded: boolean;
  /** For those who ask for events instead of one answer. */
  readonly answerWithEvents: RouteHandlerMethod;
}

/** `/graphql`: authenticate, then hand over. A bad token is refused before the body is looked at. */
export function graphqlRoute(
  app: FastifyInstance,
  server: ApolloServer<CallContext>,
  options: GraphqlRouteOptions,
): void {
  const { verify, answerWithEvents, knownWork, persistedQuery, isForwarded, deadlineMs, limits } = options;
  app.decorateRequest('principal', null);
  app.decorateRequest('answerType', null);
  app.decorateRequest('end', null);
  app.decorateRequest('documentWork', null);
  const callerOf = async ({ principal, raw }: FastifyRequest) =>
    principal ?? identified(raw) ?? (await authenticate(raw, verify));
  const answerOnce = fastifyApolloHandler(server, {
    context: async (request, reply) => ({
      principal: await callerOf(request),
      requestId: request.id,
      network: clientNetwork(request.raw, isForwarded),
      signal: request.end ?? new RequestEnd(reply.raw, deadlineMs),
      span: spanOf(request.raw),
      documentWork: request.documentWork ?? undefined,
    }),
  });
  app.route({
    method: methods,
    url: '/graphql',
    exposeHeadRoute: false,
    onRequest: async (request, reply) => {
      // Fastify also finds the route by `/%67raphql`; whatever goes by the address, overload first, would not
      // count it.
      if (!isGraphql(request.raw)) throw new PublicError('NOT_FOUND');
      reply.header('vary', answerVariesBy);
      request.answerType = mediaTypeFor(request.headers.accept);
      // Before anything runs: a mutation whose answer the client cannot read must not happen.
      if (request.answerType === null) throw new NotAcceptable();
      request.principal = await callerOf(request);
      refuseEncodedBody(request.headers);
    },
    preHandler: async (request, reply) => {
      // Whoever answers with events has limits of his own to tell with the first.
      if (isEventStream(request.answerType)) return;
      const sent = sentBy(request);
      const text = documentText(sent) ?? (await persistedText(sent));
      if (text === undefined) return;
      // What is prepared was measured before; comparing its fields again would take longer than its answer.
      request.documentWork = knownWork({ text, operationName: operationNameIn(sent) }) ?? null;
      if (request.documentWork !== null) return;
      request.documentWork = await admitUnknown(request, reply, text);
      refuseConditionalSubscriptionIn(text, limits);
    },
    handler(request, reply) {
      const answer = isEventStream(request.answerType) ? answerWithEvents : answerOnce;
      return answer.call(this, request, reply);
    },
    onSend: answerConditionally,
  });
  /** Charged and queued before it is parsed, so that one caller cannot exhaust the parser. */
  async function admitUnknown(request: FastifyRequest, reply: FastifyReply, text: string): Promise<number> {
    const caller = { principal: await callerOf(request), network: clientNetwork(request.raw, isForwarded) };
    request.end = new RequestEnd(reply.raw, deadlineMs);
    return await admitNewDocument(text, caller, request.end, options);
  }

  /** What is sent by its hash is as much work as its text. */
  async function persistedText(sent: unknown): Promise<string | undefined> {
    const hash = persistedHashIn(sent);
    return hash === undefined ? undefined : await persistedQuery(hash);
  }

  app.route({
    method: app.supportedMethods.filter((method) => !methods.includes(method)),
    url: '/graphql',
    handler: async ({ method }, reply) => {
      // Asked which methods there are (RFC 9110, section 9.3.7); no other origin is told that it may use
      // them.
      if (method === 'OPTIONS') return reply.code(204).header('allow', `${allow}, OPTIONS`).send();
      throw new MethodNotAllowed(allow);
    },
  });
}

function sentBy(request: FastifyRequest): unknown {
  return request.method === 'POST' ? request.body : Object.fromEntries(queryParameters(request));
}

function operationNameIn(source: unknown): string | undefined {
  if (typeof source !== 'object' || source === null || !('operationName' in source)) return undefined;
  return typeof source.operationName === 'string' ? source.operationName : undefined;
}

/** Where GraphQL over HTTP puts the document. Anything else is not one, and is refused by Apollo Server. */
function documentText(source: unknown): string | undefined {
  if (typeof source !== 'object' || source === null || !('query' in source)) return undefined;
  return typeof source.query === 'string' ? source.query : undefined;
}

/** Where a client puts the hash of a persisted query: in an object, or in the JSON of a parameter. */
function persistedHashIn(source: unknown): string | undefined {
  if (typeof source !== 'object' || source === null || !('extensions' in source)) return undefined;
  const extensions = typeof source.extensions === 'string' ? parsed(source.extensions) : source.extensions;
  const hash = persistedQueryHash.safeParse(extensions);
  return hash.success ? hash.data.persistedQuery.sha256Hash : undefined;
}

const persistedQueryHash = z.object({ persistedQuery: z.object({ sha256Hash: z.string() }) });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
