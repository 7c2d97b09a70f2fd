import type { FastifyInstance } from 'fastify';
import type { Issuer } from './issuer.ts';

/** Paths of oidc-provider; all others belong to the subgraph. */
const providerPaths = [
  '/.well-known/openid-configuration',
  '/.well-known/oauth-authorization-server',
  '/jwks',
  '/auth',
  '/auth/:uid',
  '/request',
  '/token',
  '/token/revocation',
  '/device',
  '/device/auth',
  '/device/:uid',
  '/session/end',
  '/session/end/*',
];

/** Passes raw requests to the provider, which parses bodies and writes the response itself. */
export async function issuerRoutes(app: FastifyInstance, { issuer }: { issuer: Issuer }): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _body, done) => done(null));
  for (const url of providerPaths) {
    app.all(url, async (request, reply) => {
      reply.hijack();
      issuer.handle(request.raw, reply.raw);
    });
  }
}
