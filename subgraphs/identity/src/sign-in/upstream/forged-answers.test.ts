import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { authorizationUrl, Browser, connectApp, type Visit } from '@civic-graph/testing';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../../identity-deployment.fixture.ts';
import { type ScriptedIssuer, scriptedClient, startScriptedIssuer } from './scripted-issuer.fixture.ts';

const secret = 'a secret of at least thirty-two bytes';
let issuer: ScriptedIssuer;
let identity: IdentityDeployment;
let browser: Browser;
beforeAll(async () => {
  issuer = await startScriptedIssuer();
  identity = await startIdentity({
    signInProviders: [
      {
        id: 'scripted',
        name: { zh: '剧本', en: 'Scripted' },
        issuer: issuer.url,
        clientId: scriptedClient,
        authentication: { method: 'client_secret_basic', secret },
        scopes: ['openid'],
        assurance: [{ level: 'substantial', acr: ['face'], amr: [] }],
        people: { citizen: 'resident_id_number' },
      },
    ],
  });
});
afterAll(async () => {
  await identity.stop();
  await issuer.close();
});
afterEach(() => {
  Object.assign(issuer.script, { claims: {}, header: {}, sign: null, metadata: {}, token: null });
});

/** Ends at the consent page or the app if the answer is accepted, else at the page with the code. */
async function signIn(change: (callback: URL) => void = () => {}): Promise<Visit> {
  const { url } = await authorizationUrl(await connectApp(identity), 'openid identity:basic', {
    prompt: 'login',
  });
  browser = new Browser(identity.url);
  const login = await browser.open(url.href);
  const leaving = await browser.open(`${new URL(login.url).pathname}/upstream/scripted`);
  const callback = issuer.answer(leaving.url);
  change(callback);
  return browser.open(callback.href);
}
const codeOf = ({ text }: Visit) => /<code>(\w+)<\/code>/.exec(text)?.[1];
const isAccepted = ({ url }: Visit) => new URL(url).searchParams.has('code');
const now = () => Math.floor(Date.now() / 1000);

it('the provider is offered beside the test login', async () => {
  const { url } = await authorizationUrl(await connectApp(identity), 'openid identity:basic');
  const { text } = await new Browser(identity.url).open(url.href);
  expect(text).toMatch(/<button name="account" value="[\w-]+"/);
  expect(text).toMatch(/<a class="person" href="\/interaction\/[\w-]+\/upstream\/scripted">/);
});

it('the answer of this issuer is accepted if nothing is forged', async () => {
  expect(isAccepted(await signIn())).toBe(true);
});

/*
 * Cases of the OpenID Foundation's conformance suite for relying parties, by the names of its modules
 * (openid-certification/conformance-suite, plan oidcc-client-basic-certification-test-plan); the rest is of
 * OpenID Connect Core, section 3.1.3.7.
 */
describe('an ID token is refused', () => {
  it.each<[string, object]>([
    ['oidcc-client-test-invalid-iss', { iss: 'https://attacker.example' }],
    ['oidcc-client-test-missing-sub', { sub: undefined }],
    ['oidcc-client-test-invalid-aud', { aud: 'another-client' }],
    ['oidcc-client-test-missing-aud', { aud: undefined }],
    ['oidcc-client-test-missing-iat', { iat: undefined }],
    ['oidcc-client-test-nonce-invalid', { nonce: 'another' }],
    ['a missing nonce', { nonce: undefined }],
    ['a missing issuer', { iss: undefined }],
    ['a missing expiry', { exp: undefined }],
    ['expired, beyond the tolerance', { exp: now() - 120 }],
    ['issued in the future', { iat: now() + 300 }],
    ['not valid yet', { nbf: now() + 300 }],
    ['two audiences without azp', { aud: [scriptedClient, 'another-client'] }],
    ['two audiences with azp', { aud: [scriptedClient, 'another-client'], azp: scriptedClient }],
    ['azp of another client', { azp: 'another-client' }],
    ['oidcc-client-test-invalid-at-hash', { at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['at_hash of another type', { at_hash: 1 }],
    ['no auth_time', { auth_time: undefined }],
    ['an auth_time in the future', { auth_time: now() + 300 }],
    ['an auth_time before the fresh sign-in that was asked for', { auth_time: now() - 300 }],
    ['sub of another type', { sub: 7 }],
    ['an empty sub', { sub: '' }],
    ['amr of another type', { amr: 'face' }],
  ])('%s', async (_, claims) => {
    issuer.script.claims = claims as Record<string, unknown>;
    const page = await signIn();
    expect([page.status, codeOf(page)]).toEqual([502, 'provider_answer_invalid']);
  });

  const es256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const rs256 = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const signed =
    (alg: string, key: Parameters<SignJWT['sign']>[0], header = {}) =>
    (claims: object) =>
      new SignJWT({ ...claims }).setProtectedHeader({ alg, kid: 'key-1', ...header }).sign(key);

  it.each<[string, (claims: object) => Promise<string>]>([
    ['oidcc-client-test-invalid-sig-es256', signed('ES256', es256)],
    ['oidcc-client-test-invalid-sig-rs256', signed('RS256', rs256)],
    ['oidcc-client-test-invalid-sig-hs256', signed('HS256', Buffer.from(secret))],
    [
      'the public key as the secret of HS256',
      (claims) => {
        const key = createPublicKey({ key: issuer.keys[0]!.jwk, format: 'jwk' });
        return signed('HS256', Buffer.from(key.export({ type: 'spki', format: 'pem' })))(claims);
      },
    ],
    ['oidcc-client-test-idtoken-sig-none', async (claims) => new UnsecuredJWT({ ...claims }).encode()],
    ['an unknown key id', signed('ES256', es256, { kid: 'nobody' })],
    [
      'a key in its own header',
      signed('ES256', es256, { jwk: es256.export({ format: 'jwk' }), kid: undefined }),
    ],
    ['a critical header', signed('ES256', es256, { crit: ['b64'], b64: true })],
    ['no JWT', async () => 'no.jwt'],
  ])('%s', async (_, sign) => {
    issuer.script.sign = sign;
    const page = await signIn();
    expect([page.status, codeOf(page)]).toEqual([502, 'provider_answer_invalid']);
  });

  it('oidcc-client-test-kid-absent-multiple-jwks', async () => {
    const [key] = issuer.keys;
    await issuer.rotate();
    issuer.keys.push(key!);
    issuer.script.header = { kid: undefined } as object;
    expect(codeOf(await signIn())).toBe('provider_answer_invalid');
    issuer.keys.pop();
  });
});

describe('an ID token is accepted', () => {
  const halfHash = createHash('sha256')
    .update('the-access-token')
    .digest()
    .subarray(0, 16)
    .toString('base64url');
  it.each<[string, object]>([
    ['a minute after its expiry, for slow clocks', { exp: now() - 1, iat: now() - 200 }],
    [
      'a minute before its time, for fast clocks',
      { iat: now() + 40, nbf: now() + 40, auth_time: now() + 40 },
    ],
    ['with the at_hash of its access token', { at_hash: halfHash }],
    ['with one audience in a list', { aud: [scriptedClient], azp: scriptedClient }],
  ])('%s', async (_, claims) => {
    issuer.script.claims = claims as Record<string, unknown>;
    expect(isAccepted(await signIn())).toBe(true);
  });

  it('oidcc-client-test-kid-absent-single-jwks', async () => {
    issuer.script.header = { kid: undefined } as object;
    expect(isAccepted(await signIn())).toBe(true);
  });

  it('oidcc-client-test-signing-key-rotation-just-before-signing', async () => {
    expect(isAccepted(await signIn())).toBe(true);
    await issuer.rotate();
    expect(isAccepted(await signIn())).toBe(true);
  });
});

describe('the token endpoint', () => {
  it.each<[string, ScriptedIssuer['script']['token'], string]>([
    ['fails', { status: 503, body: '{}' }, 'provider_unavailable'],
    ['refuses the code', { status: 400, body: '{"error":"invalid_grant"}' }, 'provider_refused'],
    ['refuses this client', { status: 401, body: '{"error":"invalid_client"}' }, 'provider_refused'],
    [
      'redirects',
      { status: 307, body: '', headers: { location: 'http://127.0.0.1:1/' } },
      'provider_unavailable',
    ],
    [
      'answers with a page',
      { status: 200, body: '<html>', headers: { 'content-type': 'text/html' } },
      'provider_answer_invalid',
    ],
    [
      'answers without an ID token',
      { status: 200, body: '{"access_token":"a","token_type":"Bearer"}' },
      'provider_answer_invalid',
    ],
    [
      'answers too much',
      { status: 200, body: JSON.stringify({ a: 'a'.repeat(300_000) }) },
      'provider_answer_invalid',
    ],
  ])('%s', async (_, token, code) => {
    issuer.script.token = token;
    expect(codeOf(await signIn())).toBe(code);
  });
});

describe('a callback', () => {
  it('with a doubled parameter is refused', async () => {
    expect(codeOf(await signIn(({ searchParams }) => searchParams.append('code', 'another')))).toBe(
      'provider_answer_invalid',
    );
  });
  it('in the name of another issuer is refused before the code is sent', async () => {
    issuer.script.token = { status: 500, body: '{}' };
    const page = await signIn(({ searchParams }) => searchParams.set('iss', 'https://attacker.example'));
    expect(codeOf(page)).toBe('provider_answer_invalid');
  });
});

/*
 * Cases of the conformance suite's plan oidcc-client-logout-certification (package
 * net.openid.conformance.openid.client.logout), and of Back-Channel Logout 1.0, section 2.6.
 */
describe('a logout token', () => {
  const path = '/sign-in/backchannel-logout/scripted';
  const post = (logout_token: string, to = path) =>
    fetch(identity.url + to, { method: 'POST', body: new URLSearchParams({ logout_token }) });
  const isSignedIn = async () => {
    const { url } = await authorizationUrl(await connectApp(identity), 'openid identity:basic');
    return isAccepted(await browser.open(url.href));
  };
  const event = 'http://schemas.openid.net/event/backchannel-logout';

  it.each<[string, object, object?]>([
    ['oidcc-client-test-rp-backchannel-rpinitlogout-wrong-issuer', { iss: 'https://attacker.example' }],
    ['…-wrong-aud', { aud: 'another-client' }],
    ['…-wrong-event', { events: { 'http://schemas.openid.net/event/other': {} } }],
    ['…-no-event', { events: undefined }],
    ['…-with-nonce', { nonce: 'a' }],
    ['an event that is no object', { events: { [event]: 1 } }],
    ['expired', { exp: now() - 120 }],
    ['without an expiry', { exp: undefined }],
    ['old', { iat: now() - 3_600 }],
    ['without a time', { iat: undefined }],
    ['without an id', { jti: undefined }],
    ['without subject and session', { sub: undefined }],
    ['an ID token', {}, { typ: 'at+jwt' }],
    ['an unknown key', {}, { kid: 'nobody' }],
  ])('is refused: %s', async (_, claims, header = {}) => {
    await signIn();
    const refused = await post(await issuer.logoutToken({ sub: 'somebody', ...claims }, header));
    expect([refused.status, refused.headers.get('cache-control')]).toEqual([400, 'no-store']);
    expect(await refused.json()).toMatchObject({ error: 'invalid_request' });
    expect(await isSignedIn()).toBe(true);
  });

  it('is refused: …-alg-none, a wrong signature, and none', async () => {
    const claims = {
      iss: issuer.url,
      aud: scriptedClient,
      sub: 'somebody',
      jti: 'j',
      events: { [event]: {} },
    };
    const plain = new UnsecuredJWT(claims).setIssuedAt().setExpirationTime('2m').encode();
    const broken = `${await issuer.logoutToken({ sub: 'somebody' })}A`;
    for (const token of [plain, broken, '']) expect((await post(token)).status).toBe(400);
    expect((await fetch(identity.url + path, { method: 'POST' })).status).toBe(400);
    expect((await post(plain, '/sign-in/backchannel-logout/nobody')).status).toBe(404);
  });

  it.each([
    ['its subject', { sub: 'somebody' }],
    ['its session', { sid: 'session-1' }],
  ])('ends the sessions of %s, once', async (_, of) => {
    issuer.script.claims = { sid: 'session-1' };
    await signIn();
    const token = await issuer.logoutToken(of);
    const first = await Promise.all([post(token), post(token)]);
    expect(first.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(await isSignedIn()).toBe(false);
    await signIn();
    expect((await post(token)).status).toBe(400);
    expect(await isSignedIn()).toBe(true);
  });

  it('ends no session of another subject or session', async () => {
    issuer.script.claims = { sid: 'session-2' };
    await signIn();
    expect((await post(await issuer.logoutToken({ sub: 'another' }))).status).toBe(200);
    expect((await post(await issuer.logoutToken({ sub: 'somebody', sid: 'session-3' }))).status).toBe(200);
    expect(await isSignedIn()).toBe(true);
  });

  it('with an unknown key makes this service read the keys at most once in a while', async () => {
    const before = issuer.keyReads;
    for (let index = 0; index < 20; index += 1) {
      await post(await issuer.logoutToken({ sub: 'somebody' }, { kid: `unknown-${index}` }));
    }
    expect(issuer.keyReads - before).toBeLessThanOrEqual(1);
  });
});
