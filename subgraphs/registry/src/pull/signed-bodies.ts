import { PublicError } from '@civic-graph/errors';
import { createRequestVerifier } from '@civic-graph/tokens';
import type { FastifyInstance } from 'fastify';

/**
 * Admits gateways alone, and leaves a body as bytes. Calls are signed (RFC 9421) over path and body, and good
 * for once.
 */
export function requireSignedBody(
  app: FastifyInstance,
  { secret, clock }: { readonly secret: string; readonly clock: () => Date },
): void {
  const verifier = createRequestVerifier({ secret, keyId: 'platform', clock });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  // Rejects an unsigned request before its body is read.
  app.addHook('onRequest', async ({ headers }) => {
    if (!headers['signature-input']) throw new PublicError('SIGNATURE_REQUIRED');
  });
  app.addHook('preHandler', async ({ method, url, headers, body }) => {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const call = await verifier.verify({ method, path: url, headers, body: bytes });
    await call.useUp();
  });
}
