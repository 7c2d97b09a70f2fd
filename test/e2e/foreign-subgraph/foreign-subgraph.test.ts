import { personas, signedFetch, testSecrets } from '@civic-graph/testing';
import { createRequestSigner, type RequestSignerOptions } from '@civic-graph/tokens';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../sign-in.ts';
import { type ForeignCity, startForeignCity } from './foreign-city.ts';

let city: ForeignCity;
beforeAll(async () => {
  city = await startForeignCity();
});
afterAll(() => city?.stop());

const scopes = 'identity:basic transport:passes payments:notices';
const signInAs = (account: string, consent: readonly string[]) =>
  signIn(city.issuerUrl, account, { app: 'wechat-city', scopes, consent });

/** The README's first query, over the small city of the other servers, with the fields that join them. */
const acrossAgencies = `{
  me { ageOver(years: 18) transitPasses { kind valid agency { id name(language: EN) } }
       notices(first: 1) { nodes { dueDate amount { amountMinor currency } agency { name(language: EN) } } } }
  station(gtfsId: "YG:1") { departures(first: 1) { nodes { scheduledDeparture headsign } } }
  region(code: "330100") { name stops { nodes { gtfsId name } totalCount }
       indicator(dataflow: "population", key: { dimension: "AGE", codes: "_T" }) {
       series { latest { timePeriod value } } } }
}`;

const publicParts = {
  station: {
    departures: { nodes: [{ scheduledDeparture: '2026-11-26T08:00:00+08:00', headsign: 'Harbour' }] },
  },
  region: {
    name: 'Hangzhou',
    stops: { nodes: [{ gtfsId: 'YG:1', name: 'Yoga Square' }], totalCount: 1 },
    indicator: { series: [{ latest: { timePeriod: '2025', value: 13_000_001 } }] },
  },
};

describe('with transport on Yoga and statistics on Mercurius', () => {
  it('answers one query over four agencies, two of them on other servers', async () => {
    const token = await signInAs('lin', scopes.split(' '));
    const { data, errors } = await city.query(token, acrossAgencies);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      ...publicParts,
      me: {
        ageOver: true,
        transitPasses: [
          { kind: 'STUDENT', valid: true, agency: { id: 'transport', name: expect.any(String) } },
        ],
        notices: { nodes: [{ dueDate: expect.any(String), agency: { name: expect.any(String) } }] },
      },
    });
  });

  it('opens public data to everybody, and nothing else', async () => {
    const { data, errors } = await city.query(null, acrossAgencies);
    expect(data).toEqual({ ...publicParts, me: null });
    expect(errors).toMatchObject([{ path: ['me'], extensions: { rule: 'authenticated' } }]);
  });

  it('refuses data without zhao’s consent', async () => {
    const { data, errors } = await city.query(
      await signInAs('zhao', []),
      '{ me { transitPasses { kind } } }',
    );
    expect(data).toEqual({ me: { transitPasses: null } });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }]);
  });
});

describe('errors in the format of', () => {
  const denied = /SELECT|secret|MER_ERR|Unexpected error|node_modules|127\.0\.0\.1/;

  it.each([
    ['Yoga', 'trip', 'trip(gtfsId: "X:1") { gtfsId }', 'gtfsId', 'There is no feed of X:1.'],
    ['Mercurius', 'dataflow', 'dataflow(id: "x") { id }', 'id', 'There is no data set x.'],
  ])('%s: an error with a public code is reported', async (_, field, selection, argument, message) => {
    const answer = await city.query(null, `{ ${selection} agency(id: "transport") { id } }`);
    expect(answer.data).toEqual({ [field]: null, agency: { id: 'transport' } });
    expect(answer.errors).toEqual([
      { message, path: [field], extensions: { code: 'BAD_USER_INPUT', argument } },
    ]);
  });

  it.each([
    ['Yoga', 'route', 'route(gtfsId: "X:1") { gtfsId }'],
    ['Mercurius', 'region', 'region(code: "330100") { indicators { unit { code } } }'],
  ])('%s: any other error is masked', async (_, field, selection) => {
    const answer = await city.query(null, `{ ${selection} agency(id: "transport") { id } }`);
    expect(answer.data).toEqual({ [field]: null, agency: { id: 'transport' } });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(answer.errors?.[0]?.path?.[0]).toBe(field);
    expect(JSON.stringify(answer)).not.toMatch(denied);
  });

  it('Mercurius: an error without any data is reported', async () => {
    const answer = await city.query(null, '{ regions { nodes { code } } }');
    expect(answer.data).toBeNull();
    expect(answer.errors).toMatchObject([
      { path: ['regions'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
    expect(JSON.stringify(answer)).not.toMatch(denied);
  });
});

describe.each(['transport', 'statistics'] as const)('a call to %s that the gateway did not sign', (name) => {
  const body = JSON.stringify({ query: '{ __typename }' });
  const json = { 'content-type': 'application/json' };
  const code = async (response: Response) => {
    const { data, errors } = (await response.json()) as {
      data?: unknown;
      errors: { extensions: { code: string } }[];
    };
    return [response.status, errors[0]?.extensions.code, data ?? null];
  };

  it('is refused, by POST and by GET', async () => {
    const url = city.urls[name];
    const calls = [
      fetch(url, { method: 'POST', headers: json, body }),
      fetch(url, { method: 'POST', headers: json, body: JSON.stringify({ query: '{ _service { sdl } }' }) }),
      fetch(`${url}?query=${encodeURIComponent('{ __typename }')}`, { headers: json }),
    ];
    for (const call of calls) expect(await code(await call)).toEqual([401, 'SIGNATURE_REQUIRED', null]);
  });

  it('is refused with another secret, for another agency, with another body, or too late', async () => {
    const url = city.urls[name];
    const own = { secret: city.secrets.subgraphs[name]!, keyId: name };
    const send = (signer: Partial<RequestSignerOptions>, sent = body) => {
      const sign = createRequestSigner({ ...own, ...signer });
      const call = { method: 'POST', path: '/graphql', body, principal: personas.admin, requestId: 'direct' };
      return fetch(url, { method: 'POST', headers: { ...sign(call), ...json }, body: sent });
    };
    const invalid = [401, 'SIGNATURE_INVALID', null];
    expect(await code(await send({ secret: testSecrets.subgraph }))).toEqual(invalid);
    expect(await code(await send({ keyId: 'identity' }))).toEqual(invalid);
    expect(await code(await send({}, body.replace('__typename', '_service { sdl }')))).toEqual(invalid);
    const aMinuteAgo = () => new Date(Date.now() - 70_000);
    expect(await code(await send({ clock: aMinuteAgo }))).toEqual([401, 'SIGNATURE_EXPIRED', null]);
    expect(await (await send({})).json()).toEqual({ data: { __typename: 'Query' } });
  });

  it('finds no page for browsers', async () => {
    const page = await fetch(city.urls[name], { headers: { accept: 'text/html' } });
    expect(page.status).toBe(401);
  });
});

it('transport itself refuses what its directives forbid, even in a signed call', async () => {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Citizen { transitPasses { kind } } } }`;
  const variables = { r: [{ __typename: 'Citizen', uin: 'CTZ-0000000000' }] };
  const call = { subgraph: 'transport', url: city.urls.transport, secret: city.secrets.subgraphs.transport! };
  for (const persona of ['anonymous', 'zhao', 'admin'] as const) {
    const response = await signedFetch({ ...call, principal: personas[persona] }, { query, variables });
    const { data, errors } = (await response.json()) as { data: object | null; errors: object[] };
    expect(JSON.stringify(data)).not.toContain('STUDENT');
    expect(errors.length, persona).toBeGreaterThan(0);
  }
  const own = await signedFetch({ ...call, principal: personas.lin }, { query, variables });
  expect(await own.json()).toEqual({ data: { _entities: [{ transitPasses: [{ kind: 'STUDENT' }] }] } });
});

it('the other agencies continue when one is down', async () => {
  await city.stopAgency('statistics');
  // An unused region, so that no answer is cached.
  const query = '{ region(code: "330200") { name stops { totalCount } } station(gtfsId: "YG:2") { name } }';
  const { data, errors } = await city.query(null, query);
  expect(data).toEqual({ region: null, station: { name: 'Yoga Harbour' } });
  expect(errors).toMatchObject([{ path: ['region'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
});
