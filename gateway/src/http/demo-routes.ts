import type { FastifyInstance } from 'fastify';
import { request as fetchFrom } from 'undici';

/** The console's persona picker, passed on to the issuer under our origin. Only in a demo deployment. */
export function demoRoutes(app: FastifyInstance, issuer: string): void {
  app.get('/demo/personas', async (_, reply) => {
    const answer = await fetchFrom(new URL('/demo/personas', issuer));
    return reply
      .code(answer.statusCode)
      .type('application/json')
      .send(await answer.body.json());
  });
  app.post('/demo/token', async (request, reply) => {
    const answer = await fetchFrom(new URL('/demo/token', issuer), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request.body ?? {}),
    });
    return reply
      .code(answer.statusCode)
      .type('application/json')
      .send(await answer.body.json());
  });
}
