import { personas } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import supertest from 'supertest';
import { describe, expect, it } from 'vitest';
import type { Agency } from '../deployment.ts';
import { city } from '../one-city/city.ts';

const operations: Readonly<Record<string, object>> = {
  'a public field': { query: '{ __typename }' },
  _service: { query: '{ _service { sdl } }' },
  _entities: {
    query: 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
    variables: { r: [{ __typename: 'Citizen', uin: 'CTZ-0000000000' }] },
  },
  introspection: { query: '{ __schema { types { name } } }' },
};

interface Signing {
  readonly keyId?: string;
  readonly secret?: string;
  readonly at?: Date;
  readonly signedBody?: string;
}

/** Calls a subgraph like its gateway, except for the changes of `signing`. */
async function call(agency: Agency, operation: object, signing: Signing = {}) {
  const body = JSON.stringify(operation);
  const sign = createRequestSigner({
    secret: signing.secret ?? city.secrets.subgraphs[agency]!,
    keyId: signing.keyId ?? agency,
    clock: () => signing.at ?? new Date(),
  });
  const headers = sign({
    method: 'POST',
    path: '/graphql',
    body: signing.signedBody ?? body,
    principal: personas.admin,
    requestId: 'direct-call',
  });
  return post(agency, body, headers);
}

function post(agency: Agency, body: string, headers: Readonly<Record<string, string>> = {}) {
  return supertest(city.subgraphUrl(agency))
    .post('/graphql')
    .set({ 'content-type': 'application/json', ...headers })
    .send(body);
}

const code = (response: { readonly body: { errors?: { extensions: { code: string } }[] } }) =>
  response.body.errors?.[0]?.extensions.code;

describe.each(['identity', 'transport', 'payments', 'statistics', 'platform'] as const)(
  'a direct call to %s',
  (agency) => {
    it.each(Object.entries(operations))('is refused without a signature: %s', async (_, operation) => {
      const before = await city.counters(agency);
      const response = await post(agency, JSON.stringify(operation));
      expect(response.status).toBe(401);
      expect(code(response)).toBe('SIGNATURE_REQUIRED');
      expect(response.body.data).toBeUndefined();
      expect(await city.counters(agency)).toEqual(before);
    });

    it('is refused with forged headers of a principal', async () => {
      const principal = Buffer.from(JSON.stringify(personas.lin)).toString('base64url');
      const response = await post(agency, JSON.stringify(operations._entities), {
        'civic-principal': principal,
      });
      expect([response.status, code(response)]).toEqual([401, 'SIGNATURE_REQUIRED']);
    });

    it('is refused with another secret, for another agency, or of another body', async () => {
      const operation = operations._service!;
      const other = agency === 'identity' ? 'payments' : 'identity';
      const attempts = await Promise.all([
        call(agency, operation, { secret: Buffer.alloc(32, 7).toString('base64url') }),
        call(agency, operation, { secret: city.secrets.subgraphs[other]!, keyId: other }),
        call(agency, operation, { keyId: other }),
        call(agency, operation, { signedBody: '{"query":"{ __typename }"}' }),
      ]);
      for (const response of attempts)
        expect([response.status, code(response)]).toEqual([401, 'SIGNATURE_INVALID']);
    });

    it('is refused if the signature is more than a minute old, or from the future', async () => {
      for (const seconds of [-70, 70]) {
        const response = await call(agency, operations._service!, {
          at: new Date(Date.now() + seconds * 1000),
        });
        expect([response.status, code(response)]).toEqual([401, 'SIGNATURE_EXPIRED']);
      }
    });

    it('is answered if it is signed', async () => {
      const response = await call(agency, operations['a public field']!);
      expect(response.body).toEqual({ data: { __typename: 'Query' } });
    });

    it('finds only the health endpoints open', async () => {
      const agent = supertest(city.subgraphUrl(agency));
      expect((await agent.get('/livez')).status).toBe(200);
      expect((await agent.get('/readyz')).status).toBe(200);
      expect((await agent.get('/counters')).status).toBe(401);
      expect((await agent.get('/graphql?query={__typename}')).status).toBeGreaterThanOrEqual(400);
      expect((await agent.get('/metrics')).status).toBe(404);
    });
  },
);
