import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';

let graph: TestGateway;

beforeAll(async () => {
  graph = await startTestGateway();
});
afterAll(() => graph.close());

test.each<['GET' | 'POST', string]>([
  ['GET', '/nowhere'],
  ['POST', '/graphql/'],
  ['GET', '/.env'],
  ['GET', '/../../etc/passwd'],
  ['GET', '/constructor'],
  ['GET', '/__proto__'],
  ['GET', '/metrics'],
  ['GET', '/demo/personas'],
  ['POST', '/demo/token'],
])('%s %s is answered with NOT_FOUND in the form of every error', async (method, url) => {
  const answer = await graph.send({ method, url });
  expect(answer.status).toBe(404);
  expect(answer.json).toEqual({
    errors: [{ message: expect.any(String), extensions: { code: 'NOT_FOUND' } }],
  });
});

test.each(['/%', '/graphql%zz', '/%c3%28'])('the malformed path %s is BAD_REQUEST', async (url) => {
  const answer = await graph.send({ method: 'GET', url });
  expect(answer.status).toBe(400);
  expect(answer.json).toEqual({
    errors: [{ message: expect.any(String), extensions: { code: 'BAD_REQUEST' } }],
  });
});

test('a serving gateway is live and ready', async () => {
  const live = await graph.send({ method: 'GET', url: '/livez' });
  expect([live.status, live.json]).toEqual([200, { status: 'live' }]);
  const ready = async () => {
    const { status, json } = await graph.send({ method: 'GET', url: '/readyz' });
    return [status, json];
  };
  // The journal opens meanwhile.
  await expect.poll(ready).toEqual([
    200,
    {
      status: 'ready',
      supergraph: expect.stringMatching(/^[0-9a-f]{16}$/),
      planner: 'rust',
      accessRecords: 'written',
      personalData: 'served',
    },
  ]);
});
