import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { authorizeBySession } from './authorize-by-session.ts';
import { studioCookies } from './cookies.ts';

const studioUrl = 'https://graph.test';
let now = new Date('2026-11-28T02:00:00Z');
const keyed = (fill: number) =>
  studioCookies(new Uint8Array(32).fill(fill), { isSecure: true, clock: () => now }).session;
const session = keyed(7);
const content = { accessToken: 'token', refreshToken: 'refresh', name: 'operator-transport' };
const cookieOf = async (cookie = session) => (await cookie.set(content)).split(';')[0] ?? '';
const ofPage = { 'x-studio': '1', 'sec-fetch-site': 'same-origin', origin: studioUrl };

/** What the listener gets as `Authorization`. */
function authorizationOf(headers: Record<string, string>, url = '/graphql'): Promise<string | undefined> {
  return new Promise((resolve) => {
    const listener = authorizeBySession((request) => resolve(request.headers.authorization), {
      session,
      studioUrl,
    });
    listener({ headers, url } as unknown as IncomingMessage, {} as ServerResponse);
  });
}

it('a page of the Studio calls the graph with the token of its session', async () => {
  const cookie = await cookieOf();
  expect(await authorizationOf({ ...ofPage, cookie })).toBe('Bearer token');
  expect(await authorizationOf({ ...ofPage, cookie: `theme=dark; ${cookie}` })).toBe('Bearer token');
});

it('a header that the caller sends is kept', async () => {
  const headers = { ...ofPage, cookie: await cookieOf(), authorization: 'Bearer own' };
  expect(await authorizationOf(headers)).toBe('Bearer own');
});

it.each([
  ['the header of the pages is missing', { 'x-studio': '' }],
  ['another origin asks', { origin: 'https://evil.example' }],
  ['another site asks', { 'sec-fetch-site': 'same-site' }],
])('the cookie counts for nothing if %s', async (_, changed) => {
  expect(await authorizationOf({ ...ofPage, ...changed, cookie: await cookieOf() })).toBeUndefined();
});

it('the cookie counts for nothing at other paths', async () => {
  expect(await authorizationOf({ ...ofPage, cookie: await cookieOf() }, '/mcp')).toBeUndefined();
});

it('a cookie that is forged, of another kind, or expired is refused, not ignored', async () => {
  const refused = 'Bearer unreadable-studio-session';
  expect(await authorizationOf({ ...ofPage, cookie: await cookieOf(keyed(8)) })).toBe(refused);
  const { attempt } = studioCookies(new Uint8Array(32).fill(7), { isSecure: true, clock: () => now });
  const sealed = await attempt.set({ state: 's', nonce: 'n', codeVerifier: 'v', returnTo: '/' });
  const asSession = sealed.replace('studio-sign-in', 'studio-session').split(';')[0] ?? '';
  expect(await authorizationOf({ ...ofPage, cookie: asSession })).toBe(refused);
  const cookie = await cookieOf();
  now = new Date(now.getTime() + 12 * 3_600_000 + 1_000);
  expect(await authorizationOf({ ...ofPage, cookie })).toBe(refused);
});
