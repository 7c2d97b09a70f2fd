import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { anonymous } from '@civic-graph/policy';
import { testSecrets } from '@civic-graph/testing';
import { createRequestSigner, createRequestVerifier } from '@civic-graph/tokens';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { deletedAppsRoute } from './deleted-apps-route.ts';
import { answerErrors } from './error-answer.ts';
import { createSubgraphCallVerifier } from './verify-subgraph-call.ts';

const path = '/deleted-apps';
const secretOfPayments = Buffer.alloc(32, 'payments').toString('base64url');
const secretOfIdentity = testSecrets.subgraph;
const question = JSON.stringify({ apps: ['wechat-city', 'alipay-city'] });

let app: FastifyInstance;
let identity: Server;
let asked: string[];
let status: number;
beforeAll(async () => {
  const verifier = createRequestVerifier({ secret: secretOfIdentity, keyId: 'identity' });
  identity = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const { method = '', url = '', headers } = request;
    await verifier.verify({ method, path: url, headers, body });
    asked.push(body.toString());
    response.writeHead(status).end('{"deleted":["alipay-city"]}');
  });
  identity.listen(0, '127.0.0.1');
  await once(identity, 'listening');
  const { port } = identity.address() as AddressInfo;
  app = Fastify();
  answerErrors(app);
  deletedAppsRoute(app, {
    verify: createSubgraphCallVerifier((name) =>
      name === 'payments' ? { secret: secretOfPayments } : undefined,
    ),
    identity: { url: `http://127.0.0.1:${port}/graphql`, secret: secretOfIdentity },
  });
  await app.ready();
});
beforeEach(() => {
  asked = [];
  status = 200;
});
afterAll(async () => {
  await app.close();
  identity.close();
});

async function send({ keyId = 'payments', secret = secretOfPayments, body = question } = {}) {
  const sign = createRequestSigner({ secret, keyId });
  const signed = sign({ method: 'POST', path, body: question, principal: anonymous, requestId: 'r' });
  const headers = { ...signed, 'content-type': 'application/json' };
  const answer = await app.inject({ method: 'POST', url: path, headers, payload: body });
  return { status: answer.statusCode, json: answer.json() };
}

it('asks identity for a subgraph, which signs the question', async () => {
  expect(await send()).toEqual({ status: 200, json: { deleted: ['alipay-city'] } });
  expect(asked).toEqual([question]);
});

it.each([
  ['another secret', { secret: secretOfIdentity }],
  ['an unknown subgraph', { keyId: 'nobody' }],
  ['another question', { body: '{"apps":["weibo-city"]}' }],
])('asks nothing for %s', async (_, changes) => {
  expect((await send(changes)).status).toBe(401);
  expect(asked).toEqual([]);
});

it('reports that identity does not answer, instead of no deleted apps', async () => {
  status = 500;
  expect(await send()).toMatchObject({
    status: 502,
    json: { errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] },
  });
});
