import { requestToken } from '@civic-graph/launcher';
import {
  authorizationUrl,
  Browser,
  claimsOf,
  connectRegistered,
  eventually,
  logIn,
  redeem,
  tick,
} from '@civic-graph/testing';
import { beforeAll, expect, it } from 'vitest';
import { city } from '../one-city/city.ts';
import { expectPromisedTime } from '../promised-time.ts';
import * as text from './operations.ts';

const tokens = { developer: '', 'operator-transport': '', 'operator-payments': '', admin: '' };
type Persona = keyof typeof tokens;

beforeAll(async () => {
  for (const persona of Object.keys(tokens) as Persona[])
    tokens[persona] = await requestToken(city.issuerUrl, { persona });
});

/** Sends a mutation as a persona. @returns its payload */
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
async function mutate(persona: Persona, mutation: string, input: object): Promise<any> {
  const { data, errors } = await city.query(tokens[persona], mutation, { input });
  expect(errors).toBeUndefined();
  return Object.values(data as object)[0];
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
async function standing(persona: Persona): Promise<any> {
  const { data } = await city.query(tokens[persona], text.standing, { clientId });
  return (data as { appRegistration: unknown }).appRegistration;
}

const codes = async (token: string, query: string) =>
  ((await city.query(token, query)).errors ?? []).map(({ extensions }) => extensions.code);

const redirectUri = 'http://127.0.0.1:8801/callback';
let clientId = '';
let clientSecret = '';
let request = '';
let firstToken = '';

it('a developer registers an app without help', async () => {
  const registered = await mutate('developer', text.register, {
    nameZh: '出行与缴费助手',
    nameEn: 'Ride and Pay',
    platform: 'WeChat',
    homepage: 'https://ride-and-pay.example/',
    contact: 'team@ride-and-pay.example',
    redirectUris: [redirectUri],
    purposes: [{ purpose: 'city-services', statement: 'Shows your passes and what you have to pay' }],
  });
  expect(registered).toMatchObject({ __typename: 'AppRegistered', registration: { state: 'DRAFT' } });
  ({ clientId, clientSecret } = registered);
});

it('the developer submits operations, and sees their needs', async () => {
  const operations = [text.passes, text.notices];
  const { request: drafted } = await mutate('developer', text.draft, { clientId, operations });
  expect(drafted.scopes).toEqual([{ id: 'payments:notices' }, { id: 'transport:passes' }]);
  expect(drafted.fields).toContainEqual({
    coordinate: 'Citizen.transitPasses',
    dataClass: 'C2',
    scopes: ['transport:passes'],
    policies: expect.arrayContaining(['consent:transport:passes']),
  });
  expect(drafted.parts.map(({ agency }: { agency: { id: string } }) => agency.id)).toEqual([
    'finance',
    'transport',
  ]);
});

it('the sandbox is open immediately, before any approval', async () => {
  const { accessToken } = await mutate('developer', text.sandboxToken, { clientId, citizen: 'lin' });
  for (const query of [text.passes, text.notices]) {
    const { data, errors } = await city.query(accessToken, query);
    expect([errors, data]).toEqual([undefined, { me: expect.anything() }]);
  }
});

it('one agency approves, the other refuses with a reason; the app has exactly the approved part', async () => {
  request = (await mutate('developer', text.submit, { clientId })).request.id;
  await mutate('operator-transport', text.decide, {
    request,
    decision: 'APPROVE',
    reason: 'Passes are for riders',
  });
  const refusal = 'A reminder needs hasDueNotices, not the notices';
  await mutate('operator-payments', text.decide, { request, decision: 'REFUSE', reason: refusal });

  const seen = await standing('developer');
  expect(seen).toMatchObject({
    state: 'APPROVED_IN_PART',
    app: { approvedScopes: [{ id: 'transport:passes' }] },
    operations: [{ name: 'Passes', text: text.passes }],
  });
  expect(seen.transitions.nodes.at(-1)).toMatchObject({
    event: 'REFUSE_PART',
    agency: { id: 'finance' },
    reason: refusal,
  });
  expect(await standing('operator-payments')).toEqual(seen);
  expect(await standing('admin')).toEqual(seen);
});

it('the first call, for a citizen who has consented', async () => {
  const app = await connectRegistered({ url: city.issuerUrl }, { clientId, clientSecret, redirectUri });
  const { url, verifier } = await authorizationUrl(app, 'openid transport:passes payments:notices');
  const browser = new Browser(city.issuerUrl);
  const page = await logIn(browser, url, 'citizen-0042', 'high');
  expect(page.text).not.toContain('payments:notices');
  const back = await browser.submit(page, '/consent', tick(['transport:passes']));
  firstToken = (await redeem(app, back.url, verifier)).access_token;
  expect(claimsOf(firstToken)).toMatchObject({ client_id: clientId, scope: 'transport:passes' });

  const { data, errors } = await city.query(firstToken, text.passes);
  expect(errors).toBeUndefined();
  expect(data).toEqual({ me: { transitPasses: expect.any(Array) } });
  expect(await codes(firstToken, text.notices)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
});

it('with its safelist enforced, the app runs only approved operations', async () => {
  const spelt = text.passes.replaceAll(' ', '\n  ').replace('kind', 'kind __typename');
  const open = '{ stops(first: 1) { nodes { name } } }';
  expect(await codes(firstToken, open)).toEqual([]);
  const hold = { clientId, hold: true, reason: 'It is in production' };
  expect(await mutate('developer', text.hold, hold)).toMatchObject({
    registration: { heldToSafelist: true, state: 'APPROVED_IN_PART' },
  });
  const start = performance.now();
  await eventually(async () => expect(await codes(firstToken, open)).toEqual(['OPERATION_NOT_SAFELISTED']));
  expectPromisedTime(performance.now() - start);
  for (const query of [text.passes, spelt]) expect(await codes(firstToken, query)).toEqual([]);
});

it('a suspension stops the app at the gateway', async () => {
  const start = performance.now();
  await mutate('operator-transport', text.suspend, { clientId, reason: 'Passes turned up elsewhere' });
  await eventually(async () => expect(await codes(firstToken, text.passes)).toEqual(['TOKEN_REVOKED']));
  expectPromisedTime(performance.now() - start);
  expect((await standing('developer')).transitions.nodes.at(-1)).toEqual({
    event: 'SUSPEND',
    to: 'SUSPENDED',
    by: 'AGENCY',
    agency: { id: 'transport' },
    reason: 'Passes turned up elsewhere',
  });
  const { url } = await authorizationUrl(
    await connectRegistered({ url: city.issuerUrl }, { clientId, clientSecret, redirectUri }),
    'openid transport:passes',
  );
  expect((await new Browser(city.issuerUrl).open(url.href)).status).toBe(400);
});
