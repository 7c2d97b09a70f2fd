import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type App,
  authorizationUrl,
  Browser,
  claimsOf,
  connectApp,
  eventually,
  logIn,
  redeem,
  tick,
} from '@civic-graph/testing';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';

let identity: IdentityDeployment;
let app: App;
/** The app's own server, which receives logout tokens. */
let server: Server;
const received: URLSearchParams[] = [];
let status = 200;

beforeAll(async () => {
  identity = await startIdentity();
  server = createServer(async (request, response) => {
    received.push(new URLSearchParams(Buffer.concat(await request.toArray()).toString()));
    response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  await register(`http://127.0.0.1:${(server.address() as AddressInfo).port}/logout`);
  app = await connectApp(identity);
});
afterAll(async () => {
  server?.close();
  await identity?.stop();
});
beforeEach(() => {
  received.splice(0);
  status = 200;
});

function register(backchannel_logout_uri: string | null) {
  return identity.subgraph.database
    .updateTable('app')
    .set({ backchannel_logout_uri })
    .where('client_id', '=', 'wechat-city')
    .execute();
}

async function signIn(account: string, to = app) {
  const browser = new Browser(identity.url);
  const { url, verifier } = await authorizationUrl(to, 'openid identity:basic', { prompt: 'consent' });
  const page = await logIn(browser, url, account);
  const back = await browser.submit(page, '/consent', tick(['identity:basic']));
  return { browser, tokens: await redeem(to, back.url, verifier) };
}

async function signOut(browser: Browser, more = '') {
  const asked = await browser.open(`${identity.url}/session/end${more}`);
  return browser.submit(asked, '/session/end/confirm', [['logout', 'yes']]);
}

/** Claims of the one logout token, verified as an app must (section 2.6). */
async function told() {
  expect(received).toHaveLength(1);
  const { payload } = await jwtVerify(
    received[0]!.get('logout_token')!,
    createRemoteJWKSet(new URL(`${identity.url}/jwks`)),
    { issuer: identity.url, audience: 'wechat-city', typ: 'logout+jwt', algorithms: ['ES256'] },
  );
  expect(payload).not.toHaveProperty('nonce');
  return payload;
}

const logoutEvents = { 'http://schemas.openid.net/event/backchannel-logout': {} };

it('a sign-out notifies the app with its pairwise subject', async () => {
  const { browser, tokens } = await signIn('citizen-0500');
  await signOut(browser);
  const { sub } = claimsOf(tokens.id_token!);
  expect(await told()).toMatchObject({ sub, events: logoutEvents, jti: expect.any(String) });
  expect(JSON.stringify(claimsOf(received[0]!.get('logout_token')!))).not.toContain('CTZ-');
});

it('an app without a sign-in is not notified', async () => {
  const { browser } = await signIn('citizen-0501', await connectApp(identity, 'alipay-city'));
  await signOut(browser);
  expect(received).toEqual([]);
});

it('a withdrawn consent notifies the app, wherever the citizen withdraws it', async () => {
  const { tokens } = await signIn('citizen-0502');
  const claims = claimsOf(tokens.access_token);
  const { executeAs } = identity.subgraph;
  const citizen = {
    kind: 'citizen',
    clientId: 'alipay-city',
    scopes: ['identity:consents'],
    consents: ['identity:consents'],
    purpose: 'city-services',
    subject: 'another',
    assurance: 'high',
    citizenKey: 'CTZ-0000000502',
    consentId: 'another',
  } as const;
  const { data, errors } = await executeAs(citizen, {
    query: `mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { __typename } }`,
    variables: { input: { consent: claims.consent_id } },
  });
  expect([errors, data]).toEqual([undefined, { withdrawConsent: { __typename: 'ConsentWithdrawn' } }]);
  await eventually(() => expect(received).toHaveLength(1));
  expect(await told()).toMatchObject({ sub: claims.sub, events: logoutEvents });
});

function answersWith500(): void {
  status = 500;
}

it.each([
  ['refuses', answersWith500],
  ['is not there', () => register('http://127.0.0.1:1/logout')],
])('one that %s keeps nobody signed in', async (_, fail) => {
  await fail();
  const { browser } = await signIn('citizen-0503');
  expect((await signOut(browser)).status).toBe(200);
  const { url } = await authorizationUrl(app, 'openid');
  expect((await browser.open(url.href)).text).toContain('/login');
});

it('an app’s sign-out returns the citizen only to its homepage', async () => {
  await register(null);
  const homepage = 'https://wechat-city.example/';
  const { browser, tokens } = await signIn('citizen-0504');
  const query = (to: string) =>
    `?${new URLSearchParams({ id_token_hint: tokens.id_token!, post_logout_redirect_uri: to, state: 's' })}`;
  const elsewhere = await browser.open(`${identity.url}/session/end${query('https://other.example/')}`);
  expect([elsewhere.status, elsewhere.url.startsWith(identity.url)]).toEqual([400, true]);
  expect((await signOut(browser, query(homepage))).url).toBe(`${homepage}?state=s`);
});
