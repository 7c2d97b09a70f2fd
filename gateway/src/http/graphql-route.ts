import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { Principal } from '@civic-graph/policy';
import type { AccessTokenVerifier } from '@civic-graph/tokens';
import type { FastifyInstance } from 'fastify';
import { authenticate } from '../authentication/authenticate.ts';
import type { GraphqlContext } from './graphql-context.ts';

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
  deadlineMs: number,
): void {
  app.decorateRequest('principal', null);
  const handler = fastifyApolloHandler(server, {
    context: async (request, reply) => ({
      principal: request.principal ?? (await authenticate(request.headers.authorization, verify)),
      requestId: request.id,
      signal: AbortSignal.any([AbortSignal.timeout(deadlineMs), clientGone(reply.raw)]),
    }),
  });
  app.route({
    method: ['GET', 'POST', 'OPTIONS'],
    url: '/graphql',
    onRequest: async (request) => {
      request.principal = await authenticate(request.headers.authorization, verify);
    },
    handler,
  });
}

function clientGone(response: NodeJS.EventEmitter & { readonly writableFinished: boolean }): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
