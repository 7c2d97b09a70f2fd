import {
  approvedScopes,
  authorizationUrl,
  Browser,
  claimsOf,
  connectApp,
  logIn,
  redeem,
  tick,
} from '@civic-graph/testing';
import { createAccessTokenVerifier } from '@civic-graph/tokens';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';

let identity: IdentityDeployment;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity.stop());

const scope = 'openid identity:basic identity:profile identity:sensitive';

function verifier() {
  const { url, config } = identity;
  const { audience, citizenKeySecret } = config;
  return createAccessTokenVerifier({ issuer: url, audience, jwksUri: `${url}/jwks`, citizenKeySecret });
}

describe('a citizen signs in at an app', () => {
  it('grants what was ticked on the consent page, and records it', async () => {
    const app = await connectApp(identity);
    const { url, verifier: pkce } = await authorizationUrl(app, scope);
    const browser = new Browser(identity.url);
    const consent = await logIn(browser, url, 'citizen-0007', 'substantial');
    expect(consent.text).toContain('微信城市服务');
    expect(consent.text).toContain('办理城市服务');
    expect([...consent.text.matchAll(/type="checkbox"[^>]*value="([^"]*)"/g)].map((m) => m[1])).toEqual([
      'identity:basic',
      'identity:profile',
      'identity:sensitive',
    ]);
    expect(consent.text).not.toContain('checked');
    const back = await browser.submit(consent, '/consent', tick(['identity:basic', 'identity:profile']));
    const tokens = await redeem(app, back.url, pkce);
    const principal = await verifier()(tokens.access_token);
    expect(principal).toEqual({
      kind: 'citizen',
      clientId: 'wechat-city',
      approved: approvedScopes['wechat-city'],
      scopes: ['identity:basic', 'identity:profile'],
      purpose: 'city-services',
      subject: tokens.claims()?.sub,
      assurance: 'substantial',
      citizenKey: 'CTZ-0000000007',
      consents: ['identity:basic', 'identity:profile'],
      consentId: expect.any(String),
    });
    const record = await identity.subgraph.database
      .selectFrom('consent')
      .selectAll()
      .where('citizen_key', '=', 'CTZ-0000000007')
      .execute();
    expect(record).toMatchObject([
      {
        id: principal.kind === 'citizen' && principal.consentId,
        client_id: 'wechat-city',
        purpose: 'city-services',
        scopes: ['identity:basic', 'identity:profile'],
        revision: 1,
        decision: 'given',
      },
    ]);
  });

  it('signs in without sharing, and then the app gets only a pairwise subject', async () => {
    const app = await connectApp(identity);
    const { url, verifier: pkce } = await authorizationUrl(app, scope);
    const browser = new Browser(identity.url);
    const consent = await logIn(browser, url, 'zhao');
    // Ticks are ignored with that button.
    const choice: [string, string][] = [...tick(['identity:basic']), ['share', 'nothing']];
    const back = await browser.submit(consent, '/consent', choice);
    const tokens = await redeem(app, back.url, pkce);
    expect(await verifier()(tokens.access_token)).toMatchObject({
      kind: 'citizen',
      scopes: [],
      consents: [],
      consentId: null,
    });
    const records = await identity.subgraph.database
      .selectFrom('consent')
      .select('id')
      .where('citizen_key', '=', 'CTZ-0000000001')
      .execute();
    expect(records).toEqual([]);
  });

  it('is informed that an app would stay signed in, which needs shared data', async () => {
    const app = await connectApp(identity);
    const offline = await authorizationUrl(app, `${scope} offline_access`, { prompt: 'consent' });
    const browser = new Browser(identity.url);
    const consent = await logIn(browser, offline.url, 'citizen-0017');
    expect(consent.text).toContain('此应用要求保持登录');
    expect(consent.text).toContain('This app asks to stay signed in');
    const none = await browser.submit(consent, '/consent', [['share', 'nothing']]);
    expect((await redeem(app, none.url, offline.verifier)).refresh_token).toBeUndefined();

    const again = await authorizationUrl(app, `${scope} offline_access`, { prompt: 'consent' });
    const shared = await browser.submit(
      await browser.open(again.url.href),
      '/consent',
      tick(['identity:basic']),
    );
    expect((await redeem(app, shared.url, again.verifier)).refresh_token).toEqual(expect.any(String));

    const online = await authorizationUrl(app, scope, { prompt: 'consent' });
    expect((await browser.open(online.url.href)).text).not.toContain('This app asks to stay signed in');
  });

  it.each<[string, string, [string, string][]]>([
    ['nothing ticked', 'citizen-0014', [['share', 'ticked']]],
    [
      'only boxes that the app did not request',
      'citizen-0015',
      [...tick(['payments:pay', 'x']), ['share', 'ticked']],
    ],
    ['nothing at all', 'citizen-0016', []],
  ])('gets an error if the form has %s, and decides nothing', async (_, citizen, fields) => {
    const app = await connectApp(identity);
    const { url, verifier: pkce } = await authorizationUrl(app, scope);
    const browser = new Browser(identity.url);
    const consent = await logIn(browser, url, citizen);
    const again = await browser.submit(consent, '/consent', fields);
    expect(again.status).toBe(422);
    expect(again.text).toContain('role="alert"');
    expect(again.text).toContain('You have not ticked anything.');
    expect(again.text).not.toContain('checked');
    const back = await browser.submit(again, '/consent', tick(['identity:basic']));
    expect((await redeem(app, back.url, pkce)).scope).toBe('identity:basic');
  });

  it('reads who is signed in, where the app is, and each class in words', async () => {
    const { url } = await authorizationUrl(await connectApp(identity), scope);
    const { text } = await logIn(new Browser(identity.url), url, 'citizen-0013');
    expect(text).toContain('>去标识化 pseudonymous</span>');
    expect(text).not.toMatch(/>C[0-4]\b/);
    expect(text).toMatch(/Signed in as<\/span> <strong>\p{Script=Han}+<\/strong>/u);
    expect(text).toContain(
      '<a href="https://wechat-city.example/" target="_blank" rel="noopener noreferrer">',
    );
    expect(text).toContain('<a href="/me" target="_blank" rel="noopener">');
    expect(text).not.toContain('匿名');
    expect(text).toContain('the province or city that you live in');
  });

  it('is not asked again for recorded consent, unless the app requires it', async () => {
    const app = await connectApp(identity);
    const silent = await authorizationUrl(app, scope);
    const back = await logIn(new Browser(identity.url), silent.url, 'lin');
    expect(back.url.startsWith(`${app.redirectUri}?code=`)).toBe(true);
    const tokens = await redeem(app, back.url, silent.verifier);
    expect(tokens.scope).toBe('identity:basic identity:profile identity:sensitive');

    const asking = await authorizationUrl(app, scope, { prompt: 'consent' });
    const page = await logIn(new Browser(identity.url), asking.url, 'lin');
    expect(page.url).toContain('/interaction/');
  });

  it('grants only approved scopes, whatever the request and the form contain', async () => {
    const app = await connectApp(identity, 'weibo-city');
    const { url, verifier: pkce } = await authorizationUrl(app, `${scope} payments:revenue transport:passes`);
    const browser = new Browser(identity.url);
    const consent = await logIn(browser, url, 'citizen-0011');
    expect(consent.text).not.toContain('identity:profile');
    const everything = tick(['identity:basic', 'identity:profile', 'payments:revenue', 'transport:passes']);
    const back = await browser.submit(consent, '/consent', everything);
    const tokens = await redeem(app, back.url, pkce);
    expect(tokens.scope).toBe('identity:basic transport:passes');
  });

  it('gives different apps different subjects, and the internal key to none', async () => {
    const tokens = await Promise.all(
      ['wechat-city', 'alipay-city'].map(async (clientId) => {
        const app = await connectApp(identity, clientId);
        const { url, verifier: pkce } = await authorizationUrl(app, 'openid identity:basic');
        return redeem(app, (await logIn(new Browser(identity.url), url, 'lin')).url, pkce);
      }),
    );
    const [one, other] = tokens.map(({ access_token }) => claimsOf(access_token));
    expect(one?.sub).not.toBe(other?.sub);
    const sharedText = Object.values(one!).filter(
      (value) => typeof value === 'string' && value.length > 20 && Object.values(other!).includes(value),
    );
    // Level and audience are shared by many; no other value identifies the person.
    expect(sharedText).toEqual(['urn:civic-graph:assurance:high', identity.url, identity.config.audience]);
    for (const { access_token, id_token } of tokens) {
      const claims = JSON.stringify([claimsOf(access_token), claimsOf(id_token!)]);
      expect(claims).not.toContain('CTZ-');
      expect(claims).not.toContain('0000000000');
    }
  });

  it('returns to the app when the citizen cancels, on either page', async () => {
    const app = await connectApp(identity);
    const { url } = await authorizationUrl(app, scope);
    const browser = new Browser(identity.url);
    const login = await browser.open(url.href);
    const cancelled = await browser.submit(login, '/cancel');
    expect(new URL(cancelled.url).searchParams.get('error')).toBe('access_denied');
  });

  it('refuses a purpose that the app is not approved for', async () => {
    const app = await connectApp(identity);
    const { url } = await authorizationUrl(app, scope, { purpose: 'advertising' });
    const refused = await new Browser(identity.url).open(url.href);
    expect(new URL(refused.url).searchParams.get('error')).toBe('invalid_request');
  });
});

describe('officials', () => {
  it('sign in at the console, with their office in the token', async () => {
    const app = await connectApp(identity, 'civic-console');
    const { url, verifier: pkce } = await authorizationUrl(app, 'openid payments:notices payments:revenue');
    const back = await logIn(new Browser(identity.url), url, 'operator-payments');
    const tokens = await redeem(app, back.url, pkce);
    expect(await verifier()(tokens.access_token)).toMatchObject({
      kind: 'operator',
      agency: 'finance',
      roles: ['notice-clerk', 'treasurer'],
      scopes: ['payments:notices', 'payments:revenue'],
    });
  });

  it('cannot sign in at a partner app, nor use their session there', async () => {
    const partner = await authorizationUrl(await connectApp(identity), scope);
    const browser = new Browser(identity.url);
    const refused = await logIn(browser, partner.url, 'admin');
    expect(refused.status).toBe(422);

    const console = await authorizationUrl(await connectApp(identity, 'civic-console'), 'openid');
    await logIn(browser, console.url, 'admin');
    const again = await browser.open(partner.url.href);
    expect(again.text).toContain('name="account"');
    const silent = await browser.open(`${partner.url.href}&prompt=none`);
    expect(new URL(silent.url).searchParams.get('error')).toBe('login_required');
  });

  it('cannot sign in by a citizen’s internal key', async () => {
    const partner = await authorizationUrl(await connectApp(identity), scope);
    const refused = await logIn(new Browser(identity.url), partner.url, 'CTZ-0000000000');
    expect(refused.status).toBe(422);
  });
});
