import {
  type App,
  authorizationUrl,
  Browser,
  claimsOf,
  logIn,
  personas,
  redeem,
  testSecrets,
} from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { exportJWK, generateKeyPair } from 'jose';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';

let identity: IdentityDeployment;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity.stop());

type Person = Parameters<IdentityDeployment['subgraph']['executeAs']>[0];
const { developer, admin } = personas;
const [transport, finance] = [personas['operator-transport'], personas['operator-payments']];

const registration = `registration { state contact dpopBoundAccessTokens backchannelLogoutUri redirectUris purposeStatements { statement }
  pendingChange { proposedAt redirectUris purposeStatements { purpose { id } statement } }
  transitions(first: 100) { nodes { event by changed reason } } }`;

const payload: Readonly<Record<string, string>> = {
  AppRegistered: 'clientId clientSecret',
  AppSecretReplaced: 'clientSecret',
};

async function mutate(who: Person, name: string, type: string, input: object) {
  const mutation = `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { __typename
    ... on PartnerProblem { message } ${name === 'changeApp' ? '... on RegistrationInvalid { field }' : ''}
    ... on ${type} { ${payload[type] ?? registration} } } }`;
  const { data, errors } = await identity.subgraph.executeAs(who, { query: mutation, variables: { input } });
  if (errors) return { codes: errors.map(({ extensions }) => extensions?.code) };
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  return (data as any)[name];
}

const change = (clientId: string, changes: object, who: Person = developer) =>
  mutate(who, 'changeApp', 'AppChanged', { clientId, ...changes });
interface Proposed {
  readonly clientId: string;
  readonly proposedAt: string;
}

const review = (who: Person, proposed: Proposed, decision: string, reason = 'The host is theirs') =>
  mutate(who, 'reviewAppChange', 'AppChangeReviewed', { ...proposed, decision, reason });

const redirectUri = 'http://127.0.0.1:8801/callback';
const elsewhere = 'http://127.0.0.1:8802/callback';
const statement = 'Shows your passes <now>';
let count = 0;
async function registered(changes: object = {}): Promise<{ clientId: string; clientSecret: string }> {
  count += 1;
  return mutate(developer, 'registerApp', 'AppRegistered', {
    nameZh: `乘车${count}`,
    nameEn: `Ride ${count}`,
    platform: 'Web',
    homepage: 'https://ride.example/',
    contact: 'team@ride.example',
    redirectUris: [redirectUri],
    purposes: [{ purpose: 'city-services', statement }],
    ...changes,
  });
}

/** An app with access to the transport bureau's passes. */
async function approved(): Promise<{ clientId: string; clientSecret: string }> {
  const app = await registered();
  await identity.subgraph.database
    .updateTable('app')
    .set({ state: 'approved', approved_scopes: ['transport:passes'] })
    .where('client_id', '=', app.clientId)
    .execute();
  return app;
}

async function connect(clientId: string, by: client.ClientAuth, redirect = redirectUri): Promise<App> {
  const metadata = { id_token_signed_response_alg: 'ES256' };
  const execute = { execute: [client.allowInsecureRequests] };
  const configuration = await client.discovery(new URL(identity.url), clientId, metadata, by, execute);
  return { configuration, redirectUri: redirect };
}

async function consentPage(app: App) {
  const { url } = await authorizationUrl(app, 'openid transport:passes');
  return logIn(new Browser(identity.url), url, 'citizen-0400');
}

describe('before a review', () => {
  it('a developer changes everything immediately, and each change is recorded', async () => {
    const { clientId } = await registered();
    const changed = await change(clientId, {
      contact: 'other@ride.example',
      redirectUris: [elsewhere],
      purposes: [{ purpose: 'city-services', statement: 'Other words' }],
    });
    expect(changed.registration).toMatchObject({
      state: 'DRAFT',
      contact: 'other@ride.example',
      redirectUris: [elsewhere],
      purposeStatements: [{ statement: 'Other words' }],
      pendingChange: null,
    });
    expect(changed.registration.transitions.nodes.at(-1)).toEqual({
      event: 'CHANGE',
      by: 'DEVELOPER',
      changed: ['CONTACT', 'REDIRECT_URIS', 'PURPOSES'],
      reason: null,
    });
  });

  it('token binding and logout notifications are the developer’s own choice, even after a review', async () => {
    const { clientId } = await approved();
    const backchannelLogoutUri = 'https://ride.example/logout';
    const { registration: now } = await change(clientId, {
      dpopBoundAccessTokens: true,
      backchannelLogoutUri,
    });
    expect(now).toMatchObject({ dpopBoundAccessTokens: true, backchannelLogoutUri, pendingChange: null });
    expect(now.transitions.nodes.at(-1).changed).toEqual(['TOKEN_BINDING', 'LOGOUT_URI']);
    expect(await change(clientId, { backchannelLogoutUri: '' })).toMatchObject({
      registration: { dpopBoundAccessTokens: true, backchannelLogoutUri: null },
    });
  });

  it.each([
    ['input', {}],
    ['input', { contact: null }],
    ['contact', { contact: 'nobody' }],
    ['redirectUris.0', { redirectUris: ['http://ride.example/callback'] }],
    ['redirectUris', { redirectUris: [] }],
    ['purposes', { purposes: [] }],
    ['purposes.0.purpose', { purposes: [{ purpose: 'advertising', statement: 'Sells' }] }],
    ['jwks', { jwks: '{"keys":[]}' }],
  ])('%s is refused: %j', async (field, changes) => {
    const { clientId } = await registered();
    expect(await change(clientId, changes)).toMatchObject({ __typename: 'RegistrationInvalid', field });
  });

  it('others cannot change it, and a suspended app cannot be changed', async () => {
    const { clientId } = await registered();
    const contact = 'thief@ride.example';
    const stranger = { ...developer, developer: 'another' };
    expect(await change(clientId, { contact }, stranger)).toMatchObject({ __typename: 'AppNotFound' });
    expect(await change('wechat-city', { contact })).toMatchObject({ __typename: 'AppNotFound' });
    expect(await change('a\0b', { contact })).toMatchObject({ __typename: 'AppNotFound' });
    expect(await change(clientId, { contact }, admin)).toEqual({ codes: ['FORBIDDEN'] });
    await mutate(admin, 'suspendApp', 'AppSuspended', { clientId, reason: 'Under investigation' });
    expect(await change(clientId, { contact })).toMatchObject({ __typename: 'TransitionNotPossible' });
  });
});

it('an app changes its keys without a failed call', async () => {
  const [old, young] = [await generateKeyPair('ES256'), await generateKeyPair('ES256')];
  const jwk = async ({ publicKey }: typeof old, kid: string) => ({
    ...(await exportJWK(publicKey)),
    kid,
    alg: 'ES256',
  });
  const set = (...keys: object[]) => JSON.stringify({ keys });
  const jwks = set(await jwk(old, 'old'));
  const { clientId } = await registered({ authMethod: 'PRIVATE_KEY_JWT', jwks });
  const asks = async ({ privateKey: key }: typeof old, kid: string) =>
    client.clientCredentialsGrant(
      (await connect(clientId, client.PrivateKeyJwt({ key, kid }))).configuration,
    );
  expect(await asks(old, 'old')).toBeTruthy();
  await change(clientId, { jwks: set(await jwk(old, 'old'), await jwk(young, 'young')) });
  expect(await asks(old, 'old')).toBeTruthy();
  expect(await asks(young, 'young')).toBeTruthy();
  const { registration: now } = await change(clientId, { jwks: set(await jwk(young, 'young')) });
  expect(now.transitions.nodes.at(-1).changed).toEqual(['KEYS']);
  expect(await asks(young, 'young')).toBeTruthy();
  await expect(asks(old, 'old')).rejects.toMatchObject({ error: 'invalid_client' });
});

it('a new secret is recorded as well', async () => {
  const { clientId } = await registered();
  expect(await mutate(developer, 'replaceAppSecret', 'AppSecretReplaced', { clientId })).toMatchObject({
    clientSecret: expect.any(String),
  });
  const history = await identity.subgraph.database
    .selectFrom('app_transition')
    .select(['event', 'changed'])
    .where('client_id', '=', clientId)
    .orderBy('number', 'desc')
    .executeTakeFirst();
  expect(history).toEqual({ event: 'change', changed: ['secret'] });
});

describe('of a reviewed app', () => {
  it('URLs and purposes wait for the admin; contact does not', async () => {
    const { clientId, clientSecret } = await approved();
    const words = [{ purpose: 'city-services', statement: 'Other words' }];
    const proposed = await change(clientId, {
      contact: 'other@ride.example',
      redirectUris: [elsewhere],
      purposes: words,
    });
    expect(proposed.registration).toMatchObject({
      state: 'APPROVED',
      contact: 'other@ride.example',
      redirectUris: [redirectUri],
      purposeStatements: [{ statement }],
      pendingChange: {
        proposedAt: expect.any(String),
        redirectUris: [elsewhere],
        purposeStatements: [{ purpose: { id: 'city-services' }, statement: 'Other words' }],
      },
    });
    expect(proposed.registration.transitions.nodes.slice(-2)).toMatchObject([
      { event: 'CHANGE', changed: ['CONTACT'] },
      { event: 'PROPOSE_CHANGE', changed: ['REDIRECT_URIS', 'PURPOSES'] },
    ]);
    const before = await connect(clientId, client.ClientSecretBasic(clientSecret));
    const after = await connect(clientId, client.ClientSecretBasic(clientSecret), elsewhere);
    const page = await consentPage(before);
    expect(page.text).toContain('Shows your passes &lt;now&gt;');
    await expect(consentPage(after)).rejects.toThrow();

    const proposal = { clientId, proposedAt: proposed.registration.pendingChange.proposedAt };
    expect(await review(transport, proposal, 'APPROVE')).toMatchObject({
      __typename: 'TransitionNotPossible',
    });
    expect(await review(finance, proposal, 'REFUSE')).toMatchObject({ __typename: 'AppNotFound' });
    expect(await review(admin, proposal, 'APPROVE', ' ')).toMatchObject({ __typename: 'ReasonMissing' });
    const accepted = await review(admin, proposal, 'APPROVE');
    expect(accepted.registration).toMatchObject({
      redirectUris: [elsewhere],
      purposeStatements: [{ statement: 'Other words' }],
      pendingChange: null,
    });
    expect(accepted.registration.transitions.nodes.at(-1)).toEqual({
      event: 'ACCEPT_CHANGE',
      by: 'ADMIN',
      changed: ['REDIRECT_URIS', 'PURPOSES'],
      reason: 'The host is theirs',
    });
    expect((await consentPage(after)).text).toContain('Other words');
    expect(await review(admin, proposal, 'APPROVE')).toMatchObject({ __typename: 'NothingProposed' });
  });

  it('a concerned agency may reject them, and a later proposal replaces the previous one', async () => {
    const { clientId } = await approved();
    const words = [{ purpose: 'city-services', statement: 'Other words' }];
    const { registration: first } = await change(clientId, { purposes: words });
    const { registration: again } = await change(clientId, { redirectUris: [elsewhere] });
    expect(again.pendingChange).toMatchObject({ redirectUris: [elsewhere], purposeStatements: null });
    // A decision on the first proposal does not apply to the second.
    const seen = { clientId, proposedAt: first.pendingChange.proposedAt };
    expect(await review(admin, seen, 'APPROVE')).toMatchObject({ __typename: 'NothingProposed' });
    const present = { clientId, proposedAt: again.pendingChange.proposedAt };
    expect(await review(transport, present, 'REFUSE', 'Not their host')).toMatchObject({
      registration: { redirectUris: [redirectUri], pendingChange: null },
    });
  });

  it('proposals have distinct times, even if the clock stands still', async () => {
    const { clientId } = await approved();
    await change(clientId, { redirectUris: [elsewhere] });
    const moment = new Date(Date.now() + 60_000);
    await identity.subgraph.database
      .updateTable('app_change')
      .set({ proposed_at: moment })
      .where('client_id', '=', clientId)
      .execute();
    const { registration } = await change(clientId, { redirectUris: ['http://127.0.0.1:8804/callback'] });
    expect(Date.parse(registration.pendingChange.proposedAt)).toBe(moment.getTime() + 1);
    const seen = { clientId, proposedAt: moment.toISOString() };
    expect(await review(admin, seen, 'APPROVE')).toMatchObject({ __typename: 'NothingProposed' });
  });

  it('a pending proposal is dropped after the app was refused and changed again', async () => {
    const { clientId } = await approved();
    await change(clientId, { redirectUris: ['http://127.0.0.1:8803/callback'] });
    await identity.subgraph.database
      .updateTable('app')
      .set({ state: 'refused' })
      .where('client_id', '=', clientId)
      .execute();
    const { registration: still } = await change(clientId, { contact: 'other@ride.example' });
    expect(still.pendingChange).not.toBeNull();
    expect(await change(clientId, { redirectUris: [elsewhere] })).toMatchObject({
      registration: { redirectUris: [elsewhere], pendingChange: null },
    });
  });

  it('removing a purpose revokes its tokens', async () => {
    const { owner: database } = identity;
    await database
      .insertInto('purpose')
      .values({ id: 'research', title_zh: '研究', title_en: 'to do research', lawful_basis: 'consent' })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const { clientId, clientSecret } = await approved();
    const app = await connect(clientId, client.ClientSecretBasic(clientSecret));
    const { url, verifier } = await authorizationUrl(app, 'openid transport:passes offline_access', {
      prompt: 'consent',
    });
    const browser = new Browser(identity.url);
    const page = await logIn(browser, url, 'citizen-0401');
    const back = await browser.submit(page, '/consent', [['scope', 'transport:passes']]);
    const tokens = await redeem(app, back.url, verifier);
    expect(claimsOf(tokens.access_token)).toMatchObject({ purpose: 'city-services' });
    const { registration: now } = await change(clientId, {
      purposes: [{ purpose: 'research', statement: 'Counts riders' }],
    });
    await review(admin, { clientId, proposedAt: now.pendingChange.proposedAt }, 'APPROVE');
    await expect(client.refreshTokenGrant(app.configuration, tokens.refresh_token!)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    const told = await database.selectFrom('revocation').select('kind').where('id', '=', clientId).execute();
    expect(told).toEqual([{ kind: 'client' }]);
  });
});

describe('a deletion', () => {
  const remove = (clientId: string, who: Person = developer, reason = 'No longer needed') =>
    mutate(who, 'deleteApp', 'AppDeleted', { clientId, reason });
  const findApp = (clientId: string) =>
    identity.subgraph.database
      .selectFrom('app')
      .select(['state', 'approved_scopes'])
      .where('client_id', '=', clientId)
      .executeTakeFirstOrThrow();

  it('is reported to gateways that ask about the app, and no other app is', async () => {
    const [gone, kept] = [await approved(), await approved()];
    await remove(gone.clientId);
    const path = '/deleted-apps';
    const askAs = async (secret: string, body: string) => {
      const sign = createRequestSigner({ secret, keyId: 'identity' });
      const principal = { kind: 'anonymous' } as const;
      const headers = {
        ...sign({ method: 'POST', path, body, principal, requestId: 'r' }),
        'content-type': 'application/json',
      };
      const answer = await fetch(`${identity.url}${path}`, { method: 'POST', headers, body });
      return { status: answer.status, json: await answer.json() };
    };
    const question = JSON.stringify({ apps: [kept.clientId, gone.clientId, 'unknown', 'nul\0'] });
    const told = { status: 200, json: { deleted: [gone.clientId] } };
    expect(await askAs(testSecrets.subgraph, question)).toEqual(told);
    expect((await askAs(testSecrets.subgraph, '{"apps":"all"}')).status).toBe(400);
    const otherSecret = Buffer.alloc(32, 'other').toString('base64url');
    expect((await askAs(otherSecret, question)).status).toBe(401);
  });

  it('ends sign-ins and approvals for good, and keeps the history and the name', async () => {
    const { clientId, clientSecret } = await approved();
    const app = await connect(clientId, client.ClientSecretBasic(clientSecret));
    expect((await consentPage(app)).status).toBe(200);
    const deleted = await remove(clientId);
    expect(deleted.registration).toMatchObject({ state: 'DELETED', pendingChange: null });
    expect(deleted.registration.transitions.nodes.at(-1)).toEqual({
      event: 'DELETE',
      by: 'DEVELOPER',
      changed: [],
      reason: 'No longer needed',
    });
    expect(await findApp(clientId)).toEqual({ state: 'deleted', approved_scopes: [] });
    const { url } = await authorizationUrl(app, 'openid');
    expect((await new Browser(identity.url).open(url.href)).status).toBe(400);
    expect(await remove(clientId)).toMatchObject({ __typename: 'TransitionNotPossible' });
    expect(await change(clientId, { contact: 'other@ride.example' })).toMatchObject({
      __typename: 'TransitionNotPossible',
    });
    expect(await registered({ nameEn: `Ride ${count}` })).toMatchObject({ __typename: 'AppNameTaken' });
  });

  it('is for the developer of the app, with a reason, and not during a suspension', async () => {
    const { clientId } = await approved();
    expect(await remove(clientId, developer, ' ')).toMatchObject({ __typename: 'ReasonMissing' });
    expect(await remove('wechat-city')).toMatchObject({ __typename: 'AppNotFound' });
    for (const who of [admin, transport]) {
      expect(await remove(clientId, who)).toEqual({ codes: ['FORBIDDEN'] });
    }
    await mutate(admin, 'suspendApp', 'AppSuspended', { clientId, reason: 'Looked into' });
    expect(await remove(clientId)).toMatchObject({ __typename: 'TransitionNotPossible' });
    expect((await findApp(clientId)).state).toBe('suspended');
  });
});
