import {
  type App,
  authorizationUrl,
  Browser,
  claimsOf,
  connectApp,
  logIn,
  redeem,
} from '@civic-graph/testing';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdrawConsent } from '../consent/record-decision.ts';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';

let identity: IdentityDeployment;
let app: App;
beforeAll(async () => {
  identity = await startIdentity();
  app = await connectApp(identity);
});
afterAll(() => identity.stop());

const scope = 'openid identity:basic';

async function code() {
  const { url, verifier } = await authorizationUrl(app, scope);
  const back = await logIn(new Browser(identity.url), url, 'lin');
  return { callback: back.url, verifier };
}

async function tokensWithRefresh() {
  const { url, verifier } = await authorizationUrl(app, `${scope} offline_access`, { prompt: 'consent' });
  const browser = new Browser(identity.url);
  const consent = await logIn(browser, url, 'citizen-0042');
  const back = await browser.submit(consent, '/consent', [['scope', 'identity:basic']]);
  return redeem(app, back.url, verifier);
}

function refresh(token: string) {
  return client.refreshTokenGrant(app.configuration, token);
}

const claimsOfConsent = (token: string) => ({ id: String(claimsOf(token).consent_id) });

const refused = (error: string) => expect.objectContaining({ error });

describe('PKCE (RFC 7636)', () => {
  it.each([
    ['without a challenge', { code_challenge: '', code_challenge_method: '' }],
    ['with method plain', { code_challenge_method: 'plain' }],
    ['with no method, which means plain', { code_challenge_method: '' }],
  ])('a request %s is refused', async (_, changes) => {
    const { url } = await authorizationUrl(app, scope);
    for (const [name, value] of Object.entries(changes)) {
      if (value === '') url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    const visit = await new Browser(identity.url).open(url.href);
    expect(new URL(visit.url).searchParams.get('error')).toBe('invalid_request');
  });

  it('a code cannot be redeemed with another verifier, or with none', async () => {
    const { callback } = await code();
    await expect(redeem(app, callback, client.randomPKCECodeVerifier())).rejects.toEqual(
      refused('invalid_grant'),
    );
    const { callback: second } = await code();
    const answer = await tokenRequest({
      grant_type: 'authorization_code',
      code: new URL(second).searchParams.get('code')!,
      redirect_uri: app.redirectUri,
    });
    expect(answer).toMatchObject({ error: 'invalid_grant' });
  });
});

describe('authorization codes', () => {
  it('work once; reuse revokes the tokens of the first use', async () => {
    const { url, verifier } = await authorizationUrl(app, `${scope} offline_access`, { prompt: 'consent' });
    const browser = new Browser(identity.url);
    const consent = await logIn(browser, url, 'citizen-0043');
    const back = await browser.submit(consent, '/consent', [['scope', 'identity:basic']]);
    const first = await redeem(app, back.url, verifier);
    await expect(redeem(app, back.url, verifier)).rejects.toEqual(refused('invalid_grant'));
    await expect(refresh(first.refresh_token!)).rejects.toEqual(refused('invalid_grant'));
  });

  it.each(['https://evil.example/callback', 'http://127.0.0.1:8701/callback/', ''])(
    'cannot be redeemed with the redirect URI "%s"',
    async (redirect_uri) => {
      const { callback, verifier } = await code();
      const answer = await tokenRequest({
        grant_type: 'authorization_code',
        code: new URL(callback).searchParams.get('code')!,
        code_verifier: verifier,
        redirect_uri,
      });
      expect(answer).toHaveProperty('error', redirect_uri === '' ? 'invalid_request' : 'invalid_grant');
    },
  );

  it('work once, even for simultaneous requests', async () => {
    const { callback, verifier } = await code();
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, () => redeem(app, callback, verifier)),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toEqual(refused('invalid_grant'));
    }
  });

  it('belong to their client', async () => {
    const { callback, verifier } = await code();
    const other = await connectApp(identity, 'alipay-city');
    await expect(redeem(other, callback, verifier)).rejects.toEqual(refused('invalid_grant'));
  });

  it('are stored as digests', async () => {
    const { callback } = await code();
    const value = new URL(callback).searchParams.get('code')!;
    const rows = await identity.subgraph.database.selectFrom('oidc_payload').selectAll().execute();
    expect(rows.some(({ model }) => model === 'AuthorizationCode')).toBe(true);
    expect(JSON.stringify(rows)).not.toContain(value);
  });
});

describe('redirect URIs', () => {
  it.each([
    'https://evil.example/callback',
    'http://127.0.0.1:8701/callback/',
    'http://127.0.0.1:8701/callback?x=1',
    'http://127.0.0.1:8701/Callback',
    'http://127.0.0.1:8701/callback/../callback',
    'http://127.0.0.1:9999/callback',
    'http://localhost:8701/callback',
    'http://127.0.0.1:8701@evil.example/callback',
    'https://127.0.0.1:8701/callback',
    'http://127.0.0.1:8701/callback#fragment',
  ])('%s is refused, with a page and no redirect', async (redirect_uri) => {
    const { url } = await authorizationUrl(app, scope, { redirect_uri });
    const visit = await new Browser(identity.url).open(url.href);
    expect(visit.status).toBe(400);
    expect(visit.url.startsWith(identity.url)).toBe(true);
  });

  it('are required in the request', async () => {
    const { url } = await authorizationUrl(app, scope);
    url.searchParams.delete('redirect_uri');
    expect((await new Browser(identity.url).open(url.href)).status).toBe(400);
  });
});

describe('refresh tokens', () => {
  it('rotate, and reuse of an old one revokes the family', async () => {
    const first = await tokensWithRefresh();
    const second = await refresh(first.refresh_token!);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(second.scope).toBe('identity:basic');
    await expect(refresh(first.refresh_token!)).rejects.toEqual(refused('invalid_grant'));
    await expect(refresh(second.refresh_token!)).rejects.toEqual(refused('invalid_grant'));
  });

  it('grant at most what the current consent covers', async () => {
    const { refresh_token, access_token } = await tokensWithRefresh();
    const { id } = claimsOfConsent(access_token);
    const withdrawn = await withdrawConsent(
      identity.subgraph.issuer.dependencies,
      { citizenKey: 'CTZ-0000000042', id },
      new Date(),
    );
    expect(withdrawn.kind).toBe('withdrawn');
    const after = await refresh(refresh_token!);
    expect(after.scope ?? '').toBe('');
  });

  it('can be revoked', async () => {
    const { refresh_token } = await tokensWithRefresh();
    await client.tokenRevocation(app.configuration, refresh_token!);
    await expect(refresh(refresh_token!)).rejects.toEqual(refused('invalid_grant'));
  });
});

describe('clients', () => {
  it('get a token for themselves with the client credentials grant', async () => {
    const tokens = await client.clientCredentialsGrant(app.configuration, { scope: 'identity:basic' });
    expect(tokens.scope).toBe('identity:basic');
    expect(tokens.access_token.split('.')).toHaveLength(3);
  });

  it('are refused with a wrong secret, and with its stored digest', async () => {
    const stored = await identity.subgraph.database
      .selectFrom('app')
      .select('secret_sha256')
      .where('client_id', '=', 'wechat-city')
      .executeTakeFirstOrThrow();
    for (const secret of ['wrong', stored.secret_sha256!]) {
      const answer = await tokenRequest({ grant_type: 'client_credentials' }, secret);
      expect(answer).toMatchObject({ error: 'invalid_client' });
    }
  });

  it('are refused other audiences than the gateway', async () => {
    const request = client.clientCredentialsGrant(app.configuration, { resource: 'https://other.example' });
    await expect(request).rejects.toEqual(refused('invalid_target'));
  });
});

async function tokenRequest(parameters: Record<string, string>, secret?: string): Promise<unknown> {
  const used = secret ?? app.configuration.clientMetadata().client_secret ?? (await secretOf());
  const response = await fetch(`${identity.url}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`wechat-city:${used}`).toString('base64')}` },
    body: new URLSearchParams(parameters),
  });
  return response.json();
}

async function secretOf(): Promise<string> {
  const listed = (await (await fetch(`${identity.url}/demo/personas`)).json()) as {
    apps: { id: string; clientSecret: string }[];
  };
  return listed.apps.find(({ id }) => id === 'wechat-city')!.clientSecret;
}
