import type { FastifyInstance } from 'fastify';
import type { Db } from '../database/database.ts';
import { signingKeySet } from './signing-key.ts';

/** `GET /.well-known/jwks.json`: the public keys of rollouts, for everybody. */
export async function keyRoutes(app: FastifyInstance, { db }: { readonly db: Db }): Promise<void> {
  app.get('/.well-known/jwks.json', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(await signingKeySet(db)),
  );
}
