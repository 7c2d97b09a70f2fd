import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demoRoutes } from './demo-routes.ts';
import { answerErrors } from './error-answer.ts';

let issuer: FastifyInstance;
let app: FastifyInstance;

beforeEach(async () => {
  issuer = Fastify();
  issuer.get('/demo/personas', async () => [{ name: 'lin' }]);
  issuer.post('/demo/token', async (request, reply) =>
    reply
      .code(request.body ? 200 : 400)
      .send({ asked: request.body, cookie: request.headers.cookie ?? null }),
  );
  app = Fastify();
  answerErrors(app);
  demoRoutes(app, await issuer.listen({ host: '127.0.0.1', port: 0 }));
});
afterEach(async () => {
  await app.close();
  await issuer.close();
});

test('personas and tokens come from the issuer', async () => {
  expect((await app.inject('/demo/personas')).json()).toEqual([{ name: 'lin' }]);
  const token = await app.inject({
    method: 'POST',
    url: '/demo/token',
    headers: { cookie: 'a=b' },
    payload: { persona: 'lin' },
  });
  expect([token.statusCode, token.json()]).toEqual([200, { asked: { persona: 'lin' }, cookie: null }]);
});

test('an issuer that is down is reported without its address', async () => {
  await issuer.close();
  for (const request of [{ url: '/demo/personas' }, { method: 'POST', url: '/demo/token' }] as const) {
    const answer = await app.inject(request);
    expect(answer.statusCode).toBe(503);
    expect(answer.json().errors[0].extensions.code).toBe('NOT_READY');
    expect(answer.body).not.toMatch(/127\.0\.0\.1|ECONN/);
  }
});
