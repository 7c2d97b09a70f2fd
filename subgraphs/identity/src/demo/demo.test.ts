import { authorizationUrl, Browser, claimsOf, connectApp, logIn, redeem } from '@civic-graph/testing';
import { createAccessTokenVerifier } from '@civic-graph/tokens';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdrawConsent } from '../consent/record-decision.ts';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';

let identity: IdentityDeployment;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity.stop());

interface Answer {
  readonly access_token: string;
  readonly expires_in: number;
  readonly scope: string;
  readonly code?: string;
  readonly message?: string;
}

async function ask(body: unknown): Promise<{ status: number; answer: Answer }> {
  const response = await identity.subgraph.inject({
    method: 'POST',
    url: '/demo/token',
    payload: body as object,
  });
  return { status: response.statusCode, answer: response.json() };
}

async function principalOf(body: unknown) {
  const { audience, citizenKeySecret, issuer } = identity.config;
  const verify = createAccessTokenVerifier({ issuer, audience, citizenKeySecret, jwksUri: `${issuer}/jwks` });
  return verify((await ask(body)).answer.access_token);
}

describe('persona tokens', () => {
  it('equal the result of the browser flow', async () => {
    const app = await connectApp(identity);
    const { url, verifier } = await authorizationUrl(app, 'openid identity:basic payments:notices');
    const flow = await redeem(app, (await logIn(new Browser(identity.url), url, 'lin')).url, verifier);
    const { answer } = await ask({ persona: 'lin', scopes: 'identity:basic payments:notices' });
    const differing = ['jti', 'iat', 'exp', 'auth_time', 'citizen', 'grant'];
    const comparable = (token: string) =>
      Object.fromEntries(Object.entries(claimsOf(token)).filter(([name]) => !differing.includes(name)));
    expect(comparable(answer.access_token)).toEqual(comparable(flow.access_token));
    expect(Object.keys(claimsOf(answer.access_token)).sort()).toEqual(
      Object.keys(claimsOf(flow.access_token)).sort(),
    );
    expect(answer.scope).toBe(flow.scope);
    expect(answer.expires_in).toBe(flow.expires_in);
  });

  it('for lin have each app’s approved scopes, for zhao none', async () => {
    expect(await principalOf({ persona: 'lin', app: 'weibo-city' })).toMatchObject({
      kind: 'citizen',
      citizenKey: 'CTZ-0000000000',
      clientId: 'weibo-city',
      scopes: ['identity:basic', 'payments:due', 'transport:passes'],
      consents: ['identity:basic', 'payments:due', 'transport:passes'],
      purpose: 'city-services',
      assurance: 'high',
    });
    expect(await principalOf({ persona: 'zhao', app: null, scopes: null })).toMatchObject({
      kind: 'citizen',
      citizenKey: 'CTZ-0000000001',
      clientId: 'wechat-city',
      scopes: [],
      consents: [],
      consentId: null,
    });
  });

  it('for officials and apps identify them', async () => {
    expect(await principalOf({ persona: 'operator-transport' })).toMatchObject({
      kind: 'operator',
      agency: 'transport',
      roles: ['transport-planner'],
    });
    expect(await principalOf({ persona: 'admin' })).toMatchObject({
      kind: 'admin',
      roles: ['platform-admin'],
    });
    expect(await principalOf({ persona: 'alipay-city', scopes: ['identity:basic'] })).toEqual({
      kind: 'app',
      clientId: 'alipay-city',
      purpose: 'city-services',
      scopes: ['identity:basic'],
    });
  });

  it('accept a lower level of assurance, never a higher one', async () => {
    expect(await principalOf({ persona: 'lin', assurance: 'substantial' })).toMatchObject({
      assurance: 'substantial',
    });
    expect(await principalOf({ persona: 'zhao', assurance: 'high' })).toMatchObject({
      assurance: 'substantial',
    });
  });

  it.each([
    [{ persona: 'nobody' }, 'no persona "nobody"; one of lin, zhao, operator-transport, operator-payments'],
    [{ persona: 'CTZ-0000000000' }, 'operator-payments'],
    [{}, 'persona'],
    [{ persona: 'lin', app: 'tiktok' }, 'wechat-city, alipay-city, weibo-city'],
    [{ persona: 'admin', app: 'wechat-city' }, 'civic-console'],
    [{ persona: 'lin', scopes: 'identity:everything' }, 'identity:basic identity:profile'],
    [{ persona: 'lin', purpose: 'advertising' }, 'city-services'],
    [{ persona: 'lin', colour: 'red' }, 'persona, app, scopes, purpose'],
    [[], 'persona, app, scopes, purpose'],
  ])('refuse %j and name the accepted values', async (body, accepted) => {
    const { status, answer } = await ask(body);
    expect(status).toBe(400);
    expect(answer.code).toBe('BAD_USER_INPUT');
    expect(answer.message).toContain(accepted);
  });

  it('are listed, with the scopes of each app', async () => {
    const listed = (await identity.subgraph.inject({ url: '/demo/personas' })).json();
    expect(listed.personas.map(({ id }: { id: string }) => id)).toEqual([
      'lin',
      'zhao',
      'operator-transport',
      'operator-payments',
      'operator-identity',
      'deputy-admin',
      'admin',
      'developer',
      'wechat-city',
      'alipay-city',
      'weibo-city',
    ]);
    expect(listed.apps[2]).toMatchObject({
      id: 'weibo-city',
      scopes: ['identity:basic', 'transport:passes', 'payments:due'],
    });
  });
});

describe('the demonstration city', () => {
  it('is loaded once: a second start keeps later changes', async () => {
    const { dependencies } = identity.subgraph.issuer;
    const consent = { citizenKey: 'CTZ-0000000000', id: 'demo-lin-weibo-city' };
    await withdrawConsent(dependencies, consent, new Date());
    const { createIdentitySubgraph } = await import('../subgraph.ts');
    const second = await createIdentitySubgraph({
      ...identity.config,
      cityPortalUrl: 'http://127.0.0.1:8871',
    });
    const count = await second.database
      .selectFrom('citizen')
      .select((select) => select.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    const lin = await second.database
      .selectFrom('consent')
      .select(['revision', 'decision'])
      .where('citizen_key', '=', consent.citizenKey)
      .where('client_id', '=', 'weibo-city')
      .orderBy('revision')
      .execute();
    const portal = await second.database
      .selectFrom('app')
      .select('redirect_uris')
      .where('client_id', '=', 'wechat-city')
      .executeTakeFirstOrThrow();
    await second.close();
    expect(portal.redirect_uris).toEqual(['http://127.0.0.1:8871/callback']);
    expect(count.count).toBe('1000');
    expect(lin).toEqual([
      { revision: 1, decision: 'given' },
      { revision: 2, decision: 'withdrawn' },
    ]);
  });
});

describe('a production deployment', () => {
  it('has no persona tokens, no list of personas, no test login and no citizens', async () => {
    const off = { testLogin: false, personaTokens: false, syntheticCitizens: false, sandboxTokens: false };
    const production = await startIdentity({ demo: off });
    try {
      const { inject } = production.subgraph;
      for (const request of [
        { method: 'POST', url: '/demo/token', payload: { persona: 'lin' } },
        { method: 'GET', url: '/demo/personas' },
      ] as const) {
        const response = await inject(request);
        expect(response.statusCode).toBe(404);
        expect(response.json().errors[0].extensions.code).toBe('NOT_FOUND');
      }
      const citizens = await production.subgraph.database.selectFrom('citizen').select('key').execute();
      expect(citizens).toEqual([]);
      await addApp(production);
      const browser = new Browser(production.url);
      const page = await browser.open(
        '/auth?client_id=real-app&response_type=code&scope=openid&redirect_uri=https%3A%2F%2Freal.example%2Fcb' +
          `&code_challenge=${'a'.repeat(43)}&code_challenge_method=S256`,
      );
      expect(page.status).toBe(503);
      expect(page.text).not.toContain('测试登录');
    } finally {
      await production.stop();
    }
  });
});

async function addApp({ subgraph }: IdentityDeployment): Promise<void> {
  await subgraph.database
    .insertInto('app')
    .values({
      client_id: 'real-app',
      kind: 'partner',
      name_zh: '应用',
      name_en: 'App',
      platform: 'Web',
      homepage: 'https://real.example/',
      redirect_uris: ['https://real.example/cb'],
      secret_sha256: 'x'.repeat(43),
      approved_scopes: [],
      purposes: [],
      position: 0,
      state: 'approved',
    })
    .execute();
}
