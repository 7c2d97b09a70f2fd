import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { authorizationUrl, Browser, connectApp, logIn } from '@civic-graph/testing';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';

/** Behind a load balancer the issuer's public URL differs from the one it listens on. */
const issuer = 'https://id.city.example';
const other = 'other.example';
const spoofs: [string, Record<string, string>][] = [
  ['Host', { host: other }],
  ['Host with a port', { host: `${other}:443` }],
  ['X-Forwarded-Host', { 'x-forwarded-host': other }],
  ['X-Forwarded-Proto', { 'x-forwarded-proto': 'http', 'x-forwarded-host': `${other}, id.city.example` }],
  ['Forwarded', { forwarded: `host=${other};proto=https`, host: other }],
  ['X-Forwarded-Port and -Prefix', { 'x-forwarded-port': '99', 'x-forwarded-prefix': '/p', host: other }],
];
const malformed = [
  'a b',
  'a/b',
  '[',
  '[::1',
  'a:b:c',
  ':',
  '%',
  'x@y',
  '*',
  '..',
  '\u00e9',
  'a,b',
  'a:99999',
];

let identity: IdentityDeployment;
let privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
let publicKey: Awaited<ReturnType<typeof generateKeyPair>>['publicKey'];
beforeAll(async () => {
  identity = await startIdentity({ issuer });
  ({ privateKey, publicKey } = await generateKeyPair('ES256'));
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'own', use: 'sig' }];
  await identity.subgraph.database
    .updateTable('app')
    .set({ auth_method: 'private_key_jwt', jwks: JSON.stringify({ keys }), secret_sha256: null })
    .where('client_id', '=', 'alipay-city')
    .execute();
});
afterAll(() => identity.stop());

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** `fetch` sets `Host` itself. */
async function call(
  path: string,
  headers: Record<string, string>,
  { method = 'GET', body = '' } = {},
): Promise<Answer> {
  const { port } = new URL(identity.url);
  const type = body === '' ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
  const sent = request({ host: '127.0.0.1', port, path, method, headers: { ...type, ...headers } });
  sent.end(body);
  const [response] = await once(sent, 'response');
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

const now = () => Math.floor(Date.now() / 1000);
async function withAssertion(aud: string | string[], path: string, headers: Record<string, string>) {
  const claims = { iss: 'alipay-city', sub: 'alipay-city', aud, jti: crypto.randomUUID(), exp: now() + 60 };
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'alipay-city',
    token: 'unknown',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await new SignJWT(claims).setProtectedHeader({ alg: 'ES256' }).sign(privateKey),
  });
  return call(path, headers, { method: 'POST', body: String(body) });
}

async function withProof(htu: string, headers: Record<string, string>) {
  const { apps } = (await (await fetch(`${identity.url}/demo/personas`)).json()) as {
    apps: { id: string; clientSecret: string }[];
  };
  const secret = apps.find(({ id }) => id === 'wechat-city')?.clientSecret;
  const proof = await new SignJWT({ htm: 'POST', htu, jti: crypto.randomUUID(), iat: now() })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: await exportJWK(publicKey) })
    .sign(privateKey);
  const authorization = `Basic ${Buffer.from(`wechat-city:${secret}`).toString('base64')}`;
  const body = 'grant_type=client_credentials';
  return call('/token', { ...headers, dpop: proof, authorization }, { method: 'POST', body });
}

describe.each(spoofs)('a request with a foreign %s', (_, headers) => {
  it.each(['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'])(
    'gets the issuer’s URLs from %s',
    async (path) => {
      const { status, body } = await call(path, headers);
      expect(status).toBe(200);
      const urls = Object.entries(JSON.parse(body) as object).filter(([, value]) => /^https?:/.test(value));
      expect(urls.length).toBeGreaterThan(6);
      for (const [, url] of urls) expect(new URL(url).origin).toBe(issuer);
    },
  );

  it.each(['/token', '/token/revocation', '/request'])(
    'is refused at %s with an assertion for that server',
    async (path) => {
      for (const scheme of ['http', 'https']) {
        for (const at of [path, '/token', '']) {
          const { status, body } = await withAssertion(`${scheme}://${other}${at}`, path, headers);
          expect([status, JSON.parse(body).error]).toEqual([401, 'invalid_client']);
        }
      }
    },
  );

  it('is accepted with an assertion and with a proof for the issuer', async () => {
    expect((await withAssertion(issuer, '/token', headers)).status).toBe(200);
    expect((await withAssertion(`${issuer}/token`, '/token', headers)).status).toBe(200);
    expect((await withProof(`${issuer}/token`, headers)).status).toBe(200);
  });

  it('is refused with a DPoP proof for that server', async () => {
    for (const scheme of ['http', 'https']) {
      const { status, body } = await withProof(`${scheme}://${other}/token`, headers);
      expect([status, JSON.parse(body).error]).toEqual([400, 'invalid_dpop_proof']);
    }
  });

  it('gets no foreign URL in the sign-out form', async () => {
    const { status, body } = await call('/session/end', headers);
    expect(status).toBe(200);
    expect(body).toContain(`action="${issuer}/session/end/confirm"`);
    expect(body).not.toContain(other);
  });

  it('gets secure cookies, and no foreign URL during sign-in', async () => {
    const redirectUri = await redirectUriOf('wechat-city');
    const query = new URLSearchParams({
      client_id: 'wechat-city',
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid identity:basic',
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
    });
    const answer = await call(`/auth?${query}`, headers);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toMatch(/^\/interaction\//);
    const cookies = answer.headers['set-cookie'] ?? [];
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; secure/i);
      expect(cookie).not.toMatch(/; domain/i);
    }
    const cookie = cookies.map((each) => each.split(';')[0]).join('; ');
    const page = await call(answer.headers.location ?? '', { ...headers, cookie });
    expect(page.status).toBe(200);
    expect(page.body).not.toContain(other);
    const token = /name="form_token" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    const body = String(new URLSearchParams({ form_token: token, account: 'lin' }));
    const next = await call(
      `${answer.headers.location}/login`,
      { ...headers, cookie },
      { method: 'POST', body },
    );
    expect(next.status).toBe(303);
    expect(next.headers.location).toMatch(new RegExp(`^${issuer}/auth/`));
  });
});

async function redirectUriOf(clientId: string): Promise<string> {
  const { apps } = (await (await fetch(`${identity.url}/demo/personas`)).json()) as {
    apps: { id: string; redirectUris: string[] }[];
  };
  return apps.find(({ id }) => id === clientId)?.redirectUris[0] ?? '';
}

describe('a request target in absolute form (RFC 9112, section 3.2.2)', () => {
  it('does not choose the URLs either', async () => {
    const target = `http://${other}/.well-known/openid-configuration`;
    const { body } = await call(target, {});
    expect(body).not.toContain(other);
    const token = await withAssertion(`http://${other}/token`, `http://${other}/token`, {});
    expect(token.status).toBeGreaterThanOrEqual(400);
    expect(token.status).toBeLessThan(500);
  });
});

describe('a malformed Host', () => {
  it.each(malformed)('%j is not an internal error', async (host) => {
    for (const path of ['/.well-known/openid-configuration', '/session/end', '/jwks', '/']) {
      const status = await rawStatus(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      expect([200, 400]).toContain(status);
    }
  });
});

async function rawStatus(head: string): Promise<number> {
  const socket = connect(Number(new URL(identity.url).port), '127.0.0.1');
  socket.write(Buffer.from(head, 'latin1'));
  return Number((await text(socket)).split(' ')[1]);
}

describe('an issuer without TLS', () => {
  it('signs people in on its own URL', async () => {
    const plain = await startIdentity();
    try {
      const app = await connectApp(plain);
      const { url } = await authorizationUrl(app, 'openid identity:basic');
      const back = await logIn(new Browser(plain.url), url, 'lin');
      expect(new URL(back.url).searchParams.get('code')).toBeTruthy();
    } finally {
      await plain.stop();
    }
  });
});
