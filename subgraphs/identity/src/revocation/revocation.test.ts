import { setTimeout as wait } from 'node:timers/promises';
import { createDatabase } from '@civic-graph/subgraph-kit';
import {
  type App,
  authorizationUrl,
  Browser,
  claimsOf,
  connectApp,
  logIn,
  redeem,
  testSecrets,
} from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { fastify } from 'fastify';
import { sql } from 'kysely';
import * as client from 'openid-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { citySource } from '../agencies/manifests.fixture.ts';
import { narrowConsent, recordDecision, withdrawConsent } from '../consent/record-decision.ts';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';
import type { IdentityTables } from '../store/database.ts';
import { rowAt } from './position.ts';
import { publishRevocations } from './publish.ts';
import { revocationRoutes } from './routes.ts';

let identity: IdentityDeployment;
let app: App;
beforeAll(async () => {
  identity = await startIdentity();
  app = await connectApp(identity);
});
afterAll(() => identity.stop());

interface Page {
  readonly last: number;
  readonly complete: boolean;
  readonly revocations: { kind: string; id: string; issuedBefore: string | null; expiresAt: string }[];
}

interface Asked {
  readonly secret?: string;
  readonly url?: string;
  readonly signal?: AbortSignal;
}

async function get(path: string, asked: Asked = {}) {
  const { secret = testSecrets.subgraph, url = identity.url, signal = null } = asked;
  const sign = createRequestSigner({ secret, keyId: 'identity' });
  const headers = sign({ method: 'GET', path, body: '', principal: { kind: 'anonymous' }, requestId: 'r' });
  return fetch(`${url}${path}`, { headers, signal });
}

const page = async (after: number) => (await get(`/revocations/after/${after}`)).json() as Promise<Page>;
const all = async () => (await get('/revocations')).json() as Promise<Page>;

/** All published events so far. */
async function last(): Promise<number> {
  return (await all()).last;
}

/** Ids of one kind that were published while `work` ran. */
async function revoked(kind: string, work: () => Promise<unknown>): Promise<string[]> {
  const before = await last();
  await work();
  const { revocations } = await page(before);
  return revocations.filter((revocation) => revocation.kind === kind).map(({ id }) => id);
}

function publish(kind: 'grant' | 'client', id: string, at = new Date()): Promise<void> {
  return identity.subgraph.database
    .transaction()
    .execute((transaction) => publishRevocations(transaction, [{ kind, id }], at));
}

const book = () => identity.subgraph.issuer.dependencies;
const citizenKey = 'CTZ-0000000100';
const subject = { citizenKey, clientId: 'wechat-city', purpose: 'city-services' };

it('a narrowed consent ends the tokens of every revision before it', async () => {
  const now = new Date();
  const grant = (granted: string[]) => recordDecision(book(), subject, { asked: granted, granted }, now);
  const first = (await grant(['identity:basic', 'identity:profile']))!;
  let second = '';
  expect(
    await revoked('consent', async () => {
      second = (await grant(['identity:consents']))!.id;
    }),
  ).toEqual([]);
  const narrowed = await revoked('consent', () =>
    narrowConsent(book(), { citizenKey, id: second, keep: ['identity:basic'] }, now),
  );
  expect(narrowed.sort()).toEqual([first.id, second].sort());
  const withdrawn = await revoked('consent', () =>
    withdrawConsent(book(), { citizenKey, id: first.id }, now),
  );
  expect(withdrawn).toHaveLength(3);
});

it('a withdrawal revokes old revisions too, with which a restored backup may end', async () => {
  const person = { ...subject, citizenKey: 'CTZ-0000000101' };
  const old = new Date(Date.now() - 3_600_000);
  const decide = (granted: string[], at: Date) =>
    recordDecision(book(), person, { asked: granted, granted }, at);
  const first = (await decide(['identity:basic'], old))!;
  const second = (await decide(['identity:profile'], new Date(old.getTime() + 60_000)))!;
  const { citizenKey } = person;
  const ids = await revoked('consent', () =>
    withdrawConsent(book(), { citizenKey, id: first.id }, new Date()),
  );
  expect(ids.sort()).toEqual([first.id, second.id].sort());
});

it.each([
  ['given back', (first: string) => client.tokenRevocation(app.configuration, first)],
  ['used twice', (first: string) => refreshTwice(first)],
  [
    'of the access tokens is given back',
    (_: string, access: string) => client.tokenRevocation(app.configuration, access),
  ],
])('a family of refresh tokens ends with its access tokens when one is %s', async (_, end) => {
  const { url, verifier } = await authorizationUrl(app, 'openid identity:basic offline_access', {
    prompt: 'consent',
  });
  const browser = new Browser(identity.url);
  const consent = await logIn(browser, url, 'citizen-0102');
  const back = await browser.submit(consent, '/consent', [['scope', 'identity:basic']]);
  const tokens = await redeem(app, back.url, verifier);
  const { grant } = claimsOf(tokens.access_token);
  expect(grant).toEqual(expect.any(String));
  expect(await revoked('grant', () => end(tokens.refresh_token!, tokens.access_token))).toContain(grant);
  await expect(client.refreshTokenGrant(app.configuration, tokens.refresh_token!)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
});

it('revoking an app’s own token ends that token only', async () => {
  const [first, second] = [
    await client.clientCredentialsGrant(app.configuration),
    await client.clientCredentialsGrant(app.configuration),
  ];
  const { grant } = claimsOf(first.access_token);
  expect(grant).not.toBe(claimsOf(second.access_token).grant);
  const ended = await revoked('grant', () =>
    client.tokenRevocation(app.configuration, first.access_token, { token_type_hint: 'access_token' }),
  );
  expect(ended).toEqual([grant]);
});

it('a token of another client, a forged one, or a request without authentication revokes nothing', async () => {
  const other = await connectApp(identity, 'alipay-city');
  const { access_token } = await client.clientCredentialsGrant(app.configuration);
  const [header, payload, signature = ''] = access_token.split('.');
  const forged = `${header}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
  const ended = await revoked('grant', async () => {
    // RFC 7009, section 2.2: answered as if it had been revoked.
    await client.tokenRevocation(other.configuration, access_token);
    await client.tokenRevocation(app.configuration, forged);
    await client.tokenRevocation(app.configuration, 'a.b.c');
    const answer = await fetch(`${identity.url}/token/revocation`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('wechat-city:wrong').toString('base64')}` },
      body: new URLSearchParams({ token: access_token }),
    });
    expect(answer.status).toBe(401);
  });
  expect(ended).toEqual([]);
});

it('a sign-out ends all tokens of its session, and no other', async () => {
  const browser = new Browser(identity.url);
  const other = await connectApp(identity, 'alipay-city');
  const grants: unknown[] = [];
  const authorize = async (to: App, visit: (url: URL) => Promise<{ url: string }>) => {
    const { url, verifier } = await authorizationUrl(to, 'openid identity:basic');
    const back = await visit(url);
    return claimsOf((await redeem(to, back.url, verifier)).access_token).grant;
  };
  grants.push(await authorize(app, (url) => logIn(browser, url, 'lin')));
  for (const again of [app, app, other]) grants.push(await authorize(again, (url) => browser.open(url.href)));
  const elsewhere = await authorize(app, (url) => logIn(new Browser(identity.url), url, 'lin'));
  const ended = await revoked('grant', async () => {
    const asked = await browser.open(`${identity.url}/session/end`);
    await browser.submit(asked, '/session/end/confirm', [['logout', 'yes']]);
  });
  expect(new Set(ended)).toEqual(new Set(grants));
  expect(ended).not.toContain(elsewhere);
});

it('redeeming a code twice ends its access token', async () => {
  const { url, verifier } = await authorizationUrl(app, 'openid identity:basic');
  const back = await logIn(new Browser(identity.url), url, 'lin');
  const { grant } = claimsOf((await redeem(app, back.url, verifier)).access_token);
  const ended = await revoked('grant', () =>
    expect(redeem(app, back.url, verifier)).rejects.toMatchObject({ error: 'invalid_grant' }),
  );
  expect(ended).toEqual([grant]);
});

async function refreshTwice(token: string): Promise<void> {
  await client.refreshTokenGrant(app.configuration, token);
  await expect(client.refreshTokenGrant(app.configuration, token)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
}

it('a waiting gateway is answered when something happens', async () => {
  const before = await last();
  const asked = page(before);
  await publish('client', 'an-app');
  expect(await asked).toMatchObject({ last: await last(), revocations: [{ kind: 'client', id: 'an-app' }] });
});

it('after a disconnect and a stop no request waits on a closed database', async () => {
  const database = createDatabase<IdentityTables>(identity.config.databaseUrl);
  const app = fastify({ forceCloseConnections: true });
  const failed: unknown[] = [];
  app.setErrorHandler((error, _request, reply) => {
    failed.push(error);
    return reply.code(500).send();
  });
  const arrived = new Promise((resolve) => app.addHook('preHandler', async () => resolve(undefined)));
  const clock = () => new Date();
  await app.register(revocationRoutes, {
    database,
    agencies: citySource(),
    secret: testSecrets.subgraph,
    clock,
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const hangUp = new AbortController();
  const asked = get(`/revocations/after/${await last()}`, { url, signal: hangUp.signal });
  await arrived;
  hangUp.abort();
  await expect(asked).rejects.toThrow();
  await app.close();
  await database.destroy();
  await wait(300);
  expect(failed).toEqual([]);
});

it('a reader between overlapping transactions skips none', async () => {
  const seen = new Set<string>();
  let position = await last();
  const writing = Promise.all(Array.from({ length: 20 }, (_, index) => publish('grant', `overlap-${index}`)));
  while (seen.size < 20) {
    const { last: end, revocations } = await page(position);
    if (end === position) break;
    position = end;
    for (const { id } of revocations) seen.add(id);
  }
  await writing;
  expect(seen.size).toBe(20);
});

it('a rolled back transaction publishes nothing', async () => {
  const { database } = identity.subgraph;
  const before = await last();
  const failed = database.transaction().execute(async (transaction) => {
    await publishRevocations(transaction, [{ kind: 'grant', id: 'never' }], new Date());
    throw new Error('rolled back');
  });
  await expect(failed).rejects.toThrow('rolled back');
  expect((await page(before)).revocations).toEqual([]);
});

it('a position of another database restarts the feed, and expired events are omitted', async () => {
  await publish('grant', 'long ago', new Date(0));
  await publish('grant', 'now');
  for (const { revocations } of [await all(), await page(999_999_999)]) {
    const ids = revocations.map(({ id }) => id);
    expect(ids).toContain('now');
    expect(ids).not.toContain('long ago');
  }
});

it('after a restore, the feed reports a revocation that reuses a number the gateway has seen', async () => {
  const { database } = identity.subgraph;
  const before = await last();
  await publish('grant', 'lost with the backup');
  const seen = await last();
  // State after a restore: the old rows and the old counter.
  await database.deleteFrom('revocation').where('id', '=', 'lost with the backup').execute();
  const { number } = rowAt(before);
  await sql`select setval(pg_get_serial_sequence('revocation', 'number'), ${number})`.execute(identity.owner);
  await publish('grant', 'under a number that was seen');
  await publish('grant', 'after it');
  const ids = (await page(seen)).revocations.map(({ id }) => id);
  expect(ids).toContain('under a number that was seen');
  expect(ids).toContain('after it');
});

it('only gateways are answered', async () => {
  expect((await fetch(`${identity.url}/revocations/after/0`)).status).toBe(401);
  const otherSecret = Buffer.alloc(32, 'other').toString('base64url');
  expect((await get('/revocations', { secret: otherSecret })).status).toBe(401);
  expect((await get('/revocations/after/x')).status).toBe(400);
});
