import {
  type App,
  authorizationUrl,
  Browser,
  claimsOf,
  connectApp,
  logIn,
  personas,
  redeem,
} from '@civic-graph/testing';
import * as client from 'openid-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';

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

const fields = `__typename ... on PartnerProblem { message } ... on TransitionNotPossible { state }`;
const history = 'registration { state transitions { nodes { event from to by agency { id } reason } } }';

async function suspend(principal: Person, clientId: string, reason = 'Data went elsewhere') {
  const mutation = `mutation ($input: SuspendAppInput!) { suspendApp(input: $input) { ${fields} ... on AppSuspended { ${history} } } }`;
  return (await ask(principal, mutation, { input: { clientId, reason } })).data.suspendApp;
}

async function reinstate(principal: Person, clientId: string, reason = 'Fixed') {
  const mutation = `mutation ($input: ReinstateAppInput!) { reinstateApp(input: $input) { ${fields} ... on AppReinstated { ${history} } } }`;
  return (await ask(principal, mutation, { input: { clientId, reason } })).data.reinstateApp;
}

async function signIn(app: App) {
  const { url, verifier } = await authorizationUrl(app, 'openid identity:basic offline_access', {
    prompt: 'consent',
  });
  const browser = new Browser(identity.url);
  const consent = await logIn(browser, url, 'citizen-0200');
  const back = await browser.submit(consent, '/consent', [['scope', 'identity:basic']]);
  return redeem(app, back.url, verifier);
}

async function toldOf(clientId: string) {
  return identity.subgraph.database
    .selectFrom('revocation')
    .selectAll()
    .where('kind', '=', 'client')
    .where('id', '=', clientId)
    .execute();
}

it('a suspended app is not a client, and gateways are notified; after reinstatement citizens sign in again', async () => {
  const app = await connectApp(identity, 'alipay-city');
  const tokens = await signIn(app);
  expect(await suspend(personas['operator-payments'], 'alipay-city')).toMatchObject({
    __typename: 'AppSuspended',
    registration: {
      state: 'SUSPENDED',
      transitions: {
        nodes: [
          {
            event: 'SUSPEND',
            from: 'APPROVED',
            to: 'SUSPENDED',
            by: 'AGENCY',
            agency: { id: 'finance' },
            reason: 'Data went elsewhere',
          },
        ],
      },
    },
  });
  expect(await toldOf('alipay-city')).toHaveLength(1);
  const refresh = () => client.refreshTokenGrant(app.configuration, tokens.refresh_token!);
  await expect(refresh()).rejects.toMatchObject({ status: 401 });
  const { url } = await authorizationUrl(app, 'openid');
  expect((await new Browser(identity.url).open(url.href)).status).toBe(400);
  expect(await suspend(personas.admin, 'alipay-city')).toMatchObject({
    __typename: 'TransitionNotPossible',
    state: 'SUSPENDED',
  });

  expect(await reinstate(personas.admin, 'alipay-city')).toMatchObject({
    __typename: 'AppReinstated',
    registration: { state: 'APPROVED' },
  });
  await expect(refresh()).rejects.toMatchObject({ error: 'invalid_grant' });
  expect(claimsOf((await signIn(app)).access_token)).toMatchObject({ scope: 'identity:basic' });
});

it('a concerned agency may suspend, and only the suspending side may reinstate', async () => {
  expect(await suspend(personas['operator-transport'], 'alipay-city')).toMatchObject({
    __typename: 'AppNotFound',
  });
  expect(await suspend(personas['operator-transport'], 'weibo-city')).toMatchObject({
    __typename: 'AppSuspended',
  });
  expect(await reinstate(personas['operator-identity'], 'weibo-city')).toMatchObject({
    __typename: 'TransitionNotPossible',
  });
  expect(await reinstate(personas['operator-transport'], 'weibo-city')).toMatchObject({
    registration: { state: 'APPROVED' },
  });
  await suspend(personas.admin, 'weibo-city');
  expect(await reinstate(personas['operator-transport'], 'weibo-city')).toMatchObject({
    __typename: 'TransitionNotPossible',
  });
  expect(await reinstate(personas.admin, 'weibo-city')).toMatchObject({
    registration: { state: 'APPROVED' },
  });
});

it('a suspension needs a reason and a partner’s app', async () => {
  expect(await suspend(personas.admin, 'wechat-city', '  ')).toMatchObject({ __typename: 'ReasonMissing' });
  for (const clientId of ['civic-console', 'no-such-app', 'a\0b']) {
    expect(await suspend(personas.admin, clientId)).toMatchObject({ __typename: 'AppNotFound' });
  }
  for (const persona of [personas.lin, personas.developer, personas['wechat-city']]) {
    expect(await suspend(persona, 'wechat-city')).toBeNull();
  }
});
