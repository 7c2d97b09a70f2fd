import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { PublicError } from '@civic-graph/errors';
import type { FastifyInstance, FastifyRequest, RouteHandlerMethod } from 'fastify';
import { z } from 'zod';
import type { NewDocumentOptions } from '../../admission/admission-queue/new-documents.ts';
import type { GatewayConfig } from '../../config/config.ts';
import type { Engine } from '../../execution/engine.ts';
import type { CallContext } from '../../subgraphs/subgraph-port.ts';
import type { CivicGateway, ServedView } from '../../supergraph/civic-gateway.ts';
import type { ContractServer, PersistedQuery } from './apollo-server.ts';
import { answerConditionally } from './conditional-answer.ts';
import { RequestEnd } from './end-of-request.ts';
import { contractIn, isGraphql } from './graphql-path.ts';
import { answerVariesBy, isEventStream } from './media-type.ts';
import { admitUnseen, findPrepared, type IdentifyOptions, identify, negotiate } from './pipeline.ts';
import { queryParameters } from './query-parameters.ts';
import { refuseEncodedBody } from './refuse-encoded-body.ts';
import { type RequestState, stateOf } from './request-state.ts';
import { MethodNotAllowed, NotAcceptable } from './unsuitable-request.ts';

const methods = ['GET', 'POST'];
const allow = methods.join(', ');
/** With `contractIn`, which accepts one spelling of each. */
const paths = ['/graphql', '/contracts/:contract/graphql'];

export interface GraphqlRouteOptions
  extends IdentifyOptions,
    Omit<NewDocumentOptions, 'charge'>,
    Pick<GatewayConfig, 'deadlineMs'> {
  readonly engine: Engine;
  readonly gateway: Pick<CivicGateway, 'at'>;
  readonly contractServer: ContractServer;
  readonly persistedQuery: PersistedQuery;
  /** Answers clients that accept only an event stream. */
  readonly answerWithEvents: RouteHandlerMethod;
}

/**
 * The slow path: the steps of the pipeline up to Apollo Server. An invalid token is refused before the body
 * is read. The path of a contract has the same steps with another schema.
 */
export function graphqlRoutes(
  app: FastifyInstance,
  server: ApolloServer<CallContext>,
  options: GraphqlRouteOptions,
): void {
  const { engine, gateway, contractServer, answerWithEvents, persistedQuery, deadlineMs } = options;
  const unseen = { ...options, charge: engine.charge };
  const answerWith = (apolloServer: ApolloServer<CallContext>) =>
    fastifyApolloHandler(apolloServer, {
      context: async (request, reply) => {
        const state = stateOf(request.raw);
        return {
          ...(await identify(state, options)),
          requestId: request.id,
          signal: state.end ?? new RequestEnd(reply.raw, deadlineMs),
          span: state.span,
          documentWork: state.documentWork,
        };
      },
    });
  const answerWhole = answerWith(server);
  const ofContracts = new WeakMap<ServedView['serving'], RouteHandlerMethod>();
  for (const url of paths) register(url);

  function register(url: string): void {
    app.route({
      method: methods,
      url,
      exposeHeadRoute: false,
      onRequest: async (request, reply) => {
        // Fastify also routes `/%67raphql` here, which load shedding, for one, would not count.
        if (!isGraphql(request.raw)) throw new PublicError('NOT_FOUND');
        refuseUnknownContract(request);
        reply.header('vary', answerVariesBy);
        const state = stateOf(request.raw);
        // Checked first: a mutation must not run if the client cannot read its answer.
        if (negotiate(state) === null) throw new NotAcceptable();
        await identify(state, options);
        refuseEncodedBody(request.headers);
      },
      preHandler: async (request, reply) => {
        const state = stateOf(request.raw);
        // An event stream reports these errors in its first event.
        if (isEventStream(state.answerType)) return;
        const sent = sentBy(request);
        const text = documentText(sent) ?? (await persistedText(sent, state));
        if (text === undefined) return;
        // Reuses the known size: measuring again takes longer than the answer.
        state.documentWork = findPrepared(engine, viewOf(request).current, {
          text,
          operationName: operationNameIn(sent),
        })?.work;
        if (state.documentWork === undefined) await admitUnseen(state, text, reply.raw, unseen);
      },
      async handler(request, reply) {
        const isStream = isEventStream(stateOf(request.raw).answerType);
        const answer = isStream ? answerWithEvents : await answerOnce(request);
        return answer.call(this, request, reply);
      },
      onSend: answerConditionally,
    });

    app.route({
      method: app.supportedMethods.filter((method) => !methods.includes(method)),
      url,
      handler: async (request, reply) => {
        refuseUnknownContract(request);
        // Lists the supported methods (RFC 9110, section 9.3.7), without CORS permission for other origins.
        if (request.method === 'OPTIONS') return reply.code(204).header('allow', `${allow}, OPTIONS`).send();
        throw new MethodNotAllowed(allow);
      },
    });
  }

  function viewOf({ raw }: FastifyRequest): ServedView {
    return gateway.at(contractIn(raw.url));
  }

  function refuseUnknownContract(request: FastifyRequest): void {
    if (contractIn(request.raw.url) !== null) void viewOf(request).serving;
  }

  async function answerOnce(request: FastifyRequest): Promise<RouteHandlerMethod> {
    if (contractIn(request.raw.url) === null) return answerWhole;
    const { serving } = viewOf(request);
    const known = ofContracts.get(serving);
    if (known !== undefined) return known;
    const answer = answerWith(await contractServer(serving));
    ofContracts.set(serving, answer);
    return answer;
  }

  /** A document sent by its hash is charged like its text. */
  async function persistedText(sent: unknown, state: RequestState): Promise<string | undefined> {
    const hash = persistedHashIn(sent);
    if (hash === undefined) return undefined;
    const { principal } = await identify(state, options);
    return persistedQuery(hash, principal);
  }
}

function sentBy(request: FastifyRequest): unknown {
  return request.method === 'POST' ? request.body : Object.fromEntries(queryParameters(request));
}

function operationNameIn(source: unknown): string | undefined {
  if (typeof source !== 'object' || source === null || !('operationName' in source)) return undefined;
  return typeof source.operationName === 'string' ? source.operationName : undefined;
}

/** Reads the document from its place in GraphQL over HTTP; Apollo Server refuses anything else. */
function documentText(source: unknown): string | undefined {
  if (typeof source !== 'object' || source === null || !('query' in source)) return undefined;
  return typeof source.query === 'string' ? source.query : undefined;
}

/** Reads the hash of a persisted query from `extensions`: an object, or the JSON of a URL parameter. */
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
