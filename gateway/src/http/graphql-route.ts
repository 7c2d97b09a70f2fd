import type { ServerResponse } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { Principal } from '@civic-graph/policy';
import type { AccessTokenVerifier } from '@civic-graph/tokens';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authenticate } from '../authentication/authenticate.ts';
import type { GatewayConfig } from '../config.ts';
import { refuseDeepDocument } from '../limits/document-nesting.ts';
import type { GraphqlContext } from './graphql-context.ts';
import { refuseEncodedBody } from './refuse-encoded-body.ts';

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | null;
  }
}

/** `/graphql`: authenticate, then hand over. A bad token is refused before the body is looked at. */
export function graphqlRoute(
  app: FastifyInstance,
  server: ApolloServer<GraphqlContext>,
  verify: AccessTokenVerifier,
  { deadlineMs, limits }: Pick<GatewayConfig, 'deadlineMs' | 'limits'>,
): void {
  app.decorateRequest('principal', null);
  const handler = fastifyApolloHandler(server, {
    context: async (request, reply) => ({
      principal: request.principal ?? (await authenticate(request.headers.authorization, verify)),
      requestId: request.id,
      signal: endOfRequest(reply.raw, deadlineMs),
    }),
  });
  app.route({
    method: ['GET', 'POST', 'OPTIONS'],
    url: '/graphql',
    onRequest: async (request) => {
      request.principal = await authenticate(request.headers.authorization, verify);
      refuseEncodedBody(request.headers);
    },
    preHandler: async (request) => {
      const text = documentText(request);
      if (text !== undefined) refuseDeepDocument(text, limits);
    },
    handler,
  });
}

/** Where GraphQL over HTTP puts the document. Anything else is not one, and is refused by Apollo Server. */
function documentText({ method, body, query }: FastifyRequest): string | undefined {
  const source = method === 'POST' ? body : query;
  if (typeof source !== 'object' || source === null || !('query' in source)) return undefined;
  return typeof source.query === 'string' ? source.query : undefined;
}

/**
 * Aborts at the deadline, or when the client goes away. A timer of our own: nothing holds on to an
 * `AbortSignal.timeout` inside `AbortSignal.any`, and once it is collected the deadline never comes.
 */
function endOfRequest(response: ServerResponse, deadlineMs: number): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), deadlineMs);
  response.once('close', () => {
    clearTimeout(timer);
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
