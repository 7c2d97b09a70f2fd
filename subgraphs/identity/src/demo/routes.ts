import { PublicError } from '@civic-graph/errors';
import { assuranceLevels } from '@civic-graph/policy';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { approvedScopes } from '../issuer/account.ts';
import type { Issuer } from '../issuer/issuer.ts';
import { listOwnApps } from '../store/directory.ts';
import { demoClientSecret } from './client-secret.ts';
import { listPersonas } from './persona.ts';
import { mintPersonaToken } from './persona-token.ts';

/** Absent or null means the default. */
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);
const tokenRequest = z.strictObject({
  persona: z.string(),
  app: text,
  scopes: z
    .union([z.array(z.string()), z.string().transform((list) => list.split(/[\s,]+/).filter(Boolean))])
    .nullish()
    .transform((value) => value ?? undefined),
  purpose: text,
  resource: text,
  assurance: z
    .enum(assuranceLevels)
    .nullish()
    .transform((value) => value ?? undefined),
});

/** Tokens without a browser, for `npm run token` and the console. Registered in a demo deployment only. */
export async function demoRoutes(app: FastifyInstance, { issuer }: { issuer: Issuer }): Promise<void> {
  app.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof PublicError)) throw error;
    const { retryAfter } = error.extensions;
    if (typeof retryAfter === 'number') reply.header('retry-after', retryAfter);
    return reply.code(error.status).send({ code: error.code, message: error.message });
  });

  app.post('/demo/token', { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const parsed = tokenRequest.safeParse(request.body);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const where = issue?.path.join('.') || 'body';
      const names = Object.keys(tokenRequest.shape).join(', ');
      throw new PublicError('BAD_USER_INPUT', `${where}: ${issue?.message}; a JSON object of ${names}`);
    }
    const token = await mintPersonaToken(issuer, parsed.data);
    return reply.header('cache-control', 'no-store').send(token);
  });

  app.get('/demo/personas', async () => {
    const { database, agencies } = issuer.dependencies;
    const apps = await listOwnApps(database);
    const forApps = agencies.current.scopes.flatMap(({ id, officialsOnly }) => (officialsOnly ? [] : id));
    return {
      personas: await listPersonas(database),
      apps: apps.map((row) => ({
        id: row.client_id,
        kind: row.kind,
        name: row.name_en,
        platform: row.platform,
        scopes: row.kind === 'console' ? forApps : approvedScopes(agencies.current, row),
        purposes: row.purposes,
        redirectUris: row.redirect_uris,
        // In a demo anyone can issue any token anyway; a developer needs it to try the real flow.
        clientSecret: demoClientSecret(row.client_id, issuer.dependencies.pairwiseSalt),
      })),
    };
  });
}
