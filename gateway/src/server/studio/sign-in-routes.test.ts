import fastify, { type FastifyInstance } from 'fastify';
import { UnsecuredJWT } from 'jose';
import pino from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { answerErrors } from '../http/error-answer.ts';
import { type StudioCookies, type StudioSession, studioCookies } from './cookies.ts';
import type { IssuerClient } from './issuer-client.ts';
import { signInRoutes } from './sign-in-routes.ts';

const studioUrl = 'https://graph.test';
const ofPage = { 'x-studio': '1', 'sec-fetch-site': 'same-origin' };

let now: Date;
let app: FastifyInstance;
let cookies: StudioCookies;
let revoked: string[];
let refreshed: StudioSession | null | 'down';

function token(minutes: number, claims: Record<string, unknown> = {}): string {
  const exp = Math.floor(now.getTime() / 1000) + minutes * 60;
  return new UnsecuredJWT({
    principal: 'operator',
    agency: 'transport',
    roles: ['clerk'],
    exp,
    ...claims,
  }).encode();
}

const session = (minutes: number): StudioSession => ({
  accessToken: token(minutes),
  refreshToken: 'refresh',
  name: 'operator-transport',
});

beforeEach(async () => {
  now = new Date('2026-11-28T02:00:00Z');
  revoked = [];
  refreshed = null;
  cookies = studioCookies(new Uint8Array(32).fill(7), { isSecure: true, clock: () => now });
  const issuer: IssuerClient = {
    async begin(returnTo, scopes) {
      const attempt = { state: 'state', nonce: 'nonce', codeVerifier: 'verifier', returnTo };
      return { url: new URL(`https://issuer.test/auth?scope=openid ${scopes.join(' ')}`), attempt };
    },
    async complete(callback, attempt) {
      if (callback.searchParams.get('state') !== attempt.state) throw new Error('another sign-in');
      const claims = callback.searchParams.get('code') === 'citizen' ? { principal: 'citizen' } : {};
      return { ...session(30), accessToken: token(30, claims) };
    },
    async refresh() {
      if (refreshed === 'down') throw new Error('no answer');
      return refreshed;
    },
    async revoke({ refreshToken }) {
      revoked.push(refreshToken);
    },
    signOutUrl: 'https://issuer.test/session/end',
  };
  app = fastify();
  answerErrors(app);
  const scopes = () => ['payments:receipts'];
  signInRoutes(app, {
    studioUrl,
    cookies,
    issuer,
    scopes,
    isForwarded: false,
    clock: () => now,
    logger: pino({ level: 'silent' }),
  });
});
afterEach(() => app.close());

/** The cookies of an answer, as a browser would send them back. */
function sentBack(headers: Record<string, unknown>): string {
  return [headers['set-cookie']]
    .flat()
    .map((each) => String(each).split(';')[0])
    .join('; ');
}

const asSignedIn = async (minutes = 30) => ({
  ...ofPage,
  cookie: (await cookies.session.set(session(minutes))).split(';')[0] ?? '',
});

it('goes to the issuer and comes back to the page with a session that no script can read', async () => {
  const begun = await app.inject('/studio/sign-in?return=/zh/decide');
  expect(begun.headers.location).toBe('https://issuer.test/auth?scope=openid%20payments:receipts');
  expect(begun.headers['set-cookie']).toMatch(/^__Host-studio-sign-in=.*HttpOnly; Secure; SameSite=Lax$/);
  const cookie = sentBack(begun.headers);
  const back = await app.inject({ url: '/studio/callback?state=state&code=c', headers: { cookie } });
  expect(back.headers.location).toBe('/zh/decide');
  expect([back.headers['set-cookie']].flat()[1]).toMatch(
    /^__Host-studio-session=.*HttpOnly; Secure; SameSite=Strict$/,
  );
  const signedIn = { ...ofPage, cookie: sentBack(back.headers) };
  const { person } = (await app.inject({ url: '/studio/session', headers: signedIn })).json();
  expect(person).toEqual({
    name: 'operator-transport',
    kind: 'operator',
    agency: 'transport',
    roles: ['clerk'],
    scopes: [],
    expiresAt: '2026-11-28T02:30:00.000Z',
  });
});

it.each([
  ['an answer to another sign-in', 'state=other&code=c', 'failed'],
  ['a person who cancels', 'state=other&error=access_denied', 'declined'],
  ['a citizen, who has no business here', 'state=state&code=citizen', 'failed'],
])('%s gets no session', async (_, answer, reason) => {
  const cookie = sentBack((await app.inject('/studio/sign-in')).headers);
  const { headers } = await app.inject({ url: `/studio/callback?${answer}`, headers: { cookie } });
  expect(headers.location).toBe(`/?sign-in=${reason}`);
  expect([headers['set-cookie']].flat().join()).not.toContain('studio-session');
});

it('an answer without its own attempt is refused, also after ten minutes', async () => {
  const cookie = sentBack((await app.inject('/studio/sign-in')).headers);
  const url = '/studio/callback?state=state&code=c';
  expect((await app.inject(url)).headers.location).toBe('/?sign-in=expired');
  now = new Date(now.getTime() + 10 * 60_000 + 1_000);
  expect((await app.inject({ url, headers: { cookie } })).headers.location).toBe('/?sign-in=expired');
});

it.each([
  ['without the header of the pages', { 'x-studio': '' }],
  ['from another site', { 'sec-fetch-site': 'cross-site' }],
  ['from another origin', { origin: 'https://evil.example' }],
])('a request %s learns and changes nothing', async (_, headers) => {
  const asked = { ...(await asSignedIn()), ...headers };
  expect((await app.inject({ url: '/studio/session', headers: asked })).statusCode).toBe(404);
  const left = await app.inject({ method: 'POST', url: '/studio/sign-out', headers: asked });
  expect(left.statusCode).toBe(404);
  expect(left.headers['set-cookie']).toBeUndefined();
  expect(revoked).toEqual([]);
});

it('a token about to expire is renewed, and a session that has ended at the issuer ends here', async () => {
  refreshed = session(30);
  const renewed = await app.inject({ url: '/studio/session', headers: await asSignedIn(4) });
  expect(renewed.json().person.expiresAt).toBe('2026-11-28T02:30:00.000Z');
  expect(await cookies.session.read({ cookie: sentBack(renewed.headers) })).toEqual(refreshed);
  refreshed = null;
  const ended = await app.inject({ url: '/studio/session', headers: await asSignedIn(4) });
  expect(ended.json()).toEqual({ canSignIn: true, person: null });
  expect(ended.headers['set-cookie']).toMatch(/Max-Age=0/);
  refreshed = 'down';
  expect((await app.inject({ url: '/studio/session', headers: await asSignedIn(4) })).statusCode).toBe(503);
});

it('one network cannot keep the issuer busy', async () => {
  const url = '/studio/sign-in';
  for (let index = 0; index < 120; index += 1) expect((await app.inject(url)).statusCode).toBe(303);
  expect((await app.inject(url)).statusCode).toBe(429);
  expect((await app.inject('/studio/callback?state=state&code=c')).statusCode).toBe(429);
});

it('signing out ends the session at the gateway and at the issuer', async () => {
  const left = await app.inject({ method: 'POST', url: '/studio/sign-out', headers: await asSignedIn() });
  expect(left.json()).toEqual({ url: 'https://issuer.test/session/end' });
  expect(left.headers['set-cookie']).toMatch(/^__Host-studio-session=; Max-Age=0/);
  expect(revoked).toEqual(['refresh']);
});
