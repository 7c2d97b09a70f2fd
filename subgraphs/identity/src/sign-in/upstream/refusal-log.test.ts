import fastify from 'fastify';
import { expect, it } from 'vitest';
import { type UpstreamRouteOptions, upstreamRoutes } from './routes.ts';

it('a refused sign-in is logged by its code, without what the browser sent, and not without limit', async () => {
  const lines: object[] = [];
  const app = fastify();
  upstreamRoutes(app, {
    issuer: { dependencies: { database: null, clock: () => new Date() } },
    upstream: {
      providers: [{ settings: { id: 'province' } }],
      attempts: { interactionOf: async () => undefined },
    },
    report: (facts: object, message: string) => lines.push({ ...facts, message }),
    openInteraction: () => Promise.reject(new Error('not in this test')),
  } as unknown as UpstreamRouteOptions);
  const answer = (provider: string) => app.inject(`/sign-in/callback/${provider}?state=secret&code=secret`);

  expect((await answer('province')).statusCode).toBe(400);
  await answer('secret');
  const failed = { code: 'sign_in_expired', leftOut: 0, message: 'a sign-in at a provider failed' };
  expect(lines).toEqual([{ provider: 'province', ...failed }, failed]);

  for (let index = 0; index < 100; index += 1) await answer('province');
  expect(lines.length).toBeLessThan(100);
  expect(JSON.stringify(lines)).not.toContain('secret');
  await app.close();
});
