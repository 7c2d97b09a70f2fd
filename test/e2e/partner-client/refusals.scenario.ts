import { memoryStore, type Refusal, refusalsOf, type Session } from '@civic-graph/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { city } from '../one-city/city.ts';
import { type OwnGateway, ownGateway } from './own-gateway.ts';
import { whileOff } from './switches.ts';
import { connect, signIn, visitor } from './visit.ts';

const notice = 'Passes are being recounted until noon.';
const passes = '{ me { transitPasses { kind } } }';
const profile = '{ me { profile { name { value } birthDate { value } } } }';
const kindsOf = (refusals: readonly Refusal[]) => refusals.map(({ kind }) => kind);

async function newSession(id: string): Promise<Session> {
  return (await connect('wechat-city')).session(id);
}

it('sign-in needed: for personal data, while public data is served', async () => {
  const session = await newSession('anonymous');
  const { data, refusals } = await session.query<{ me: unknown; stops: object }, object>(
    '{ me { ageOver(years: 18) } stops(first: 1) { nodes { name } } }',
  );
  expect(data?.stops).toEqual({ nodes: [{ name: expect.any(String) }] });
  expect(refusals).toMatchObject([{ kind: 'sign-in-needed', code: 'UNAUTHORIZED_FIELD_OR_TYPE' }]);
});

it('consent needed: a new sign-in opens the field, and open fields stay open', async () => {
  const session = await newSession('consent');
  const citizen = visitor('citizen-0111');
  await signIn(session, citizen, { scopes: ['identity:basic'] }, { consent: ['identity:basic'] });
  const both = '{ me { ageOver(years: 18) transitPasses { kind } } }';
  const { data, refusals } = await session.query(both);
  expect(data).toEqual({ me: { ageOver: expect.any(Boolean), transitPasses: null } });
  const [refusal] = refusals;
  expect(refusals).toMatchObject([
    {
      kind: 'consent-needed',
      path: ['me', 'transitPasses'],
      coordinate: 'Citizen.transitPasses',
      scopes: ['transport:passes'],
      purpose: 'city-services',
      url: expect.stringContaining(`${city.issuerUrl}/auth?`),
    },
  ]);
  if (refusal?.kind !== 'consent-needed') throw new Error('no consent would do');
  const outcome = await signIn(session, citizen, refusal, {
    consent: ['identity:basic', 'transport:passes'],
  });
  expect(outcome).toEqual({ kind: 'signed-in', scopes: ['identity:basic', 'transport:passes'] });
  expect((await session.query(both)).refusals).toEqual([]);
});

it('step-up needed: a new sign-in opens the field', async () => {
  const session = await newSession('step-up');
  const citizen = visitor('lin');
  const scopes = ['identity:basic', 'identity:profile', 'identity:sensitive'];
  await signIn(session, citizen, { scopes }, { consent: scopes, assurance: 'substantial' });
  const { data, refusals } = await session.query(profile);
  expect(data).toMatchObject({ me: { profile: { name: { value: expect.any(String) }, birthDate: null } } });
  const [refusal] = refusals;
  expect(refusal).toMatchObject({
    kind: 'step-up-needed',
    acrValues: 'urn:civic-graph:assurance:high',
    coordinate: 'Profile.birthDate',
  });
  if (refusal?.kind !== 'step-up-needed') throw new Error('no step-up would do');
  const url = await session.signIn(refusal);
  const page = await citizen.browser.open(url);
  expect(page.text).toContain('Confirm who you are');
  const back = await citizen.browser.submit(page, '/login', [['account', citizen.account]]);
  expect(await session.completeSignIn(back.url)).toEqual({ kind: 'signed-in', scopes });
  expect((await session.query(profile)).refusals).toEqual([]);
});

it('hidden: a field that no citizen can open', async () => {
  const session = await newSession('hidden');
  await signIn(session, visitor('citizen-0113'), {});
  const { refusals } = await session.query('{ profilingAlerts(first: 1) { nodes { id } } }');
  expect(refusals).toMatchObject([{ kind: 'hidden', remedy: expect.any(String) }]);
});

it('switched off: with the agency’s notice, and open again afterwards', async () => {
  const session = await newSession('switched');
  const scopes = ['transport:passes'];
  await signIn(session, visitor('citizen-0114'), { scopes }, { consent: scopes });
  const field = { coordinate: 'Citizen.transitPasses', notice, official: 'operator-transport' };
  await whileOff(field, () =>
    expect
      .poll(async () => (await session.query(passes)).refusals)
      .toMatchObject([
        { kind: 'switched-off', notice, agency: 'transport', since: expect.stringMatching(/^\d{4}-/) },
      ]),
  );
  await expect.poll(async () => (await session.query(passes)).refusals).toEqual([]);
});

it('consent needed: after a withdrawal the token is renewed without the scope', async () => {
  const session = await newSession('withdrawn');
  const scopes = ['identity:consents', 'transport:passes'];
  await signIn(session, visitor('citizen-0115'), { scopes, offline: true }, { consent: scopes });
  const consents = '{ me { consents(first: 1) { nodes { id } } } }';
  const { data } = await session.query<{ me: { consents: { nodes: { id: string }[] } } }, object>(consents);
  const withdraw =
    'mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { __typename } }';
  const input = { consent: data!.me.consents.nodes[0]!.id };
  expect((await session.mutate(withdraw, { input })).data).toEqual({
    withdrawConsent: { __typename: 'ConsentWithdrawn' },
  });
  await expect
    .poll(async () => (await session.query(passes)).refusals)
    .toMatchObject([{ kind: 'consent-needed', scopes: ['transport:passes'] }]);
  expect(await session.citizen()).toMatchObject({ scopes: [] });
});

it('sign-in needed: after the sign-in was ended elsewhere', async () => {
  const store = memoryStore();
  const [one, other] = [await connect('wechat-city', { store }), await connect('wechat-city', { store })];
  const request = { scopes: ['transport:passes'], offline: true };
  await signIn(one.session('x'), visitor('citizen-0116'), request, { consent: request.scopes });
  const tokens = (await store.get('civic:x:tokens')) ?? '';
  await other.session('x').signOut();
  await store.set('civic:x:tokens', tokens, 60);
  await expect
    .poll(async () => (await one.session('x').query(passes)).refusals)
    .toMatchObject([{ kind: 'sign-in-needed', code: 'TOKEN_REVOKED' }]);
  expect(await one.session('x').citizen()).toBeNull();
});

it('failed: a mistake of the caller, with its code', async () => {
  const session = await newSession('mistaken');
  const { data, refusals } = await session.query('{ nothing }');
  expect(data).toBeNull();
  expect(refusals).toMatchObject([{ kind: 'failed', code: 'GRAPHQL_VALIDATION_FAILED', path: null }]);
});

it('urql and its bindings get the same refusals', async () => {
  const session = await newSession('urql');
  const { error } = await session.urql.query('{ me { ageOver(years: 18) } }', {}).toPromise();
  expect(kindsOf(refusalsOf(error!))).toEqual(['sign-in-needed']);
});

it('a call rejects with the reason if it is aborted or no gateway answers', async () => {
  const session = await newSession('aborted');
  const reason = new Error('the citizen left');
  const abort = new AbortController();
  const asked = session.query('{ stops(first: 100) { nodes { name } } }', {}, { signal: abort.signal });
  abort.abort(reason);
  await expect(asked).rejects.toBe(reason);
  const { signal } = abort;
  await expect(session.query('{ __typename }', {}, { signal })).rejects.toBe(reason);
  const nobody = (await connect('wechat-city', { gateway: 'http://127.0.0.1:9/graphql' })).session('nobody');
  await expect(nobody.query('{ __typename }')).rejects.toThrow();
});

describe('at a gateway with a small quota and without the transport bureau', () => {
  let gateway: OwnGateway;
  beforeAll(async () => {
    gateway = await ownGateway({ QUOTA_ADDRESS: '50', SUBGRAPH_URL_TRANSPORT: 'http://127.0.0.1:9/graphql' });
    await gateway.start();
  });
  afterAll(() => gateway?.stop('SIGTERM'));

  const stops = 'query Stops($first: Int!) { stops(first: $first) { nodes { name } } }';
  const newAnonymous = async () =>
    (await connect('wechat-city', { gateway: gateway.graphqlUrl })).session('anonymous');

  it('unavailable: the agency, not the gateway', async () => {
    const { refusals } = await (await newAnonymous()).query(stops, { first: 1 });
    expect(refusals).toMatchObject([{ kind: 'unavailable', code: 'SUBGRAPH_UNAVAILABLE', path: ['stops'] }]);
  });

  it('rate-limited: with the time to wait', async () => {
    const { data, refusals } = await (await newAnonymous()).query(stops, { first: 100 });
    expect(data).toBeNull();
    expect(refusals).toMatchObject([{ kind: 'rate-limited', code: 'RATE_LIMITED', quota: 'address' }]);
    const [refusal] = refusals;
    expect(refusal?.kind === 'rate-limited' && refusal.retryAfterSeconds).toBeGreaterThan(0);
  });
});
