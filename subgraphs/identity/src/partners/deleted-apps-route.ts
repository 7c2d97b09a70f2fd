import { PublicError } from '@civic-graph/errors';
import { createRequestVerifier } from '@civic-graph/tokens';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { IdentityDatabase } from '../store/database.ts';

export interface DeletedAppsOptions {
  readonly database: IdentityDatabase;
  /** base64url; the secret of the gateway's call signatures. */
  readonly secret: string;
  readonly clock: () => Date;
}

const question = z.strictObject({ apps: z.array(z.string().min(1).max(200)).max(1_000) });

/**
 * `POST /deleted-apps`, for gateways, signed (RFC 9421): which of the named apps are deleted.
 * Subgraphs ask through a gateway about apps for which they store something.
 */
export async function deletedAppsRoute(
  app: FastifyInstance,
  { database, secret, clock }: DeletedAppsOptions,
): Promise<void> {
  const verifier = createRequestVerifier({ secret, keyId: 'identity', clock });
  // The signature covers the raw bytes.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  app.post('/deleted-apps', async ({ method, url: path, headers, body: raw }, reply) => {
    const body = Buffer.isBuffer(raw) ? raw : Buffer.alloc(0);
    await verifier.verify({ method, path, headers, body });
    const apps = parse(body).filter((id) => !id.includes('\0'));
    const rows =
      apps.length === 0
        ? []
        : await database
            .selectFrom('app')
            .select('client_id')
            .where('client_id', 'in', apps)
            .where('state', '=', 'deleted')
            .execute();
    return reply
      .header('cache-control', 'no-store')
      .send({ deleted: rows.map(({ client_id }) => client_id).sort() });
  });
}

function parse(body: Buffer): readonly string[] {
  try {
    return question.parse(JSON.parse(body.toString())).apps;
  } catch {
    throw new PublicError('BAD_REQUEST', 'apps: up to 1,000 client ids are expected');
  }
}
