import {
  type App,
  authorizationUrl,
  Browser,
  claimsOf,
  connectApp,
  logIn,
  redeem,
} from '@civic-graph/testing';
import { calculateJwkThumbprint, exportJWK } from 'jose';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';

const scope = 'openid identity:basic';
let identity: IdentityDeployment;
let app: App;
beforeAll(async () => {
  identity = await startIdentity();
  app = await connectApp(identity);
});
afterAll(() => identity.stop());

const refused = (error: string) => expect.objectContaining({ error });

describe('a NUL character in a request', () => {
  it.each<[string, string, string?]>([
    ['GET', '/auth?response_type=code&scope=openid&client_id=%00'],
    ['GET', '/session/end?client_id=%00'],
    ['POST', '/token', 'grant_type=authorization_code&code=x&client_id=%00'],
    ['POST', '/token/revocation', 'token=x&client_id=%00'],
    ['POST', '/request', 'response_type=code&client_id=%00'],
  ])('is refused as invalid_request: %s %s', async (method, path, body) => {
    const headers = new Headers({ accept: 'application/json' });
    if (body !== undefined) headers.set('content-type', 'application/x-www-form-urlencoded');
    const response = await fetch(new URL(path, identity.url), { method, headers, body: body ?? null });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid_request' });
  });

  it('is refused in a code or in the secret', async () => {
    const authorization = `Basic ${Buffer.from('wechat-city:%00').toString('base64')}`;
    for (const body of [
      'grant_type=authorization_code&code=%00',
      'grant_type=refresh_token&refresh_token=%00',
    ]) {
      const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
      const { status } = await fetch(new URL('/token', identity.url), { method: 'POST', headers, body });
      expect(status).toBeLessThan(500);
    }
  });
});

describe('pushed authorization requests (RFC 9126)', () => {
  async function pushed(more: Record<string, string> = {}) {
    const verifier = client.randomPKCECodeVerifier();
    const url = await client.buildAuthorizationUrlWithPAR(app.configuration, {
      redirect_uri: app.redirectUri,
      scope,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state: 'the-state',
      ...more,
    });
    return { url, verifier };
  }

  it('put only client and request URI into the URL', async () => {
    const { url, verifier } = await pushed();
    expect([...url.searchParams.keys()].sort()).toEqual(['client_id', 'request_uri']);
    const back = await logIn(new Browser(identity.url), url, 'lin');
    expect((await redeem(app, back.url, verifier)).scope).toBe('identity:basic');
  });

  it('work once, and only for their client', async () => {
    const { url } = await pushed();
    const other = new URL(url);
    other.searchParams.set('client_id', 'alipay-city');
    expect((await new Browser(identity.url).open(other.href)).status).toBe(400);
    await logIn(new Browser(identity.url), url, 'lin');
    const again = await new Browser(identity.url).open(url.href);
    expect(again.url.startsWith(identity.url)).toBe(true);
    expect(again.status).toBe(400);
  });

  it.each([
    ['without PKCE', { code_challenge: '', code_challenge_method: '' }, 'invalid_request'],
    ['with PKCE by plain', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['for another redirect URI', { redirect_uri: 'https://evil.example/callback' }, 'invalid_request'],
  ])('are refused immediately %s', async (_, changes, error) => {
    await expect(pushed(changes)).rejects.toEqual(refused(error));
  });

  it('accept the client’s secret', async () => {
    const answer = await fetch(`${identity.url}/request`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('wechat-city:wrong').toString('base64')}` },
      body: new URLSearchParams({ response_type: 'code', scope }),
    });
    expect(answer.status).toBe(401);
  });
});

describe('DPoP (RFC 9449)', () => {
  async function key(algorithm = 'ES256') {
    const pair = await client.randomDPoPKeyPair(algorithm);
    const thumbprint = await calculateJwkThumbprint(await exportJWK(pair.publicKey));
    return { thumbprint, DPoP: client.getDPoPHandle(app.configuration, pair) };
  }

  async function code(more: Record<string, string> = {}) {
    const { url, verifier } = await authorizationUrl(app, `${scope} offline_access`, {
      prompt: 'consent',
      ...more,
    });
    const browser = new Browser(identity.url);
    const consent = await logIn(browser, url, 'lin');
    const back = await browser.submit(consent, '/consent', [['scope', 'identity:basic']]);
    return { url: back.url, verifier };
  }

  it.each(['ES256', 'Ed25519'])(
    'binds the tokens of a code, and of a refresh, to the proven key (%s)',
    async (algorithm) => {
      const { thumbprint, DPoP } = await key(algorithm);
      const { url, verifier } = await code();
      const first = await redeem(app, url, verifier, { DPoP });
      expect(first.token_type).toBe('dpop');
      expect(claimsOf(first.access_token).cnf).toEqual({ jkt: thumbprint });
      const second = await client.refreshTokenGrant(app.configuration, first.refresh_token!, undefined, {
        DPoP,
      });
      expect(claimsOf(second.access_token).cnf).toEqual({ jkt: thumbprint });
    },
  );

  it('binds an app’s own token, unless no key is proven', async () => {
    const { thumbprint, DPoP } = await key();
    const bound = await client.clientCredentialsGrant(app.configuration, {}, { DPoP });
    expect(claimsOf(bound.access_token).cnf).toEqual({ jkt: thumbprint });
    const bearer = await client.clientCredentialsGrant(app.configuration);
    expect(bearer.token_type).toBe('bearer');
    expect(claimsOf(bearer.access_token)).not.toHaveProperty('cnf');
  });

  it('refuses a code that is redeemed with another key, or with none', async () => {
    const { DPoP } = await key();
    const dpop_jkt = await DPoP.calculateThumbprint();
    for (const other of [{ DPoP: (await key()).DPoP }, {}]) {
      const { url, verifier } = await code({ dpop_jkt });
      await expect(redeem(app, url, verifier, other)).rejects.toEqual(refused('invalid_grant'));
    }
    const { url, verifier } = await code({ dpop_jkt });
    await expect(redeem(app, url, verifier, { DPoP })).resolves.toMatchObject({ token_type: 'dpop' });
  });

  it('accepts each proof once, also simultaneously', async () => {
    const requests: [string, RequestInit][] = [];
    const { configuration } = await connectApp(identity);
    configuration[client.customFetch] = (url, init) => {
      requests.push([url, init as RequestInit]);
      return fetch(url, init as RequestInit);
    };
    const DPoP = client.getDPoPHandle(configuration, await client.randomDPoPKeyPair('ES256'));
    await client.clientCredentialsGrant(configuration, {}, { DPoP });
    const [[url, init] = ['', {}]] = requests;
    expect((await fetch(url, init)).status).toBe(400);

    // Not sent before, so that only the following requests use it.
    configuration[client.customFetch] = async (address, options) => {
      requests.push([address, options as RequestInit]);
      throw new Error('held back');
    };
    await expect(client.clientCredentialsGrant(configuration, {}, { DPoP })).rejects.toThrow();
    const [address, options] = requests.at(-1)!;
    const answers = await Promise.all(Array.from({ length: 6 }, () => fetch(address, options)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });
});
