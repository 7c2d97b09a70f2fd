import { randomUUID } from 'node:crypto';
import { composeSupergraph } from '@civic-graph/supergraph';
import { eventually, personas, testSecrets } from '@civic-graph/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { subgraphs } from '../../../test/fixtures/create-engine.ts';
import { type NewsService, startNewsService } from '../../../test/fixtures/feed-service.ts';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';
import { ownSubgraph } from '../../supergraph/own-subgraph/own-subgraph.ts';
import type { Switch } from './switch.ts';

let service: NewsService;
let graph: TestGateway;
let token: string;
let otherApp: string;
beforeAll(async () => {
  service = await startNewsService();
  graph = await startTestGateway({
    revocation: { url: service.url, secret: testSecrets.subgraph, maxSilenceMs: 5_000 },
  });
  await graph.replaceSupergraph(composeSupergraph([...subgraphs, ownSubgraph]));
  await eventually(async () => expect((await graph.ask('{ switches { id } }')).status).toBe(200));
  token = await graph.issuer.mint(personas['wechat-city']);
  otherApp = await graph.issuer.mint(personas['weibo-city']);
});
afterAll(async () => {
  await graph?.close();
  service?.close();
});
afterEach(() => inForce());

/** Reports exactly these switches to the gateway. */
async function inForce(...switches: Partial<Switch>[]): Promise<void> {
  const whole = switches.map(
    (changes): Switch => ({
      id: randomUUID(),
      agency: 'bureau',
      subgraph: 'people',
      coordinate: null,
      clientId: null,
      notice: 'Back at noon.',
      since: '2026-06-01T08:00:00.000Z',
      ...changes,
    }),
  );
  service.switch(whole);
  await eventually(async () => {
    const figure = /^civic_gateway_switches_in_force (\d+)$/m.exec(await graph.gateway.metrics())?.[1];
    expect(Number(figure ?? 0)).toBe(whole.length);
    // The same number of switches, but new ones.
    const { data } = (await graph.ask<{ switches: Switch[] }>('{ switches { id } }', { token })).json;
    expect(data.switches.map(({ id }) => id)).toEqual(
      whole.filter(({ clientId }) => clientId === null || clientId === 'wechat-city').map(({ id }) => id),
    );
  });
}

const off = (coordinate: string, path: readonly unknown[]) =>
  expect.objectContaining({
    path,
    extensions: {
      coordinate,
      rule: 'switchedOff',
      missing: [],
      notice: 'Back at noon.',
      remedy: expect.any(String),
      agency: 'bureau',
      since: '2026-06-01T08:00:00.000Z',
      code: 'SWITCHED_OFF',
    },
  });

/** Requests to subgraphs since the last call. */
function asked(since: number): string {
  return graph.calls
    .slice(since)
    .map(({ body }) => body.toString())
    .join('\n');
}

it('a field is refused with the notice on both paths, despite earlier plans, and not fetched; after the switch it is served again', async () => {
  const query = '{ person(id: "1") { name age } }';
  const whole = { data: { person: { name: 'Person 1', age: 20 } } };
  // The second request takes the fast path, from the first one's prepared operation.
  for (const _ of [1, 2]) expect((await graph.ask(query)).json).toEqual(whole);
  await inForce({ coordinate: 'Person.name' });
  for (const spelling of ['application/json', 'Application/JSON ;charset="UTF-8"', 'application/json']) {
    const before = graph.calls.length;
    const { json } = await graph.send({
      headers: { 'content-type': spelling },
      payload: JSON.stringify({ query }),
    });
    expect(json).toEqual({
      errors: [off('Person.name', ['person', 'name'])],
      data: { person: { name: null, age: 20 } },
    });
    expect(asked(before)).not.toContain('name');
  }
  await inForce();
  expect((await graph.ask(query)).json).toEqual(whole);
});

it('a switch also applies to a subgraph that its agency runs from now on, despite earlier plans', async () => {
  const query = '{ person(id: "1") { name reviews { text } } }';
  const offIn = async () => {
    const { errors } = (await graph.ask(query)).json;
    return (errors ?? []).map(({ path }) => path.join('.'));
  };
  const first: Partial<Switch> = { id: randomUUID(), subgraph: 'ratings', subgraphs: ['ratings'] };
  await inForce({ ...first, coordinate: 'Person' });
  for (const _ of [1, 2]) expect(await offIn()).toEqual(['person.reviews']);
  await inForce({ ...first, coordinate: 'Person', subgraphs: ['ratings', 'people'] });
  await eventually(async () => expect(await offIn()).toContain('person.name'));
});

it('a field computed from it is refused, and it is not fetched for that', async () => {
  await inForce({ coordinate: 'Person.age' });
  const before = graph.calls.length;
  const { json } = await graph.ask('{ person(id: "1") { name category visits { at } } }');
  expect(json.errors).toEqual([off('Person.category', ['person', 'category'])]);
  expect(json.data.person).toMatchObject({ name: 'Person 1', category: null, visits: expect.any(Array) });
  expect(asked(before)).not.toMatch(/\bage\b/);
});

it('a key that the platform has switched off is not fetched either', async () => {
  await inForce({ coordinate: 'Person.uin', agency: null, subgraph: null });
  const before = graph.calls.length;
  const { json } = await graph.ask('{ person(id: "1") { name reviews { text } } }');
  expect(json.errors[0].extensions).toMatchObject({ code: 'SWITCHED_OFF', coordinate: 'Person.reviews' });
  expect(json.errors[0].message).not.toContain('uin');
  expect(asked(before)).not.toContain('uin');
});

it('a type is refused wherever it occurs', async () => {
  await inForce({ coordinate: 'Company' });
  const { json } = await graph.ask<{ agents: unknown[] }>(
    '{ agents { __typename ... on Company { id } ... on Person { id } } }',
  );
  expect(json.errors).toEqual([off('Company.__typename', ['agents', 3, '__typename'])]);
  const people = ['1', '2', '3'].map((id) => ({ __typename: 'Person', id }));
  expect(json.data.agents.filter(Boolean)).toEqual(people);
});

it('a field that is off for one app is off only for that app, whatever is cached', async () => {
  const query = '{ people { name tags } }';
  await inForce({ coordinate: 'Person.name', clientId: 'wechat-city' });
  for (const _ of [1, 2, 3]) {
    const [mine, others, nobodys] = await Promise.all([
      graph.ask(query, { token }),
      graph.ask(query, { token: otherApp }),
      graph.ask(query),
    ]);
    expect(mine.json.errors).toHaveLength(3);
    expect(others.json.errors).toBeUndefined();
    expect(nobodys.json.errors).toBeUndefined();
  }
});

it('an app loses every field of an agency, and no field of others', async () => {
  await inForce({ clientId: 'wechat-city' });
  const { json } = await graph.ask('{ person(id: "1") { id } place(code: "park") { title } }', { token });
  expect(json.errors).toEqual([off('Query.person', ['person'])]);
  expect(json.data).toEqual({ person: null, place: { title: 'The park' } });
  expect((await graph.ask('{ person(id: "1") { id } }', { token: otherApp })).json.errors).toBeUndefined();
});

it('a caller without access learns only that the field is off', async () => {
  await inForce({ coordinate: 'Person.diary' });
  const { json } = await graph.ask('{ person(id: "1") { diary } }');
  expect(json.errors).toEqual([off('Person.diary', ['person', 'diary'])]);
});

it('explainAccess reports it', async () => {
  await inForce({ coordinate: 'Person.name' });
  const fields = [expect.objectContaining({ coordinate: 'Query.person', allowed: true }), expect.anything()];
  const explained = await graph.ask(
    '{ explainAccess(operation: "{ person(id: 1) { name } }") { fields { coordinate allowed rule remedy } } }',
  );
  expect(explained.json.data.explainAccess?.fields).toEqual(fields);
  const name = { coordinate: 'Person.name', allowed: false, rule: 'switchedOff' };
  expect(explained.json.data.explainAccess?.fields?.[1]).toMatchObject(name);
  const beside = await graph.ask('{ person(id: 1) { name } }', { extensions: { explainAccess: true } });
  expect(beside.json.extensions.access?.[1]).toMatchObject(name);
});

it('operations without the field stay prepared', async () => {
  const untouched = '{ place(code: "pool") { title } }';
  await graph.ask(untouched);
  const warnings = graph.log.length;
  await inForce({ coordinate: 'Person.name' });
  expect((await graph.ask(untouched)).json).toEqual({ data: { place: { title: 'The pool' } } });
  // The log names only the switched coordinate and the agency.
  expect(graph.log.slice(warnings).filter((line) => line.includes('kill switches changed'))).toHaveLength(1);
});

describe('shows each caller the switches that it may see', () => {
  it.each([
    ['nobody', null, ['all']],
    ['the app that it is off for', personas['wechat-city'], ['all', 'wechat']],
    ['another app', personas['weibo-city'], ['all']],
    ['an official of the agency', { ...personas['operator-transport'], agency: 'bureau' }, ['all', 'wechat']],
    ['an official of another agency', personas['operator-transport'], ['all']],
    ['the admin', personas.admin, ['all', 'wechat']],
  ] as const)('%s', async (_, principal, expected) => {
    await inForce(
      { coordinate: 'Person.name', notice: 'all' },
      { coordinate: 'Person.age', clientId: 'wechat-city', notice: 'wechat' },
    );
    const caller = principal && (await graph.issuer.mint(principal));
    const query = '{ switches { notice coordinate fields app { clientId } agency { id } } }';
    const { json } = await graph.ask<{ switches: Switch[] }>(query, caller ? { token: caller } : {});
    expect(json.data.switches.map(({ notice }) => notice)).toEqual(expected);
    expect(json.data.switches[0]).toEqual({
      notice: 'all',
      coordinate: 'Person.name',
      fields: ['Person.name'],
      app: null,
      agency: { id: 'bureau' },
    });
  });
});

describe('an official', () => {
  const switchOff = `mutation ($input: SwitchOffInput!) {
    switchOff(input: $input) { __typename ... on SwitchedOff { switch { id } } }
  }`;

  it('learns about an unknown field before any service is called', async () => {
    const official = await graph.issuer.mint(personas.admin);
    for (const coordinate of ['Nothing', 'Person.nothing', 'Person.name.first', '__proto__']) {
      const { json } = await graph.ask(switchOff, {
        token: official,
        variables: { input: { coordinate, notice: 'n' } },
      });
      expect(json.data.switchOff).toEqual({ __typename: 'CoordinateUnknown' });
    }
    const { json } = await graph.ask(switchOff, { token: official, variables: { input: { notice: ' ' } } });
    expect(json.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  it('gets an error if the identity service cannot record the change', async () => {
    const official = await graph.issuer.mint(personas.admin);
    const input = { coordinate: 'Person.name', notice: 'n' };
    const { json } = await graph.ask(switchOff, { token: official, variables: { input } });
    expect(json.errors[0].extensions.code).toBe('SUBGRAPH_UNAVAILABLE');
  });

  it.each(['anonymous', 'wechat-city', 'lin'] as const)('is what %s is not', async (persona) => {
    const principal = personas[persona];
    const input = { coordinate: 'Person.name', notice: 'n' };
    const caller = principal.kind === 'anonymous' ? {} : { token: await graph.issuer.mint(principal) };
    const { json } = await graph.ask(switchOff, { ...caller, variables: { input } });
    expect(json.errors[0].extensions.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
  });
});

describe.each(['reject', 'dryRun'] as const)('in the mode %s', (authorizationMode) => {
  it(authorizationMode === 'reject' ? 'the whole operation is refused' : 'it is off anyway', async () => {
    const own = await startNewsService();
    const gateway = await startTestGateway({
      authorizationMode,
      revocation: { url: own.url, secret: testSecrets.subgraph, maxSilenceMs: 5_000 },
    });
    const id = randomUUID();
    const whole = {
      subgraph: 'people',
      notice: 'n',
      since: new Date().toISOString(),
      agency: 'bureau',
      id,
    };
    own.switch([{ ...whole, coordinate: 'Person.diary', clientId: null }]);
    await eventually(async () => {
      const { json, status } = await gateway.ask('{ person(id: "1") { name diary } }');
      expect(json.errors[0].extensions.code).toBe('SWITCHED_OFF');
      if (authorizationMode === 'reject') expect([status, json.data]).toEqual([503, undefined]);
      else
        expect(json).toEqual({
          errors: [expect.anything()],
          data: { person: { name: 'Person 1', diary: null } },
        });
    });
    await gateway.close();
    own.close();
  });
});
