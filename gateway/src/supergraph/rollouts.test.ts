import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GatewayHealth } from '@civic-graph/releases';
import { usageBatchSchema } from '@civic-graph/releases/usage';
import { personas, type StubRegistry, startStubRegistry, testSecrets } from '@civic-graph/testing';
import { createRequestVerifier } from '@civic-graph/tokens';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { startTestGateway, type TestGateway, testSupergraph } from '../../test/fixtures/gateway.ts';
import type { GatewayConfig } from '../config/config.ts';

const withoutTags = testSupergraph.replace(/^.*\btags: .*\n/m, '');
const unknownPolicy = testSupergraph.replace('role:auditor', 'auditor');
const patience = { timeout: 15_000, interval: 50 };

let registry: StubRegistry;
let folder: string;
const gateways: TestGateway[] = [];
beforeEach(async () => {
  registry = await startStubRegistry();
  folder = await mkdtemp(join(tmpdir(), 'civic-rollouts-'));
});
afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.close();
  await registry.stop();
  await rm(folder, { recursive: true });
});

const stored = () => readFile(join(folder, 'supergraph.jws'), 'utf8').catch(() => null);
/** A difference of two tokens would fill the screen. */
const isStored = (token: string) => async () => (await stored()) === token;

function settings(publicKeys = [registry.publicKey]) {
  const { url } = registry;
  const own = { secret: testSecrets.subgraph, gateway: 'gateway-1', folder, usageEveryMs: 60_000 };
  return { kind: 'registry', url, publicKeys, healthReportMs: 100, ...own } as const;
}

async function start(
  changes: Partial<GatewayConfig> = {},
  publicKeys = [registry.publicKey],
): Promise<TestGateway> {
  const graph = await startTestGateway({ supergraph: settings(publicKeys), ...changes });
  gateways.push(graph);
  return graph;
}

async function close(graph: TestGateway): Promise<void> {
  gateways.splice(gateways.indexOf(graph), 1);
  await graph.close();
}

const hasTags = async (graph: TestGateway) => (await graph.ask('{ people { tags } }')).status === 200;
const readiness = async (graph: TestGateway) => (await graph.send({ method: 'GET', url: '/readyz' })).json;

describe('a gateway with a registry', () => {
  test('serves the supergraph that the registry assigns, and each rollout when it arrives', async () => {
    await registry.rollOut(testSupergraph);
    const graph = await start();
    expect(await hasTags(graph)).toBe(true);
    expect([...registry.gateways]).toEqual(['gateway-1']);
    await registry.rollOut(withoutTags);
    await expect.poll(() => hasTags(graph), patience).toBe(false);
    // A rollback is a new rollout of an earlier version.
    await registry.rollOut(testSupergraph);
    await expect.poll(() => hasTags(graph), patience).toBe(true);
    await expect.poll(isStored(registry.token), patience).toBe(true);
  });

  test('waits for a registry that starts later', async () => {
    await registry.stop();
    setTimeout(async () => {
      await registry.start();
      await registry.rollOut(testSupergraph);
    }, 300);
    expect(await hasTags(await start())).toBe(true);
  });

  test('keeps serving while the registry is down, and continues when it is back', async () => {
    await registry.rollOut(testSupergraph);
    const graph = await start();
    await registry.stop();
    await expect.poll(() => graph.log.join(), patience).toContain('the registry does not answer');
    expect(await hasTags(graph)).toBe(true);
    await registry.rollOut(withoutTags);
    await registry.start();
    await expect.poll(() => hasTags(graph), patience).toBe(false);
  });

  test('starts without the registry from the supergraph that it served last', async () => {
    await registry.rollOut(withoutTags);
    await close(await start());
    await registry.stop();
    const graph = await start();
    expect(await hasTags(graph)).toBe(false);
    expect(graph.log.join()).toContain('started from disk');
    await registry.start();
    await registry.rollOut(testSupergraph);
    await expect.poll(() => hasTags(graph), patience).toBe(true);
  });

  test('waits for the registry where what it has stored cannot be enforced', async () => {
    await registry.rollOut(unknownPolicy);
    await writeFile(join(folder, 'supergraph.jws'), registry.token);
    await registry.stop();
    setTimeout(async () => {
      await registry.rollOut(withoutTags);
      await registry.start();
    }, 300);
    expect(await hasTags(await start())).toBe(false);
  });

  test('does not serve rules that it cannot enforce, and starts from the previous supergraph', async () => {
    await registry.rollOut(withoutTags);
    const graph = await start();
    const good = registry.token;
    await expect.poll(isStored(good), patience).toBe(true);
    await registry.rollOut(unknownPolicy);
    await expect.poll(() => readiness(graph), patience).toHaveProperty('refusedSupergraph');
    expect(await hasTags(graph)).toBe(false);
    expect(await isStored(good)()).toBe(true);
    await close(graph);

    const again = await start();
    expect((await readiness(again)).refusedSupergraph?.reason).toContain('unknown policy "auditor"');
    expect(await hasTags(again)).toBe(false);
    await registry.rollOut(testSupergraph);
    await expect.poll(() => hasTags(again), patience).toBe(true);
    expect(await readiness(again)).not.toHaveProperty('refusedSupergraph');
  });

  test.each<[string, (token: string) => string, RegExp]>([
    ['a forged', (token) => `${token.slice(0, -4)}AAAA`, /not signed by a trusted registry key/],
    ['no', () => 'nothing', /not signed by a trusted registry key/],
  ])('does not serve %s rollout', async (_, change, reason) => {
    await registry.rollOut(testSupergraph);
    const graph = await start();
    const good = registry.token;
    await expect.poll(isStored(good), patience).toBe(true);
    registry.send(change(good));
    await expect.poll(() => graph.log.join(), patience).toMatch(reason);
    expect(await hasTags(graph)).toBe(true);
    expect(await isStored(good)()).toBe(true);
    await registry.rollOut(withoutTags);
    await expect.poll(() => hasTags(graph), patience).toBe(false);
  });

  test('does not serve a replayed rollout, while it runs or after a restart', async () => {
    await registry.rollOut(withoutTags);
    const old = registry.token;
    await registry.rollOut(testSupergraph);
    const graph = await start();
    await expect.poll(isStored(registry.token), patience).toBe(true);
    registry.send(old);
    await expect.poll(() => graph.log.join(), patience).toContain('it is a replay');
    expect(await hasTags(graph)).toBe(true);
    await close(graph);
    const again = await start();
    expect(again.log.join()).toContain('it is a replay');
    expect(await hasTags(again)).toBe(true);
  });

  test('does not start from a stored rollout that was altered', async () => {
    await registry.rollOut(testSupergraph);
    await close(await start());
    const good = String(await stored());
    await registry.stop();
    for (const text of [good.slice(0, -4), `x${good}`, '']) {
      await writeFile(join(folder, 'supergraph.jws'), text);
      await registry.start();
      await registry.rollOut(withoutTags);
      const graph = await start();
      expect(await hasTags(graph)).toBe(false);
      expect(graph.log.join()).toContain('the stored rollout: the rollout is not signed');
      await close(graph);
      await registry.stop();
    }
    await registry.start();
  });

  test('reports which operations were called by which app, without their values', async () => {
    await registry.rollOut(testSupergraph);
    const graph = await start();
    const token = await graph.issuer.mint(personas.lin);
    for (const id of ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']) {
      await graph.ask(`query Person${id} { one${id}: person(id: "1") { name broken } }`, { token });
    }
    for (let call = 0; call < 10; call += 1) await graph.ask('query All { people { id } }');
    await close(graph);
    const [batch, ...others] = registry.usage.map((each) => usageBatchSchema.parse(each));
    expect(others).toEqual([]);
    expect(batch).toMatchObject({ gateway: 'gateway-1' });
    expect(batch?.operations).toHaveLength(2);
    expect(batch?.operations).toContainEqual(
      expect.objectContaining({
        ...{ app: null, kind: 'query', name: 'All', calls: 10, failed: 0 },
        fields: ['Person.id', 'Query.people'],
      }),
    );
    expect(batch?.operations).toContainEqual(
      expect.objectContaining({
        ...{ app: 'wechat-city', kind: 'query', name: null, calls: 10, failed: 10 },
        fields: ['Person.broken', 'Person.name', 'Query.person', 'Query.person(id:)'],
      }),
    );
    expect(JSON.stringify(batch)).not.toMatch(/Person1|\bone/);
  });

  test('serves on while the registry takes no usage, and sends it later', async () => {
    await registry.rollOut(testSupergraph);
    const graph = await start({ supergraph: { ...settings(), usageEveryMs: 50 } });
    await registry.stop();
    expect(await hasTags(graph)).toBe(true);
    await expect.poll(() => graph.log.join(), patience).toContain('the registry accepts no usage');
    await registry.start();
    await expect.poll(() => registry.usage.length, patience).toBe(1);
  });

  describe('reports', () => {
    const lastHealth = () => registry.health.at(-1) as GatewayHealth;
    const total = (key: 'requests' | 'failed') =>
      registry.health.reduce((sum: number, report) => sum + (report as GatewayHealth)[key], 0);

    test('how many operations it has run, and how many failed through the supergraph', async () => {
      await registry.rollOut(testSupergraph);
      const graph = await start();
      for (const query of [
        '{ people { id } }',
        '{ people { id } }',
        '{ people { broken } }',
        '{ nothing }',
      ]) {
        await graph.ask(query);
      }
      await expect.poll(() => [total('requests'), total('failed')], patience).toEqual([3, 1]);
      expect(lastHealth()).toMatchObject({
        gateway: 'gateway-1',
        serving: { sequence: 1, version: expect.stringMatching(/^[0-9a-f]{64}$/) },
        refused: null,
      });
    });

    test('a rollout that changes nothing here as served', async () => {
      await registry.rollOut(testSupergraph);
      await start();
      await registry.rollOut(testSupergraph);
      await expect.poll(() => lastHealth()?.serving?.sequence, patience).toBe(2);
      await expect.poll(isStored(registry.token), patience).toBe(true);
    });

    test('a rollout that it cannot load, until the next one', async () => {
      await registry.rollOut(testSupergraph);
      await start();
      await registry.rollOut(unknownPolicy);
      await expect.poll(() => lastHealth()?.refused?.reason, patience).toContain('unknown policy');
      expect(lastHealth()).toMatchObject({ serving: { sequence: 1 }, refused: { sequence: 2 } });
      await registry.rollOut(testSupergraph);
      await expect.poll(lastHealth, patience).toMatchObject({ serving: { sequence: 3 }, refused: null });
    });

    test('a rollout with which it cannot start', async () => {
      await registry.rollOut(unknownPolicy);
      await expect(start()).rejects.toThrow('unknown policy');
      expect(registry.health).toEqual([
        expect.objectContaining({ serving: null, refused: expect.objectContaining({ sequence: 1 }) }),
      ]);
    });
  });

  test('trusts only the configured keys', async () => {
    const other = await startStubRegistry();
    onTestFinished(() => other.stop());
    await registry.rollOut(testSupergraph);
    await expect(start({}, [other.publicKey])).rejects.toThrow('not signed by a trusted registry key');
  });

  describe('calls an agency at the address of its manifest', () => {
    const names = ['people', 'places', 'ratings'];
    const signedFor = (graph: TestGateway, key: Parameters<typeof createRequestVerifier>[0]) => {
      const { method, path, headers, body } = graph.calls.at(-1)!;
      return createRequestVerifier(key).verify({ method, path, headers, body });
    };
    const idsOf = async (graph: TestGateway) => (await graph.ask('{ people { id } }')).json.errors;

    async function rollOutWith(signing: object): Promise<TestGateway> {
      await registry.rollOut(testSupergraph);
      // Its subgraphs are called by the gateway under test.
      const servers = await start();
      const { origin } = new URL(servers.subgraphOrigin);
      const manifests = names.map((name) => [name, manifestOf(name, `${origin}/${name}/graphql`, signing)]);
      await registry.rollOut(testSupergraph, { manifests: Object.fromEntries(manifests) });
      return servers;
    }

    test('signed for the key that it publishes', async () => {
      const gatewayKeys = generateKeyPairSync('ed25519');
      const agency = generateKeyPairSync('ed25519');
      const publicKey = agency.publicKey.export({ format: 'jwk' }).x;
      const servers = await rollOutWith({ algorithm: 'ed25519', publicKey });
      const directory = { endpoints: [], file: null, signingKey: gatewayKeys.privateKey };
      expect(await idsOf(await start({ directory }))).toBeUndefined();
      const key = { publicKey: gatewayKeys.publicKey, keyId: 'people' };
      await expect(signedFor(servers, key)).resolves.toBeDefined();
    });

    test('under the secret that it has supplied, even after a start without the registry', async () => {
      const secret = Buffer.alloc(32, 'people').toString('base64url');
      const servers = await rollOutWith({ algorithm: 'hmac-sha256' });
      for (const name of names) registry.handOver(name, secret);
      const directory = { endpoints: [], file: null };
      const graph = await start({ directory });
      expect(await idsOf(graph)).toBeUndefined();
      await expect(signedFor(servers, { secret, keyId: 'people' })).resolves.toBeDefined();

      const next = Buffer.alloc(32, 'next').toString('base64url');
      registry.handOver('people', next);
      const isNext = async () => {
        await idsOf(graph);
        return signedFor(servers, { secret: next, keyId: 'people' }).then(
          () => true,
          () => false,
        );
      };
      await expect.poll(isNext, patience).toBe(true);
      await close(graph);
      await registry.stop();
      const again = await start({ directory });
      expect(await idsOf(again)).toBeUndefined();
      await expect(signedFor(servers, { secret: next, keyId: 'people' })).resolves.toBeDefined();
      await registry.start();
    });
  });
});

function manifestOf(subgraph: string, endpoint: string, signing: object): string {
  return JSON.stringify({
    ...{ formatVersion: 1, subgraph, endpoint, signing, scopes: [] },
    agency: {
      id: 'culture',
      name: { zh: '文化局', en: 'Culture Bureau' },
      kind: 'CULTURE',
      homepage: 'https://culture.city.example/',
      phone: '+8657112000009',
    },
    contacts: [{ about: 'engineering', email: 'graph@culture.city.example' }],
  });
}
