import { createRequestVerifier } from '@civic-graph/tokens';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IdentityDatabase } from '../store/database.ts';
import { draftedOperationsOf, safelistOf } from './find-registrations.ts';

export interface SafelistOptions {
  readonly database: IdentityDatabase;
  /** base64url; the secret of the gateway's call signatures. */
  readonly secret: string;
  readonly clock: () => Date;
  /** Whether all people are invented, so that requested operations may run too. */
  readonly sandbox: boolean;
}

type AppRequest = FastifyRequest<{ Params: { clientId: string } }>;

/**
 * `GET /safelists/<clientId>`, for gateways, signed (RFC 9421): SHA-256 hashes of the operations that an app
 * may run; none for an unknown or suspended app.
 */
export async function safelistRoutes(app: FastifyInstance, options: SafelistOptions): Promise<void> {
  const { database, secret, clock, sandbox } = options;
  const verifier = createRequestVerifier({ secret, keyId: 'identity', clock });
  app.addHook('onRequest', async ({ method, url: path, headers }) => {
    await verifier.verify({ method, path, headers, body: Buffer.alloc(0) });
  });
  app.get('/safelists/:clientId', async ({ params: { clientId } }: AppRequest, reply) => {
    const operations = clientId.includes('\0') ? [] : await runnable(clientId);
    return reply.header('cache-control', 'no-store').send({
      operations: operations.map(({ hash, kind, name, text }) => ({ hash, kind, name, text })),
    });
  });

  async function runnable(clientId: string) {
    const listed = await safelistOf(database, clientId);
    if (!sandbox) return listed;
    const drafted = await draftedOperationsOf(database, clientId);
    return [...listed, ...drafted.filter(({ hash }) => !listed.some((known) => known.hash === hash))];
  }
}
