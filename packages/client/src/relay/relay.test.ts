import { beforeEach, expect, it } from 'vitest';
import { createCivic } from '../civic.ts';
import { app, callbackOf, type FakeIssuer, fakeIssuer, gateway, issuer } from '../fake-issuer.fixture.ts';
import { createRelay, type Relay } from './create-relay.ts';

const { clientSecret: _, ...page } = app;
const origin = 'https://app.example';
let fake: FakeIssuer;
let relay: Relay;
beforeEach(async () => {
  fake = await fakeIssuer();
  relay = createRelay({ ...app, path: '/civic', fetch: fake.fetch });
});

const basic = `Basic ${btoa('app:secret')}`;
const post = (path: string, headers: Record<string, string>, body: string) =>
  relay(new Request(origin + path, { method: 'POST', headers, body }));

it('a page signs in and queries without the app’s secret', async () => {
  const asked: string[] = [];
  const session = createCivic({
    ...page,
    dpop: true,
    relay: '/civic',
    async fetch(input, init) {
      asked.push(String(input));
      return (await relay(new Request(new URL(String(input), origin), init))) ?? Response.error();
    },
  }).session();
  const url = await session.signIn();
  expect(url).toMatch(/^https:\/\/issuer\.example\/auth\?/);
  expect((await session.completeSignIn(callbackOf(url))).kind).toBe('signed-in');
  expect((await session.query('{ ok }')).data).toEqual({ ok: true });
  await session.signOut();
  expect(new Set(asked)).toEqual(
    new Set([
      '/civic/issuer/.well-known/openid-configuration',
      '/civic/issuer/token',
      '/civic/graphql',
      '/civic/issuer/revocation',
    ]),
  );
  const authorizations = fake.sent.map(({ url, headers }) => [url, headers.get('authorization')]);
  expect(authorizations).toContainEqual([`${issuer}/token`, basic]);
  expect(authorizations).toContainEqual([`${issuer}/revocation`, basic]);
  expect(authorizations).toContainEqual([gateway, expect.stringMatching(/^DPoP access-1/)]);
});

it.each<[string, Record<string, string>, string]>([
  ['a token of the app itself', { dpop: 'x' }, 'grant_type=client_credentials'],
  ['another grant', { dpop: 'x' }, 'grant_type=urn:ietf:params:oauth:grant-type:token-exchange'],
  ['a token that is not bound to a key', {}, 'grant_type=authorization_code&code=x'],
])('gives no page %s', async (_, headers, body) => {
  const response = await post('/civic/issuer/token', headers, body);
  expect(response?.status).toBe(400);
  expect(fake.sent.filter(({ url }) => url === `${issuer}/token`)).toEqual([]);
});

it('adds no credentials to anything else', async () => {
  for (const path of ['/civic/issuer/auth', '/civic/issuer/../../x', '/civic/issuer/jwks', '/civic/x']) {
    expect([path, (await post(path, {}, ''))?.status]).toEqual([path, path.includes('..') ? undefined : 404]);
  }
  expect(fake.sent.filter(({ url }) => !url.includes('.well-known'))).toEqual([]);
  expect(await relay(new Request(`${origin}/other`))).toBeNull();
  expect(await relay(new Request(`${origin}/civics/graphql`))).toBeNull();
});

it('the page cannot choose the client', async () => {
  await post(
    '/civic/issuer/token',
    { dpop: 'x' },
    'grant_type=refresh_token&refresh_token=r&client_id=other&client_secret=s',
  );
  const { headers, body } = fake.sent.at(-1)!;
  expect(headers.get('authorization')).toBe(basic);
  expect(body).toBe('grant_type=refresh_token&refresh_token=r');
});

it('passes on only headers of the call, and neither cookies nor addresses', async () => {
  fake.gatewayAnswers.push(() =>
    Response.json(
      { data: null },
      { status: 429, headers: { 'retry-after': '3', 'set-cookie': 'a=b', 'x-internal': '1' } },
    ),
  );
  const response = await post(
    '/civic/graphql',
    {
      authorization: 'DPoP t',
      dpop: 'p',
      'content-type': 'application/json',
      cookie: 'session=1',
      'x-forwarded-for': '1.2.3.4',
    },
    '{"query":"{ ok }"}',
  );
  expect([response?.status, response?.headers.get('retry-after')]).toEqual([429, '3']);
  expect([response?.headers.get('set-cookie'), response?.headers.get('x-internal')]).toEqual([null, null]);
  const { headers } = fake.sent.at(-1)!;
  expect([...headers.keys()].sort()).toEqual(['authorization', 'content-type', 'dpop']);
});
