import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type App, authorizationUrl, Browser, claimsOf, logIn, personas, redeem } from '@civic-graph/testing';
import { exportJWK, generateKeyPair } from 'jose';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';
import { expireDrafts } from './expire-drafts.ts';

let identity: IdentityDeployment;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity.stop());

type Person = Parameters<IdentityDeployment['subgraph']['executeAs']>[0];

async function ask(principal: Person, query: string, variables: object = {}) {
  const { data, errors } = await identity.subgraph.executeAs(principal, { query, variables });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  return { data: data as any, codes: (errors ?? []).map(({ extensions }) => extensions?.code) };
}

const register = `mutation ($input: RegisterAppInput!) { registerApp(input: $input) { __typename
  ... on AppRegistered { clientId clientSecret registration { state contact redirectUris authMethod app { clientId name(language: EN) }
    purposeStatements { purpose { id } statement }
    transitions { nodes { event from to by actor agency { id } reason } } } }
  ... on PartnerProblem { message } ... on RegistrationInvalid { field } } }`;
const replaceSecret = `mutation ($input: ReplaceAppSecretInput!) { replaceAppSecret(input: $input) { __typename
  ... on AppSecretReplaced { clientSecret oldSecretValidUntil } } }`;

let count = 0;
function description(changes: object = {}) {
  count += 1;
  return {
    nameZh: `停车助手${count}`,
    nameEn: `Parking Helper ${count}`,
    platform: 'WeChat',
    homepage: 'https://parking.example/',
    contact: 'team@parking.example',
    redirectUris: ['http://127.0.0.1:8801/callback'],
    purposes: [
      { purpose: 'city-services', statement: 'Shows you your parking fines, to pay them in one go' },
    ],
    ...changes,
  };
}

async function registered(changes: object = {}, who: Person = personas.developer) {
  const { data, codes } = await ask(who, register, { input: description(changes) });
  expect(codes).toEqual([]);
  expect(data.registerApp).toMatchObject({ __typename: 'AppRegistered' });
  return data.registerApp;
}

async function connect(clientId: string, authentication: client.ClientAuth): Promise<App> {
  const configuration = await client.discovery(
    new URL(identity.url),
    clientId,
    { id_token_signed_response_alg: 'ES256' },
    authentication,
    { execute: [client.allowInsecureRequests] },
  );
  return { configuration, redirectUri: 'http://127.0.0.1:8801/callback' };
}

/** Scopes of the token after a citizen's sign-in at the app. */
async function signIn(app: App): Promise<unknown> {
  const { url, verifier } = await authorizationUrl(app, 'openid identity:basic');
  const back = await logIn(new Browser(identity.url), url, 'lin');
  return claimsOf((await redeem(app, back.url, verifier)).access_token);
}

it('an app is registered with its first history entry and a digest of its secret', async () => {
  const { clientId, clientSecret, registration } = await registered();
  expect(registration).toEqual({
    state: 'DRAFT',
    contact: 'team@parking.example',
    redirectUris: ['http://127.0.0.1:8801/callback'],
    authMethod: 'CLIENT_SECRET_BASIC',
    app: { clientId, name: expect.stringMatching(/^Parking Helper/) },
    purposeStatements: [
      { purpose: { id: 'city-services' }, statement: expect.stringContaining('parking fines') },
    ],
    transitions: {
      nodes: [
        {
          event: 'REGISTER',
          from: null,
          to: 'DRAFT',
          by: 'DEVELOPER',
          actor: 'developer',
          agency: null,
          reason: null,
        },
      ],
    },
  });
  const row = await identity.subgraph.database
    .selectFrom('app')
    .selectAll()
    .where('client_id', '=', clientId)
    .executeTakeFirstOrThrow();
  expect(JSON.stringify(row)).not.toContain(clientSecret);
  expect(row.approved_scopes).toEqual([]);
});

describe('a registered app can run the sign-in, and gets nothing without approval', () => {
  it('with a secret, until it is replaced', async () => {
    const { clientId, clientSecret } = await registered();
    const app = await connect(clientId, client.ClientSecretBasic(clientSecret));
    expect(await signIn(app)).toMatchObject({ client_id: clientId, consent: [] });

    const { data } = await ask(personas.developer, replaceSecret, { input: { clientId } });
    const renewed = data.replaceAppSecret.clientSecret;
    expect(await signIn(await connect(clientId, client.ClientSecretBasic(renewed)))).toBeTruthy();
    await expect(signIn(app)).rejects.toMatchObject({ status: 401 });
  });

  it('with the secret before, for as long as it is kept', async () => {
    const { clientId, clientSecret } = await registered();
    const app = await connect(clientId, client.ClientSecretBasic(clientSecret));
    const replace = async (keepOldHours: number) =>
      ask(personas.developer, replaceSecret, { input: { clientId, keepOldHours } });
    const { data } = await replace(24);
    expect(Date.parse(data.replaceAppSecret.oldSecretValidUntil) - Date.now()).toBeGreaterThan(86_000_000);
    const renewed = await connect(clientId, client.ClientSecretBasic(data.replaceAppSecret.clientSecret));
    expect(await signIn(app)).toBeTruthy();
    expect(await signIn(renewed)).toBeTruthy();
    await expect(signIn(await connect(clientId, client.ClientSecretBasic('other')))).rejects.toMatchObject({
      status: 401,
    });

    await identity.subgraph.database
      .updateTable('app')
      .set({ old_secret_until: new Date(Date.now() - 1) })
      .where('client_id', '=', clientId)
      .execute();
    await expect(signIn(app)).rejects.toMatchObject({ status: 401 });
    expect((await replace(0)).data.replaceAppSecret.oldSecretValidUntil).toBeNull();
    await expect(signIn(renewed)).rejects.toMatchObject({ status: 401 });
    expect((await replace(169)).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('with its own key', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' }] });
    const { clientId, clientSecret } = await registered({ authMethod: 'PRIVATE_KEY_JWT', jwks });
    expect(clientSecret).toBeNull();
    const app = await connect(clientId, client.PrivateKeyJwt({ key: privateKey, kid: 'one' }));
    expect(await signIn(app)).toMatchObject({ client_id: clientId, consent: [] });
    const { data } = await ask(personas.developer, replaceSecret, { input: { clientId } });
    expect(data.replaceAppSecret.__typename).toBe('AppNotFound');

    const other = await generateKeyPair('ES256');
    const forged = await connect(clientId, client.PrivateKeyJwt({ key: other.privateKey, kid: 'one' }));
    await expect(signIn(forged)).rejects.toMatchObject({ error: 'invalid_client' });
  });
});

it('an app that requires bound tokens gets no other', async () => {
  const { clientId, clientSecret } = await registered({ dpopBoundAccessTokens: true });
  const app = await connect(clientId, client.ClientSecretBasic(clientSecret));
  const refused = expect.objectContaining({ error: 'invalid_grant' });
  await expect(client.clientCredentialsGrant(app.configuration)).rejects.toEqual(refused);
  await expect(signIn(app)).rejects.toEqual(refused);
  const DPoP = client.getDPoPHandle(app.configuration, await client.randomDPoPKeyPair('ES256'));
  const bound = await client.clientCredentialsGrant(app.configuration, {}, { DPoP });
  expect(claimsOf(bound.access_token)).toMatchObject({ cnf: { jkt: expect.any(String) } });
});

it('an app can publish its keys itself', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' }] };
  const server = createServer((_request, response) => response.end(JSON.stringify(keys))).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  try {
    const jwksUri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
    const { clientId } = await registered({ authMethod: 'PRIVATE_KEY_JWT', jwksUri });
    const app = await connect(clientId, client.PrivateKeyJwt({ key: privateKey, kid: 'one' }));
    expect(await signIn(app)).toMatchObject({ client_id: clientId });
  } finally {
    server.close();
  }
});

it.each([
  ['nameEn', { nameEn: ' ' }],
  ['nameZh', { nameZh: 'a\u202Eb' }],
  ['contact', { contact: 'nobody' }],
  ['homepage', { homepage: 'javascript:alert(1)' }],
  ['redirectUris', { redirectUris: [] }],
  ['redirectUris.0', { redirectUris: ['http://parking.example/callback'] }],
  ['redirectUris.0', { redirectUris: ['https://parking.example/callback#here'] }],
  ['redirectUris.0', { redirectUris: ['https://*.parking.example/callback'] }],
  ['redirectUris.0', { redirectUris: ['https://parking.example/a/../callback'] }],
  ['redirectUris.0', { redirectUris: ['https://user@parking.example/callback'] }],
  ['redirectUris.1', { redirectUris: ['https://parking.example/callback', 'wechat://callback'] }],
  ['redirectUris', { redirectUris: ['https://a.example/callback', 'https://b.example/callback'] }],
  ['purposes', { purposes: [] }],
  ['purposes.0.purpose', { purposes: [{ purpose: 'advertising', statement: 'Sells' }] }],
  ['purposes.0.statement', { purposes: [{ purpose: 'city-services', statement: '' }] }],
  ['jwks', { jwks: '{"keys":[]}' }],
  ['jwks', { authMethod: 'PRIVATE_KEY_JWT' }],
  ['jwks', { authMethod: 'PRIVATE_KEY_JWT', jwks: '{}' }],
  ['jwks', { authMethod: 'PRIVATE_KEY_JWT', jwks: '{"keys":[{"kty":"EC","d":"secret"}]}' }],
  ['jwks', { authMethod: 'PRIVATE_KEY_JWT', jwks: '{"keys":[{"kty":"oct","k":"secret"}]}' }],
  ['backchannelLogoutUri', { backchannelLogoutUri: 'http://10.0.0.1/logout' }],
  ['backchannelLogoutUri', { backchannelLogoutUri: 'https://parking.example/logout#here' }],
  ['jwksUri', { authMethod: 'PRIVATE_KEY_JWT', jwksUri: 'file:///etc/passwd' }],
])('%s is refused: %j', async (field, changes) => {
  const { data } = await ask(personas.developer, register, { input: description(changes) });
  expect(data.registerApp).toMatchObject({ __typename: 'RegistrationInvalid', field });
});

it('of two apps with similar names the second is refused, whatever its letters', async () => {
  const { registration } = await registered();
  const nameEn = registration.app.name.toUpperCase();
  const { data } = await ask(personas.developer, register, { input: description({ nameEn }) });
  expect(data.registerApp.__typename).toBe('AppNameTaken');
});

it.each([
  ['a capital I for l', { nameEn: 'AIipay Citizen Centre' }],
  ['a 1 for i', { nameEn: 'We1bo City' }],
  ['marks and signs', { nameEn: 'Alìpay-Citizen Centre.' }],
  ['a name of an agency', { nameEn: 'FINANCE BUREAU' }],
  ['a name of an agency, with a space', { nameZh: '示范市 财政局' }],
  ['a name of an office', { nameZh: '平台管理员' }],
  ['the name of the issuer', { nameEn: 'Citizen Identity' }],
  ['Han characters of one stroke less', { nameZh: '支付宝\u5dff民中心' }],
  ['a name of an app in traditional characters', { nameZh: '支付寶市民中心' }],
  ['two v for a w', { nameEn: 'VVeChat City Services' }],
  ['the Chinese name of an app as its English one', { nameEn: '微信城市服务' }],
])('a name that looks like one in use is refused: %s', async (_, changes) => {
  const { data } = await ask(personas.developer, register, { input: description(changes) });
  expect(data.registerApp.__typename).toBe('AppNameTaken');
});

it.each([
  ['nameEn', { nameEn: 'W\u0435Chat City' }],
  ['nameEn', { nameEn: 'WeChat\u00a0City Services' }],
  ['nameEn', { nameEn: ' WeChat City' }],
  ['nameEn', { nameEn: 'A\u4e28ipay Citizen Centre' }],
  ['nameEn', { nameEn: 'WeCha\u3112 City Services' }],
  ['nameZh', { nameZh: '\u2f2f商局' }],
  ['platform', { platform: '\u0410lipay' }],
  ['platform', { platform: 'WeChat ✅' }],
  ['platform', { platform: '支付宝市民中心' }],
  ['platform', { platform: 'Alipay Citizen Centre' }],
  ['platform', { platform: 'Civic Graph' }],
  ['purposes.0.statement', { purposes: [{ purpose: 'city-services', statement: 'Run by \u0410lipay' }] }],
  ['contact', { contact: 'team\u202e@parking.example' }],
  ['homepage', { homepage: 'https://xn--80ak6aa92e.com/' }],
  ['redirectUris.0', { redirectUris: ['https://xn--pple-43d.com/callback'] }],
  ['redirectUris.0', { redirectUris: ['https://\u0430pple.com/callback'] }],
  ['backchannelLogoutUri', { backchannelLogoutUri: 'https://xn--80ak6aa92e.com/logout' }],
])('what disguises itself is refused: %s %j', async (field, changes) => {
  const { data } = await ask(personas.developer, register, { input: description(changes) });
  expect(data.registerApp).toMatchObject({ __typename: 'RegistrationInvalid', field });
});

it('a host in another script is compared by its displayed form', async () => {
  await registered({ homepage: 'https://xn--fiqs8s.cn/', redirectUris: ['https://xn--fiqs8s.cn/callback'] });
});

it('of two simultaneous registrations with similar names one is refused', async () => {
  const names = ['Ride Allocator', 'Ride AIlocator', 'ride al1ocator', 'RIDE ALLOCATOR'];
  const answers = await Promise.all(
    names.map((nameEn) => ask(personas.developer, register, { input: description({ nameEn }) })),
  );
  const kinds = answers.map(({ data }) => data.registerApp.__typename).sort();
  expect(kinds).toEqual(['AppNameTaken', 'AppNameTaken', 'AppNameTaken', 'AppRegistered']);
});

describe('a registration', () => {
  const list = '{ appRegistrations(first: 100) { nodes { app { clientId } } } }';
  const one = 'query ($clientId: ID!) { appRegistration(clientId: $clientId) { state } }';
  const stranger = { ...personas.developer, developer: 'another', subject: 'another' };

  it('is visible to its developer and the admin only', async () => {
    const { clientId } = await registered();
    const seenBy = async (principal: Person) => {
      const { data } = await ask(principal, list);
      return data.appRegistrations.nodes.map(({ app }: { app: { clientId: string } }) => app.clientId);
    };
    expect(await seenBy(personas.developer)).toContain(clientId);
    expect(await seenBy(personas.developer)).not.toContain('wechat-city');
    expect(await seenBy(personas.admin)).toEqual(expect.arrayContaining([clientId, 'wechat-city']));
    expect(await seenBy(personas['operator-transport'])).toEqual(['wechat-city', 'weibo-city']);
    expect(await seenBy(stranger)).toEqual([]);
    for (const [principal, state] of [
      [personas.developer, 'DRAFT'],
      [personas.admin, 'DRAFT'],
    ] as const) {
      expect((await ask(principal, one, { clientId })).data.appRegistration.state).toBe(state);
    }
    for (const principal of [stranger, personas['operator-transport']]) {
      expect((await ask(principal, one, { clientId })).data.appRegistration).toBeNull();
    }
    const { data } = await ask(stranger, replaceSecret, { input: { clientId } });
    expect(data.replaceAppSecret.__typename).toBe('AppNotFound');
  });

  it('is not in the public directory before an agency has approved something', async () => {
    const { clientId } = await registered();
    const directory = `{ partnerApps(first: 100) { nodes { clientId } } partnerApp(clientId: "${clientId}") { clientId } }`;
    const { data } = await ask(personas.anonymous, directory);
    expect(data.partnerApps.nodes).toHaveLength(3);
    expect(data.partnerApp).toBeNull();
  });

  it('is made by developers only', async () => {
    for (const persona of [
      personas.lin,
      personas.admin,
      personas['operator-transport'],
      personas['wechat-city'],
    ]) {
      const { codes } = await ask(persona, register, { input: description() });
      expect(codes).toEqual(['FORBIDDEN']);
    }
  });

  it('has an immutable history', async () => {
    const { owner: database } = identity;
    const change = database.updateTable('app_transition').set({ reason: 'another' }).execute();
    await expect(change).rejects.toThrow('only added');
    await expect(database.deleteFrom('app_transition').execute()).rejects.toThrow('only added');
  });
});

it('a draft of a developer who is never verified expires, and its name is free again', async () => {
  const developer = 'developer-drafts';
  const unverified = { ...personas.developer, subject: developer, developer };
  await identity.owner
    .insertInto('developer')
    .values({ id: developer, name_zh: '草稿', name_en: 'Drafts', contact: 'x', self_signed_up: true })
    .execute();
  const names = { nameZh: '市民停车', nameEn: 'Citizens Park' };
  const { clientId } = await registered(names, unverified);
  const { clientId: kept } = await registered();
  const days = (count: number) => new Date(Date.now() + count * 86_400_000);
  const stateOf = async (id: string) =>
    (
      await identity.owner
        .selectFrom('app')
        .select('state')
        .where('client_id', '=', id)
        .executeTakeFirstOrThrow()
    ).state;
  const { database } = identity.subgraph;
  const again = async () =>
    (await ask(personas.developer, register, { input: description(names) })).data.registerApp.__typename;

  expect(await expireDrafts(database, days(29))).toBe(0);
  expect(await again()).toBe('AppNameTaken');
  expect(await expireDrafts(database, days(31))).toBe(1);
  // A verified developer's draft stays.
  expect([await stateOf(clientId), await stateOf(kept)]).toEqual(['deleted', 'draft']);
  expect(await again()).toBe('AppRegistered');
});
