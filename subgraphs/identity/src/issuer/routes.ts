import type { FastifyInstance } from 'fastify';
import type { Issuer } from './issuer.ts';

/** Where oidc-provider listens; all else belongs to the subgraph. */
const providerPaths = [
  '/.well-known/openid-configuration',
  '/.well-known/oauth-authorization-server',
  '/jwks',
  '/auth',
  '/auth/:uid',
  '/request',
  '/token',
  '/token/revocation',
  '/session/end',
  '/session/end/*',
];

/** Hands requests to the provider untouched: it parses bodies itself and writes to the raw response. */
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
