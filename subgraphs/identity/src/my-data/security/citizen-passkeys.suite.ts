import { authorizationUrl, Browser, claimsOf, connectApp, logIn, redeem, tick } from '@civic-graph/testing';
import { acrOf } from '@civic-graph/tokens';
import { describe, expect, it } from 'vitest';
import { identity } from '../../accounts/accounts-city.fixture.ts';
import { optionsOf, SoftwareAuthenticator } from '../../passkeys/software-authenticator.fixture.ts';
import { usePasskey } from '../../passkeys/use-passkey.fixture.ts';
import { linkOf, signInAtMe } from '../signed-in-citizen.fixture.ts';

/* Passkeys as the second method of citizens. */

async function addPasskey(account: string, assurance = 'high', synced = false) {
  const { browser } = await signInAtMe(identity.url, account, { assurance });
  const page = await browser.open('/me/en/security');
  const authenticator = new SoftwareAuthenticator(identity.url, { synced, counter: synced ? 0 : 1 });
  const response = authenticator.create(optionsOf(page.text));
  const added = await browser.submit(page, '/security/passkeys', [
    ['name', 'Phone'],
    ['response', response],
  ]);
  expect(added.text).toContain('The passkey has been added.');
  return { authenticator, browser, page: added };
}

describe('a citizen', () => {
  it.each([
    [false, ['hwk', 'user', 'mfa']],
    [true, ['swk', 'user', 'mfa']],
  ])('adds a passkey at /me and signs in with it at an app; synced: %s', async (synced, amr) => {
    const { authenticator } = await addPasskey('citizen-0150', 'high', synced);
    const app = await connectApp(identity);
    const { url, verifier } = await authorizationUrl(app, 'openid identity:basic', {
      prompt: 'consent login',
    });
    const browser = new Browser(identity.url);
    const login = await browser.open(url.href);
    const consent = await usePasskey(browser, login, authenticator);
    const back = await browser.submit(consent, '/consent', tick(['identity:basic']));
    const claims = claimsOf((await redeem(app, back.url, verifier)).access_token);
    expect(claims).toMatchObject({ principal: 'citizen', acr: acrOf.high, amr, scope: 'identity:basic' });
  });

  it('reaches no higher level with it than when it was added, and the app hears why', async () => {
    const { authenticator } = await addPasskey('citizen-0151', 'substantial');
    const app = await connectApp(identity);
    const { url } = await authorizationUrl(app, 'openid identity:basic', { acr_values: acrOf.high });
    const browser = new Browser(identity.url);
    const refused = await usePasskey(browser, await browser.open(url.href), authenticator);
    expect(refused.status).toBe(403);
    const back = await browser.submit(refused, '/unmet');
    expect(new URL(back.url).searchParams.get('error')).toBe('unmet_authentication_requirements');
  });

  it('steps up with it, as the same person only', async () => {
    const { authenticator } = await addPasskey('citizen-0152');
    const { authenticator: others } = await addPasskey('citizen-0153');
    const app = await connectApp(identity);
    const { url } = await authorizationUrl(app, 'openid identity:basic');
    const browser = new Browser(identity.url);
    await logIn(browser, url, 'citizen-0152', 'substantial');
    const { url: stepUp, verifier } = await authorizationUrl(app, 'openid identity:basic', {
      acr_values: acrOf.high,
    });
    const login = await browser.open(stepUp.href);
    expect((await usePasskey(browser, login, others)).text).toContain('another_person');
    const consent = await usePasskey(browser, login, authenticator);
    const back = await browser.submit(consent, '/consent', tick(['identity:basic']));
    expect(claimsOf((await redeem(app, back.url, verifier)).access_token).acr).toBe(acrOf.high);
  });

  it('signs in nowhere where officials do, and nobody learns whose key it is', async () => {
    const { authenticator } = await addPasskey('citizen-0154');
    const console = await connectApp(identity, 'civic-console');
    const answers = await Promise.all(
      [authenticator, new SoftwareAuthenticator(identity.url)].map(async (each) => {
        const { url } = await authorizationUrl(console, 'openid');
        const browser = new Browser(identity.url);
        return usePasskey(browser, await browser.open(url.href), each);
      }),
    );
    const [own, unknown] = answers.map(({ status, text }) => [status, /<code>(\w+)<\/code>/.exec(text)?.[1]]);
    expect(own).toEqual([403, 'passkey_not_accepted']);
    expect(unknown).toEqual(own);
  });

  it('removes the key, and everything that came from it ends', async () => {
    const { authenticator, browser: first, page } = await addPasskey('citizen-0155');
    const { browser: second, page: two } = await addPasskey('citizen-0155');
    const landing = new Browser(identity.url);
    const login = await landing.open(linkOf(await landing.open('/me/en'), '/auth?'));
    const home = await usePasskey(landing, login, authenticator);
    expect(home.text).toContain('Who read your data');
    // The other sessions are by the test login, which a session by passkey counts as another one.
    expect(home.text).toContain('Somebody has signed in to your account since you last looked.');
    const key = linkOf(page, '/me/en/security/passkeys/');
    const removed = await first.submit(await first.open(key), `${key}/remove`);
    expect(removed.text).toContain('The passkey has been removed');
    expect((await landing.open('/me/en')).text).not.toContain('Who read your data');
    // A session by another method goes on.
    expect((await second.open('/me/en')).status).toBe(200);
    expect(two.text).toContain('Phone');
  });

  it('reads these pages in Chinese too, with one script of this origin', async () => {
    const { browser } = await signInAtMe(identity.url, 'citizen-0156', { language: 'zh' });
    const page = await browser.open('/me/zh/security');
    expect(page.text).toContain('添加通行密钥');
    expect([...page.text.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)).toEqual([
      '<script src="/passkeys/simplewebauthn.js" defer>',
      '<script src="/passkeys/passkeys.js" defer>',
    ]);
    expect(page.text).not.toMatch(/\son\w+=|style=/);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    for (const path of ['/passkeys/simplewebauthn.js', '/passkeys/passkeys.js']) {
      const script = await fetch(`${identity.url}${path}`);
      expect([script.status, script.headers.get('content-type')]).toEqual([
        200,
        'text/javascript; charset=utf-8',
      ]);
    }
    const log = await browser.open('/me/zh');
    expect(log.headers.get('content-security-policy')).not.toContain('script-src');
  });
});
