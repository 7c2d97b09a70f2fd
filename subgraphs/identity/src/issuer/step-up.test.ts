import {
  type App,
  authorizationUrl,
  Browser,
  claimsOf,
  connectApp,
  logIn,
  redeem,
} from '@civic-graph/testing';
import { acrOf } from '@civic-graph/tokens';
import * as client from 'openid-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';

const scope = 'openid identity:basic';
let identity: IdentityDeployment;
let app: App;
let browser: Browser;
beforeAll(async () => {
  identity = await startIdentity();
  app = await connectApp(identity);
});
afterAll(() => identity.stop());
beforeEach(() => {
  browser = new Browser(identity.url);
});

async function signInAs(assurance: 'substantial' | 'high'): Promise<Record<string, unknown>> {
  const { url, verifier } = await authorizationUrl(app, scope);
  const back = await logIn(browser, url, 'lin', assurance);
  return claimsOf((await redeem(app, back.url, verifier)).access_token);
}
const ask = (acr_values: string, more = {}) => authorizationUrl(app, scope, { acr_values, ...more });
const errorOf = ({ url }: { url: string }) => new URL(url).searchParams.get('error');

describe('a person signed in at the substantial level', () => {
  beforeEach(() => signInAs('substantial'));

  it('is asked to step up, as the same person, and the tokens say so', async () => {
    const { url, verifier } = await ask(acrOf.high);
    const page = await browser.open(url.href);
    expect(page.text).toContain('再次确认身份');
    expect([...page.text.matchAll(/name="account" value="([^"]*)"/g)].map((m) => m[1])).toEqual(['lin']);
    expect(page.text).not.toContain('value="substantial"');
    const back = await browser.submit(page, '/login', [['account', 'lin']]);
    const tokens = await redeem(app, back.url, verifier);
    expect(claimsOf(tokens.access_token)).toMatchObject({ acr: acrOf.high, auth_time: expect.any(Number) });
    expect(tokens.claims()).toMatchObject({ acr: acrOf.high });

    // The session now has the higher level.
    const again = await ask(acrOf.high);
    expect(errorOf(await browser.open(again.url.href))).toBeNull();
  });

  it.each([acrOf.substantial, `${acrOf.high} ${acrOf.substantial}`, ''])(
    'is not asked again if one of "%s" suffices',
    async (values) => {
      const { url, verifier } = await ask(values);
      const tokens = await redeem(app, (await browser.open(url.href)).url, verifier);
      expect(claimsOf(tokens.access_token).acr).toBe(acrOf.substantial);
    },
  );

  it('cannot bypass the step-up in the form', async () => {
    const { url } = await ask(acrOf.high);
    const page = await browser.open(url.href);
    const back = await browser.submit(page, '/login', [
      ['account', 'lin'],
      ['assurance', 'substantial'],
    ]);
    expect(errorOf(back)).toBe('unmet_authentication_requirements');
  });

  it('is not asked if the request forbids prompts', async () => {
    const { url } = await ask(acrOf.high, { prompt: 'none' });
    expect(errorOf(await browser.open(url.href))).toBe('login_required');
  });
});

it('a person signed in at the high level is not asked again', async () => {
  expect(await signInAs('high')).toMatchObject({ acr: acrOf.high });
  const { url, verifier } = await ask(acrOf.high);
  const tokens = await redeem(app, (await browser.open(url.href)).url, verifier);
  expect(claimsOf(tokens.access_token).acr).toBe(acrOf.high);
});

it('a person without the high level returns to the app without a token', async () => {
  const { url } = await ask(acrOf.high);
  const back = await logIn(browser, url, 'zhao');
  expect(errorOf(back)).toBe('unmet_authentication_requirements');
  expect(new URL(back.url).searchParams.get('code')).toBeNull();
});

it('an unknown level is not met', async () => {
  const { url } = await ask('urn:other:level');
  expect(errorOf(await browser.open(url.href))).toBe('unmet_authentication_requirements');
});

it('a refreshed token keeps the sign-in time, and max_age forces a new sign-in', async () => {
  const { url, verifier } = await authorizationUrl(app, `${scope} offline_access`, { prompt: 'consent' });
  const consent = await logIn(browser, url, 'lin');
  const back = await browser.submit(consent, '/consent', [['scope', 'identity:basic']]);
  const first = await redeem(app, back.url, verifier);
  const { auth_time } = claimsOf(first.access_token);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const second = await client.refreshTokenGrant(app.configuration, first.refresh_token!);
  const claims = claimsOf(second.access_token);
  expect(claims.auth_time).toBe(auth_time);
  expect(claims.iat).toBeGreaterThan(Number(auth_time));

  const old = await authorizationUrl(app, scope, { max_age: '0' });
  expect((await browser.open(old.url.href)).text).toContain('name="account"');
});
