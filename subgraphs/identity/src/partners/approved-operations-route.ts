import { createRequestVerifier } from '@civic-graph/tokens';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IdentityDatabase } from '../store/database.ts';
import { approvedOperations } from './find-registrations.ts';

export interface ApprovedOperationsOptions {
  readonly database: IdentityDatabase;
  /** base64url; shared with the registry. */
  readonly secret: string;
  readonly clock: () => Date;
}

type PageRequest = FastifyRequest<{ Params: { clientId?: string; hash?: string } }>;

const pageSize = 1_000;

/**
 * `GET /approved-operations` and `/approved-operations/after/<client id>/<hash>`, for the registry, signed
 * (RFC 9421): the operations that apps may run, by which it checks what an agency would publish. `next` is
 * the last one of the page, or null where none follow.
 */
export async function approvedOperationsRoute(
  app: FastifyInstance,
  { database, secret, clock }: ApprovedOperationsOptions,
): Promise<void> {
  const verifier = createRequestVerifier({ secret, keyId: 'platform', clock });
  app.addHook('onRequest', async ({ method, url: path, headers }) => {
    const call = await verifier.verify({ method, path, headers, body: Buffer.alloc(0) });
    await call.useUp();
  });
  const answer = async ({ params: { clientId = '', hash = '' } }: PageRequest, reply: { header: Header }) => {
    const isKey = !`${clientId}${hash}`.includes('\0');
    const rows = isKey ? await approvedOperations(database, { clientId, hash, limit: pageSize + 1 }) : [];
    const operations = rows
      .slice(0, pageSize)
      .map(({ client_id: app, name, hash, text }) => ({ app, name, hash, text }));
    const last = operations.at(-1);
    const next = rows.length > pageSize && last ? { app: last.app, hash: last.hash } : null;
    reply.header('cache-control', 'no-store');
    return { operations, next };
  };
  app.get('/approved-operations', answer);
  app.get('/approved-operations/after/:clientId/:hash', answer);
}

type Header = (name: string, value: string) => unknown;
