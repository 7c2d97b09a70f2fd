import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { PublicError } from '@civic-graph/errors';
import type { AccessTokenVerifier } from '@civic-graph/tokens';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import { z } from 'zod';
import { admitNewDocument, type NewDocumentOptions } from '../../admission/admission-queue/new-documents.ts';
import { authenticate } from '../../admission/authentication/authenticate.ts';
import { refuseConditionalSubscriptionIn } from '../../admission/demand-control/conditional-subscription.ts';
import { clientNetwork } from '../../admission/rate-limiting/client-network.ts';
import type { QuotaCaller } from '../../admission/rate-limiting/quotas.ts';
import type { GatewayConfig } from '../../config/config.ts';
import type { OperationSource } from '../../execution/prepared-operations.ts';
import type { CallContext } from '../../subgraphs/subgraph-port.ts';
import { answerConditionally } from './conditional-answer.ts';
import { RequestEnd } from './end-of-request.ts';
import { answerVariesBy, isEventStream, mediaTypeFor } from './media-type.ts';
import { queryParameters } from './query-parameters.ts';
import { refuseEncodedBody } from './refuse-encoded-body.ts';
import { isGraphql } from './request-paths.ts';
import { type RequestState, stateOf } from './request-state.ts';
import { MethodNotAllowed, NotAcceptable } from './unsuitable-request.ts';

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
  const callerOf = async (state: RequestState): Promise<QuotaCaller> => {
    state.caller ??= {
      principal: await authenticate(state.request, verify),
      network: clientNetwork(state.request, isForwarded),
    };
    return state.caller;
  };
  const answerOnce = fastifyApolloHandler(server, {
    context: async (request, reply) => {
      const state = stateOf(request.raw);
      return {
        ...(await callerOf(state)),
        requestId: request.id,
        signal: state.end ?? new RequestEnd(reply.raw, deadlineMs),
        span: state.span,
        documentWork: state.documentWork,
      };
    },
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
      const state = stateOf(request.raw);
      state.answerType = mediaTypeFor(request.headers.accept);
      // Before anything runs: a mutation whose answer the client cannot read must not happen.
      if (state.answerType === null) throw new NotAcceptable();
      await callerOf(state);
      refuseEncodedBody(request.headers);
    },
    preHandler: async (request, reply) => {
      const state = stateOf(request.raw);
      // A stream reports its own limits, with its first event.
      if (isEventStream(state.answerType)) return;
      const sent = sentBy(request);
      const text = documentText(sent) ?? (await persistedText(sent));
      if (text === undefined) return;
      // What is prepared was measured before; comparing its fields again would take longer than its answer.
      state.documentWork = knownWork({ text, operationName: operationNameIn(sent) });
      if (state.documentWork !== undefined) return;
      state.documentWork = await admitUnknown(state, reply, text);
      refuseConditionalSubscriptionIn(text, limits);
    },
    handler(request, reply) {
      const answer = isEventStream(stateOf(request.raw).answerType) ? answerWithEvents : answerOnce;
      return answer.call(this, request, reply);
    },
    onSend: answerConditionally,
  });
  /** Charged and queued before it is parsed, so that one caller cannot exhaust the parser. */
  async function admitUnknown(state: RequestState, reply: FastifyReply, text: string): Promise<number> {
    state.end = new RequestEnd(reply.raw, deadlineMs);
    return await admitNewDocument(text, await callerOf(state), state.end, options);
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
