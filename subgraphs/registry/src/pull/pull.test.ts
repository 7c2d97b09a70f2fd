import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isInCanary, verifyRollout } from '@civic-graph/releases';
import { createDatabase, type Subgraph } from '@civic-graph/subgraph-kit';
import { eventually, personas, testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RegistryTables } from '../database/tables.ts';
import { type Publication, publishSupergraph } from '../publish/publish-supergraph.ts';
import { samplePublication } from '../publish/sample-releases.fixture.ts';
import { type RegistryDeployment, signingKey, startRegistry } from '../registry-deployment.fixture.ts';

let registry: RegistryDeployment;
beforeEach(async () => {
  registry = await startRegistry();
});
afterEach(() => registry.stop());

const now = new Date('2026-11-27T08:00:00Z');

async function publish(changes: Partial<Publication> = {}) {
  const outcome = await publishSupergraph(registry.owner, samplePublication(changes), now);
  if (outcome.kind !== 'published') throw new Error(outcome.kind);
  return outcome.rollout;
}

interface Pull {
  readonly gateway?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly subgraph?: Subgraph;
}

function signed(secret = testSecrets.subgraph): Record<string, string> {
  const sign = createRequestSigner({ secret, keyId: 'platform' });
  const { anonymous } = personas;
  return sign({
    method: 'GET',
    path: '/supergraph',
    body: '',
    principal: anonymous,
    requestId: randomUUID(),
  });
}

async function pull({ gateway = 'gateway-1', headers = {}, subgraph = registry.subgraph }: Pull = {}) {
  const url = `/supergraph?gateway=${encodeURIComponent(gateway)}`;
  return subgraph.inject({ method: 'GET', url, headers: { ...signed(), ...headers } });
}

async function verified(artifact: string, subgraph = registry.subgraph) {
  const keys = (await subgraph.inject({ url: '/.well-known/jwks.json' })).json<JSONWebKeySet>();
  return verifyRollout(artifact, { keys: createLocalJWKSet(keys) });
}

const codeOf = (response: { json(): unknown }) =>
  (response.json() as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions.code;

it('returns the rollout in force as a JWS that the published keys verify', async () => {
  const rollout = await publish();
  const response = await pull();
  expect(response.statusCode).toBe(200);
  expect(response.headers).toMatchObject({
    etag: `"${rollout.sequence}"`,
    'content-type': 'application/jose',
    'cache-control': 'no-store',
  });
  expect(await verified(response.body)).toMatchObject({
    sequence: Number(rollout.sequence),
    assigned: rollout.supergraph,
    canaryPercent: 100,
    supergraph: { sdl: samplePublication().sdl },
  });
});

it('signs nothing before the first publish', async () => {
  const response = await pull();
  expect([response.statusCode, codeOf(response)]).toEqual([503, 'NOT_READY']);
  expect(response.headers['retry-after']).toBe('1');
});

it('answers 304 if a gateway is up to date', async () => {
  const { sequence } = await publish();
  const response = await pull({ headers: { 'if-none-match': `"${sequence}"` } });
  expect([response.statusCode, response.body]).toEqual([304, '']);
  const waited = await pull({ headers: { 'if-none-match': `W/"${sequence}"`, prefer: 'wait=1' } });
  expect(waited.statusCode).toBe(304);
  expect(waited.headers['preference-applied']).toBe('wait=1');
});

describe('a gateway that waits', () => {
  // Without the notification, the answer would come after 60 seconds, later than the test ends.
  const waits = { prefer: 'respond-async, wait=60' };

  it('is answered when another process publishes', async () => {
    const first = await publish();
    const other = await registry.another();
    const headers = { ...waits, 'if-none-match': `"${first.sequence}"` };
    const waiting = [registry.subgraph, other].map((subgraph) => pull({ headers, subgraph }));
    const next = await publish({ base: first.supergraph, sdl: '# 2' });
    for (const response of await Promise.all(waiting)) {
      expect(response.headers.etag).toBe(`"${next.sequence}"`);
      expect((await verified(response.body)).supergraph.sdl).toBe('# 2');
    }
  });

  it('shares one database query with all others', async () => {
    const first = await publish();
    const database = createDatabase<RegistryTables>(registry.config.databaseUrl);
    const subgraph = await registry.another({ database });
    const headers = { ...waits, 'if-none-match': `"${first.sequence}"` };
    const gateways = 50;
    const waiting = Array.from({ length: gateways }, () => pull({ headers, subgraph }));
    // All have queried once when no more queries arrive.
    let queries = -1;
    while (queries !== database.queries) {
      ({ queries } = database);
      await sleep(300);
    }
    const next = await publish({ base: first.supergraph, sdl: '# 2' });
    const responses = await Promise.all(waiting);
    expect(new Set(responses.map((response) => response.headers.etag))).toEqual(
      new Set([`"${next.sequence}"`]),
    );
    expect(database.queries - queries).toBeLessThan(gateways / 2);
  });

  it('gets the very first rollout', async () => {
    const waiting = pull({ headers: waits });
    const { sequence } = await publish();
    expect((await waiting).headers.etag).toBe(`"${sequence}"`);
  });

  it('is answered when the service stops', async () => {
    const { sequence } = await publish();
    const database = createDatabase<RegistryTables>(registry.config.databaseUrl);
    const other = await registry.another({ database });
    const { queries } = database;
    const waiting = pull({ headers: { ...waits, 'if-none-match': `"${sequence}"` }, subgraph: other });
    // It has queried a rollout, and waits for the next one.
    await eventually(() => expect(database.queries).toBeGreaterThan(queries));
    await other.close();
    expect((await waiting).statusCode).toBe(304);
  });
});

describe('refuses a call', () => {
  it('without a signature', async () => {
    const response = await registry.subgraph.inject({ url: '/supergraph?gateway=g' });
    expect([response.statusCode, codeOf(response)]).toEqual([401, 'SIGNATURE_REQUIRED']);
  });

  it('signed with another secret', async () => {
    const response = await pull({ headers: signed(Buffer.alloc(32, 'stranger').toString('base64url')) });
    expect([response.statusCode, codeOf(response)]).toEqual([401, 'SIGNATURE_INVALID']);
  });

  it('signed for another path', async () => {
    const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId: 'platform' });
    const request = { method: 'GET', path: '/counters', body: '', requestId: 'r' };
    const headers = sign({ ...request, principal: personas.anonymous });
    expect(codeOf(await pull({ headers }))).toBe('SIGNATURE_INVALID');
  });

  it('with another query than the signed one', async () => {
    await publish();
    const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId: 'platform' });
    const query = '?gateway=g1&contracts=true';
    const request = { method: 'GET', path: '/supergraph', query, body: '', requestId: 'r' };
    const headers = sign({ ...request, principal: personas.anonymous });
    const send = (search: string) => registry.subgraph.inject({ url: `/supergraph${search}`, headers });
    for (const altered of ['', '?', '?gateway=g2&contracts=true', '?gateway=g1']) {
      expect(codeOf(await send(altered)), altered).toBe('SIGNATURE_INVALID');
    }
    expect((await send(query)).statusCode).toBe(200);
  });

  it('replayed', async () => {
    await publish();
    const headers = signed();
    expect((await pull({ headers })).statusCode).toBe(200);
    const replayed = await pull({ headers });
    expect(codeOf(replayed)).toBe('SIGNATURE_REPLAYED');
  });

  it.each(['', 'a b', 'a'.repeat(201), '<script>'])('with the gateway id "%s"', async (gateway) => {
    const response = await pull({ gateway });
    expect([response.statusCode, codeOf(response)]).toEqual([400, 'BAD_REQUEST']);
  });
});

it('answers 503 while the database is down, and recovers by itself', async () => {
  const { sequence, supergraph } = await publish();
  const name = new URL(registry.config.databaseUrl).pathname.slice(1);
  const server = createDatabase(new URL('/postgres', registry.config.databaseOwnerUrl ?? '').href);
  const allow = async (allowed: boolean) => {
    await sql`ALTER DATABASE ${sql.id(name)} WITH ALLOW_CONNECTIONS ${sql.raw(`${allowed}`)}`.execute(server);
    await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ${name}`.execute(server);
  };
  await allow(false);
  try {
    await eventually(async () => {
      const response = await pull();
      expect([response.statusCode, codeOf(response)]).toEqual([503, 'SERVICE_UNAVAILABLE']);
      expect(response.headers['retry-after']).toBe('1');
    });
    expect((await registry.subgraph.inject({ url: '/readyz' })).statusCode).toBe(503);
    const query = '{ subgraphs { nodes { name } } }';
    const { errors } = await registry.subgraph.executeAs(personas.anonymous, { query });
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['SERVICE_UNAVAILABLE']);
  } finally {
    await allow(true);
    await server.destroy();
  }
  await eventually(async () => expect((await pull()).headers.etag).toBe(`"${sequence}"`));
  const waiting = pull({ headers: { prefer: 'wait=60', 'if-none-match': `"${sequence}"` } });
  const next = await publish({ base: supergraph, sdl: '# 2' });
  expect((await waiting).headers.etag).toBe(`"${next.sequence}"`);
});

it('assigns a canary to its share of the gateways, always the same ones', async () => {
  const first = await publish();
  const canary = await publish({ base: first.supergraph, sdl: '# 2', canaryPercent: 30 });
  const gateways = Array.from({ length: 20 }, (_, index) => `gateway-${index}`);
  const assigned = async () =>
    Promise.all(
      gateways.map(async (gateway) => {
        const response = await pull({ gateway });
        expect(response.headers.etag).toBe(`"${canary.sequence}"`);
        return (await verified(response.body)).assigned;
      }),
    );
  const expected = gateways.map((gateway) =>
    isInCanary(canary.supergraph, gateway, 30) ? canary.supergraph : first.supergraph,
  );
  expect(new Set(expected).size).toBe(2);
  expect(await assigned()).toEqual(expected);
  expect(await assigned()).toEqual(expected);
});

it('publishes every key that has ever signed', async () => {
  await publish();
  const old = (await pull()).body;
  const rotated = await registry.another({}, { signingKey: signingKey() });
  const fresh = await pull({ subgraph: rotated });
  await verified(old, rotated);
  await verified(fresh.body, rotated);
  expect(old).not.toBe(fresh.body);
});
