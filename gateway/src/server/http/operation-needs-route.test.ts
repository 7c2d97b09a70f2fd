import { anonymous } from '@civic-graph/policy';
import { readableFields } from '@civic-graph/supergraph';
import { testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testLimits, testSupergraph } from '../../../test/fixtures/gateway.ts';
import { ParseQueue } from '../../admission/admission-queue/parse-queue.ts';
import { answerErrors } from './error-answer.ts';
import { operationNeedsRoute } from './operation-needs-route.ts';

let app: FastifyInstance;
beforeAll(async () => {
  app = Fastify();
  answerErrors(app);
  const identity = { name: 'identity', url: 'http://identity.invalid/graphql', secret: testSecrets.subgraph };
  const { schema, policyIndex } = readableFields(testSupergraph);
  const parseQueue = new ParseQueue(1_000);
  operationNeedsRoute(app, identity, () => ({ schema, policyIndex, limits: testLimits, parseQueue }));
  await app.ready();
});
afterAll(() => app.close());

async function send(body: string, secret: string = testSecrets.subgraph) {
  const path = '/operation-needs';
  const sign = createRequestSigner({ secret, keyId: 'identity' });
  const signed = sign({ method: 'POST', path, body, principal: anonymous, requestId: 'r' });
  const headers = { ...signed, 'content-type': 'application/json' };
  const answer = await app.inject({ method: 'POST', url: path, headers, payload: body });
  return { status: answer.statusCode, json: answer.json() };
}

it('reports what each operation needs to any caller, also below guarded fields', async () => {
  const operations = [
    'query Mine { person(id: "1") { __typename diary home { title } } }',
    '{ peopl { id } }',
  ];
  const { status, json } = await send(JSON.stringify({ operations }));
  expect(status).toBe(200);
  const [mine, unknown] = json.operations;
  expect(mine).toMatchObject({ problems: [], kind: 'query', name: 'Mine' });
  const needs = Object.fromEntries(
    mine.fields.map((field: { coordinate: string; owners: string[]; requirements: object[] }) => [
      field.coordinate,
      [field.owners, field.requirements],
    ]),
  );
  const nothing = { authenticated: false, scopes: null, policies: null };
  expect(needs).toEqual({
    'Query.person': [['people'], []],
    'Person.diary': [['people'], [{ ...nothing, scopes: [['diary']] }]],
    'Person.home': [['places'], [{ ...nothing, authenticated: true }]],
    'Place.title': [expect.any(Array), []],
  });
  expect(unknown).toEqual({
    problems: [expect.stringContaining('peopl')],
    kind: null,
    name: null,
    fields: [],
  });
});

it('is only for the identity service', async () => {
  const body = JSON.stringify({ operations: ['{ people { id } }'] });
  expect((await send(body, Buffer.alloc(32, 'other').toString('base64url'))).status).toBe(401);
  expect(
    (await app.inject({ method: 'POST', url: '/operation-needs', payload: { operations: [] } })).statusCode,
  ).toBe(401);
});

it.each(['[]', '{', '{"operations":[]}', '{"operations":[1]}'])('refuses %s', async (body) => {
  expect((await send(body)).status).toBe(400);
});
