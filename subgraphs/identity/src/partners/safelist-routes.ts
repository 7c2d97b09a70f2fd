import { createRequestVerifier } from '@civic-graph/tokens';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IdentityDatabase } from '../store/database.ts';
import { safelistOf } from './find-registrations.ts';

export interface SafelistOptions {
  readonly database: IdentityDatabase;
  /** base64url; the one that signs the gateway's calls. */
  readonly secret: string;
  readonly clock: () => Date;
}

type AppRequest = FastifyRequest<{ Params: { clientId: string } }>;

/**
 * `GET /safelists/<clientId>`, for gateways, signed (RFC 9421): the operations that an app may run, by the SHA-256 of their
 * text. An app that nobody knows, or that is suspended, may run none.
 */
export async function safelistRoutes(app: FastifyInstance, options: SafelistOptions): Promise<void> {
  const { database, secret, clock } = options;
  const verifier = createRequestVerifier({ secret, keyId: 'identity', clock });
  app.addHook('onRequest', async ({ method, url: path, headers }) => {
    await verifier.verify({ method, path, headers, body: Buffer.alloc(0) });
  });
  app.get('/safelists/:clientId', async ({ params: { clientId } }: AppRequest, reply) => {
    const operations = clientId.includes('\0') ? [] : await safelistOf(database, clientId);
    return reply.header('cache-control', 'no-store').send({
      operations: operations.map(({ hash, kind, name, text }) => ({ hash, kind, name, text })),
    });
  });
}
