import { PublicError } from '@civic-graph/errors';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { request as fetchFrom } from 'undici';

/** Longest wait for the issuer, in milliseconds. */
const patience = 5_000;

/**
 * Proxies the Studio's persona picker to the issuer, under the gateway's origin. Only in a demo deployment.
 */
export function demoRoutes(app: FastifyInstance, issuer: string): void {
  app.get('/demo/personas', (_, reply) =>
    passOn(reply, new URL('/demo/personas', issuer), { method: 'GET' }),
  );
  app.post('/demo/token', (request, reply) =>
    passOn(reply, new URL('/demo/token', issuer), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request.body ?? {}),
    }),
  );
}

/** @throws PublicError NOT_READY if the issuer returns no JSON */
async function passOn(
  reply: FastifyReply,
  url: URL,
  request: NonNullable<Parameters<typeof fetchFrom>[1]>,
): Promise<FastifyReply> {
  try {
    const { statusCode, body } = await fetchFrom(url, { ...request, signal: AbortSignal.timeout(patience) });
    const answer = await body.json();
    // undici does not follow redirects, and the browser must not see one either.
    if (statusCode >= 300 && statusCode < 400)
      throw new Error(`the issuer redirected (${statusCode}): set ISSUER_URL to the final address`);
    return reply.code(statusCode).type('application/json').send(answer);
  } catch {
    throw new PublicError('NOT_READY');
  }
}
