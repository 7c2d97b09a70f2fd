import type { Principal } from '@civic-graph/policy';
import { personas, testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';

let identity: IdentityDeployment;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity?.stop());

const transport = personas['operator-transport'];
const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId: 'identity' });

async function post(path: string, principal: Principal, request: object, headers?: Record<string, string>) {
  const body = JSON.stringify(request);
  const signed = headers ?? sign({ method: 'POST', path, body, principal, requestId: 'r' });
  const response = await fetch(`${identity.url}${path}`, {
    method: 'POST',
    headers: { ...signed, 'content-type': 'application/json' },
    body,
  });
  return { status: response.status, json: await response.json() };
}

const request = (changes: object = {}) => ({
  agency: null,
  target: { coordinate: 'Citizen.transitPasses', owners: ['transport'] },
  clientId: null,
  notice: 'Back at noon.',
  ...changes,
});
const off = (principal: Principal, changes: object = {}) =>
  post('/switches/off', principal, request(changes));
const on = (principal: Principal, id: string) => post('/switches/on', principal, { id });

async function told(path = '/revocations') {
  const headers = sign({ method: 'GET', path, body: '', principal: personas.anonymous, requestId: 'r' });
  return (await (await fetch(`${identity.url}${path}`, { headers })).json()) as {
    last: number;
    revocations: unknown[];
    switches: { id: string; notice: string }[];
  };
}

it('an official switches off and on; waiting gateways are notified immediately', async () => {
  const { last, switches } = await told();
  expect(switches).toEqual([]);
  const waiting = told(`/revocations/after/${last}`);
  const { json } = await off(transport);
  expect(json).toEqual({
    kind: 'done',
    switch: {
      id: expect.any(String),
      agency: 'transport',
      subgraph: 'transport',
      subgraphs: ['transport'],
      coordinate: 'Citizen.transitPasses',
      clientId: null,
      notice: 'Back at noon.',
      since: expect.any(String),
    },
  });
  // It revokes no token.
  const news = await waiting;
  expect(news.last).toBeGreaterThan(last);
  expect(news).toMatchObject({
    complete: true,
    revocations: [],
    switches: [json.switch],
  });

  const again = told(`/revocations/after/${news.last}`);
  expect((await on(transport, json.switch.id)).json).toEqual({ kind: 'done', switch: json.switch });
  expect((await again).switches).toEqual([]);
  expect((await on(transport, json.switch.id)).json).toEqual({ kind: 'notInForce' });
});

it('a field that is already off gets the new notice, with one record', async () => {
  const first = (await off(transport)).json.switch;
  const both = await Promise.all([
    off(transport, { notice: 'Later.' }),
    off(transport, { notice: 'Later.' }),
  ]);
  expect(both.map(({ json }) => json.kind)).toEqual(['done', 'done']);
  const { switches } = await told();
  expect(switches).toEqual([expect.objectContaining({ notice: 'Later.' })]);
  expect(switches[0]?.id).not.toBe(first.id);
  await on(transport, switches[0]!.id);
});

describe('an official switches off nothing', () => {
  it.each([
    ['of another agency', transport, { target: { coordinate: 'Notice', owners: ['payments'] } }, 'notOwned'],
    ['that several answer for', transport, { target: { coordinate: 'PageInfo', owners: [] } }, 'notOwned'],
    ['as another agency', transport, { agency: 'finance' }, 'notOwned'],
    ['for an app that there is not', transport, { clientId: 'nobody' }, 'appUnknown'],
    ['without a field or an app', transport, { target: null }, 'nothing'],
    ['of an agency without a subgraph', personas.admin, { agency: 'education' }, 'agencyUnknown'],
    ['for an app as a whole', personas.admin, { target: null, clientId: 'wechat-city' }, 'nothing'],
  ] as const)('%s', async (_, official, changes, kind) => {
    expect((await off(official, changes)).json).toEqual({ kind });
    expect((await told()).switches).toEqual([]);
  });
});

it('an agency blocks one app; the platform switches off any field; each ends only its own, and the admin any', async () => {
  const app = (await off(transport, { target: null, clientId: 'weibo-city' })).json.switch;
  const platform = (await off(personas.admin, { target: { coordinate: 'PageInfo', owners: [] } })).json
    .switch;
  expect(app).toMatchObject({ coordinate: null, clientId: 'weibo-city', agency: 'transport' });
  expect(platform).toMatchObject({ coordinate: 'PageInfo', agency: null, subgraph: null });
  expect((await told()).switches).toHaveLength(2);
  for (const [official, id] of [
    [personas['operator-payments'], app.id],
    [transport, platform.id],
  ] as const) {
    expect((await on(official, id)).json).toEqual({ kind: 'notInForce' });
  }
  for (const { id } of [app, platform]) expect((await on(personas.admin, id)).json.kind).toBe('done');
});

it('the decision and its end stay on record', async () => {
  const rows = await identity.subgraph.database.selectFrom('switch').selectAll().execute();
  expect(rows.length).toBeGreaterThan(4);
  for (const { off_by, on_by, on_since } of rows) {
    expect(['operator-transport', 'admin']).toContain(off_by);
    expect(on_by).toEqual(expect.any(String));
    expect(on_since).toBeInstanceOf(Date);
  }
});

describe('refused is', () => {
  it.each(['anonymous', 'lin', 'wechat-city'] as const)('%s', async (persona) => {
    const { status, json } = await off(personas[persona]);
    expect([status, json.errors[0].extensions.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('an admin without the role', async () => {
    expect((await off({ ...personas.admin, roles: [] })).status).toBe(403);
  });

  it('an unsigned call, and a replayed one', async () => {
    expect((await post('/switches/off', transport, request(), {})).status).toBe(401);
    const body = JSON.stringify({ id: '00000000-0000-4000-8000-000000000000' });
    const headers = sign({
      method: 'POST',
      path: '/switches/on',
      body,
      principal: transport,
      requestId: 'r',
    });
    const statuses = [];
    for (const _ of [1, 2]) {
      statuses.push((await post('/switches/on', transport, JSON.parse(body), { ...headers })).status);
    }
    expect(statuses).toEqual([200, 401]);
  });

  it.each([{}, { notice: '' }, { notice: 'x'.repeat(501) }, { target: 'Stop' }])(
    'a body like %j',
    async (changes) => {
      const body = Object.keys(changes).length > 0 ? request(changes) : {};
      expect((await post('/switches/off', transport, body)).status).toBe(400);
    },
  );
});
