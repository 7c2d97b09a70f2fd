import { personas, testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { citySource } from '../agencies/manifests.fixture.ts';
import { startIdentityDatabase } from '../store/identity-database.fixture.ts';
import { consentCountsRoute } from './consent-counts-route.ts';
import { consentCounter } from './count-consents.ts';
import { nextRevision } from './revision.ts';

const now = new Date('2026-06-01T00:00:00Z');
const from = new Date('2026-01-01T00:00:00Z');
const until = new Date('2027-06-01T00:00:00Z');
const passes = 'transport:passes';
const profile = 'identity:profile';

let tables: Awaited<ReturnType<typeof startIdentityDatabase>>;
let app: FastifyInstance;
beforeAll(async () => {
  tables = await startIdentityDatabase();
  const { database } = tables;
  await database
    .insertInto('purpose')
    .values({ id: 'city-services', title_zh: '服务', title_en: 'services', lawful_basis: 'consent' })
    .execute();
  for (const [position, clientId] of ['one', 'two'].entries()) {
    await database
      .insertInto('app')
      .values({
        ...{
          client_id: clientId,
          kind: 'partner',
          name_zh: `应用${position}`,
          name_en: clientId,
          platform: 'Web',
        },
        ...{ homepage: 'https://an-app.example/', redirect_uris: [], secret_sha256: '', position },
        ...{ approved_scopes: [], purposes: [] },
      })
      .execute();
  }
  // 4 citizens consent to both scopes, 123 more to one of them, 3 of these twice. 2 have withdrawn, and the
  // consents of 2 have expired.
  await consent(0, 4, 'one', [passes, profile]);
  await consent(4, 127, 'one', [passes]);
  await consent(4, 7, 'two', [passes]);
  await consent(2_000, 2_002, 'one', [passes], { withdrawn: true });
  await consent(2_002, 2_004, 'one', [passes], { validUntil: now });
  app = Fastify();
  await app.register(consentCountsRoute, { database, secret: testSecrets.subgraph, clock: () => now });
}, 60_000);
afterAll(async () => {
  await app.close();
  await tables.stop();
});

async function consent(
  first: number,
  end: number,
  clientId: string,
  scopes: string[],
  { withdrawn = false, validUntil = until } = {},
): Promise<void> {
  const { database } = tables;
  const keys = Array.from({ length: end - first }, (_, index) => `CTZ-${first + index}`);
  await database
    .insertInto('citizen')
    .values(keys.map((key) => ({ key, login_name: key, assurance: 'high' as const })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const basis = { directory: citySource().current, pairwiseSalt: Buffer.alloc(32, 'salt') };
  const rows = keys.flatMap((citizenKey) => {
    const subject = { citizenKey, clientId, purpose: 'city-services' };
    const content = { scopes, shown: scopes, valid_from: from, valid_until: validUntil };
    const given = nextRevision(subject, undefined, { decision: 'given', ...content }, basis);
    if (!withdrawn) return [given];
    return [given, nextRevision(subject, given, { decision: 'withdrawn', ...content, scopes: [] }, basis)];
  });
  await database.insertInto('consent').values(rows).execute();
}

const count = async (...sets: string[][]) => (await consentCounter(tables.database)([sets], now))[0];

it('counts each citizen with a consent in force once, and never exactly', async () => {
  expect(await count([passes])).toBe('about 130');
  expect(await count([profile])).toBe('fewer than 10');
  expect(await count([passes, profile])).toBe('fewer than 10');
  expect(await count(['payments:notices'])).toBe('0');
  expect(await count([profile], [passes])).toBe('about 130');
});

it('counts all fields of a check in one statement, and one check at a time', async () => {
  const counts = consentCounter(tables.database);
  const first = counts([[[passes]], [[profile]], [[passes, profile]]], now);
  await expect(counts([[[passes]]], now)).rejects.toMatchObject({ code: 'OVERLOADED' });
  expect(await first).toEqual(['about 130', 'fewer than 10', 'fewer than 10']);
  expect(await counts([[[passes]]], now)).toEqual(['about 130']);
});

it("answers the registry's signed calls alone, and only well-formed ones", async () => {
  const send = (body: object, secret = testSecrets.subgraph) => {
    const sign = createRequestSigner({ secret, keyId: 'platform', clock: () => now });
    const payload = JSON.stringify(body);
    const path = '/consent-counts';
    const headers = sign({
      method: 'POST',
      path,
      body: payload,
      principal: personas.anonymous,
      requestId: 'r',
    });
    return app.inject({
      method: 'POST',
      url: path,
      headers: { ...headers, 'content-type': 'application/json' },
      payload,
    });
  };
  expect((await send({ fields: [[[passes]], [[profile]]] })).json()).toEqual({
    counts: ['about 130', 'fewer than 10'],
  });
  const other = Buffer.alloc(32, 'other').toString('base64url');
  expect((await send({ fields: [[[passes]]] }, other)).statusCode).not.toBe(200);
  for (const fields of [[], [[]], [[[]]], [[["'; DROP"]]], Array(21).fill([[passes]])]) {
    expect((await send({ fields })).statusCode).not.toBe(200);
  }
});
