import { expect, it } from 'vitest';
import { refusal, sessionId, testPortal } from '../portal.fixture.ts';
import { sessionIdOf } from '../visit/session-cookie.ts';

const consent = refusal('consent-needed', 'Citizen.notices', {
  ...{ scopes: ['payments:notices'], purpose: 'city-services', url: 'http://127.0.0.1:4001/auth' },
});

/** The session that an answer begins. */
function begun(headers: Headers): string {
  return (
    /^portal=([\w-]{43}); Path=\/; HttpOnly; SameSite=Lax$/.exec(headers.getSetCookie()[0] ?? '')?.[1] ?? ''
  );
}

it('begins a new session that scripts cannot read, and returns to the page', async () => {
  const portal = testPortal();
  const { location, headers } = await portal.get('/en/sign-in?from=/en/notices', {
    cookie: `portal=${sessionId}`,
  });
  expect(location).toBe('http://127.0.0.1:4001/auth?state=1');
  const id = begun(headers);
  expect(id).toHaveLength(43);
  expect(id).not.toBe(sessionId);
  const back = await portal.get('/callback?code=1&state=1', { cookie: `portal=${id}` });
  expect(back.location).toBe('/en/notices');
});

it.each([
  'https://evil.example/en',
  '//evil.example/en',
  '/en//evil.example',
  '/\\evil.example',
  '/en/\n',
  '/fr',
])('returns to the start page instead of %s', async (from) => {
  const portal = testPortal();
  const { headers } = await portal.get(`/en/sign-in?${new URLSearchParams({ from })}`);
  const back = await portal.get('/callback?code=1', { cookie: `portal=${begun(headers)}` });
  expect(back.location).toBe('/en');
});

it('is over https a cookie of this host only', async () => {
  const portal = testPortal({ PORTAL_URL: 'https://portal.example' });
  const { headers } = await portal.get('/en/sign-in');
  expect(headers.getSetCookie()[0]).toMatch(
    /^__Host-portal=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
  );
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
});

it('explains how it ended without one', async () => {
  const portal = testPortal();
  const callback = () => portal.getSignedIn('/callback?error=1');
  portal.outcome = { kind: 'stale' };
  expect((await callback()).text).toContain('这次登录已失效');
  portal.outcome = { kind: 'declined', error: 'access_denied', description: null };
  expect((await callback()).text).toContain('您没有登录');
  portal.outcome = { kind: 'declined', error: 'unmet_authentication_requirements', description: null };
  expect((await callback()).text).toContain('您的登录状态不变');
  expect((await portal.get('/callback?code=1')).status).toBe(400);
});

it('satisfies what a page lacked, once for all its fields', async () => {
  const portal = testPortal();
  const name = { ...consent, coordinate: 'Profile.name', scopes: ['identity:profile'] };
  portal.answers.Notices = { data: { me: { notices: null } }, refusals: [consent, name] };
  const { text } = await portal.getSignedIn('/en/notices');
  const [, link = ''] = /href="(\/en\/allow[^"]+)"/.exec(text) ?? [];
  const { location } = await portal.getSignedIn(link.replaceAll('&amp;', '&'));
  expect(location).toContain('/auth');
  expect(portal.signIns).toMatchObject([
    {
      kind: 'consent-needed',
      scopes: ['payments:notices', 'identity:profile', 'payments:receipts', 'payments:pay'],
    },
  ]);
  expect((await portal.getSignedIn('/callback?code=1')).location).toBe('/en/notices');
});

it('asks nothing for a page that lacks nothing', async () => {
  const portal = testPortal();
  const link = '/en/allow?from=/en/notices&kind=consent-needed';
  expect((await portal.getSignedIn(link)).location).toBe('/en/notices');
  expect(portal.signIns).toEqual([]);
});

it('ends with the session', async () => {
  const { location, headers } = await testPortal().post('/en/sign-out');
  expect(location).toBe('/en/signed-out');
  expect(headers.getSetCookie()[0]).toContain('portal=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0');
  const request = new Request('http://127.0.0.1:8701/', { headers: { cookie: 'portal=' } });
  expect(sessionIdOf(request, { config: { origin: 'http://127.0.0.1:8701' } } as never)).toBeNull();
});
