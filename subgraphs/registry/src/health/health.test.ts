import { randomUUID } from 'node:crypto';
import type { GatewayHealth } from '@civic-graph/releases';
import type { Subgraph } from '@civic-graph/subgraph-kit';
import { eventually, personas, testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { publishSupergraph } from '../publish/publish-supergraph.ts';
import { operatorOf } from '../publish/sample-agencies.fixture.ts';
import { samplePublication } from '../publish/sample-releases.fixture.ts';
import { type RegistryDeployment, startRegistry } from '../registry-deployment.fixture.ts';
import { lastRollout } from '../rollout/find-rollout.ts';
import { checkCanary } from './check-canary.ts';
import { forgetHealth } from './forget-health.ts';
import { usualCanary } from './judge-canary.ts';

let registry: RegistryDeployment;
/** Of the registry; a test moves it. */
let now = new Date('2026-11-27T08:00:00Z');
beforeAll(async () => {
  registry = await startRegistry({ clock: () => now });
});
afterAll(() => registry.stop());

const pass = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1_000);
};

interface Canary {
  readonly sequence: number;
  readonly version: string;
  readonly previous: string;
}

let canary: Canary;
let published = 0;
/** A version for all, then another one for half of the gateways. */
beforeEach(async () => {
  pass(3_600);
  await publish(100);
  canary = await publish(50);
});

async function publish(canaryPercent: number): Promise<Canary> {
  published += 1;
  const head = await lastRollout(registry.owner);
  const base = head?.supergraph ?? null;
  const outcome = await publishSupergraph(
    registry.owner,
    samplePublication({ base, canaryPercent, sdl: `# ${published}` }),
    now,
  );
  if (outcome.kind !== 'published') throw new Error(outcome.kind);
  const { sequence, supergraph: version, previous } = outcome.rollout;
  return { sequence: Number(sequence), version, previous: previous ?? '' };
}

const head = async () => lastRollout(registry.owner);

function healthOf(gateway: string, version: string, changes: Partial<GatewayHealth> = {}): GatewayHealth {
  return {
    ...{ gateway, serving: { sequence: canary.sequence, version }, requests: 100, failed: 0, refused: null },
    ...changes,
  };
}

function signed(body: string, secret = testSecrets.subgraph) {
  const sign = createRequestSigner({ secret, keyId: 'platform', clock: () => now });
  const { anonymous } = personas;
  return sign({ method: 'POST', path: '/health', body, principal: anonymous, requestId: randomUUID() });
}

async function send(
  health: unknown,
  {
    subgraph = registry.subgraph,
    secret = testSecrets.subgraph,
  }: { subgraph?: Subgraph; secret?: string } = {},
) {
  const payload = JSON.stringify(health);
  const headers = { ...signed(payload, secret), 'content-type': 'application/json' };
  return subgraph.inject({ method: 'POST', url: '/health', headers, payload });
}

/** A minute in which one gateway of the canary fails, and the other gateway does not. */
async function sendFailures(): Promise<void> {
  for (let report = 0; report < 6; report += 1) {
    await send(healthOf('gateway-1', canary.version, { failed: 30 }));
    await send(healthOf('gateway-2', canary.previous, { failed: 1 }));
    pass(10);
  }
}

describe('a report', () => {
  it('is accepted from a gateway, once', async () => {
    const payload = JSON.stringify(healthOf('gateway-1', canary.version));
    const headers = { ...signed(payload), 'content-type': 'application/json' };
    const call = { method: 'POST', url: '/health', headers, payload } as const;
    expect((await registry.subgraph.inject(call)).statusCode).toBe(204);
    expect((await registry.subgraph.inject(call)).statusCode).toBe(401);
    const altered = { ...call, payload: payload.replace('"failed":0', '"failed":9') };
    expect((await registry.subgraph.inject(altered)).statusCode).toBe(401);
    const other = Buffer.alloc(32, 'other').toString('base64url');
    expect((await send(healthOf('gateway-1', canary.version), { secret: other })).statusCode).toBe(401);
  });

  it.each<[string, object]>([
    ['has more failures than requests', { failed: 101 }],
    ['counts below zero', { requests: -1 }],
    ['names no version', { serving: { sequence: 1, version: 'latest' } }],
    ['has an id that could break a line', { gateway: 'gateway\n1' }],
    ['says more', { caller: 'lin' }],
  ])('is refused where it %s', async (_, changes) => {
    const response = await send({ ...healthOf('gateway-1', canary.version), ...changes });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it('of a rollout that is not known here changes nothing', async () => {
    const serving = { sequence: canary.sequence + 1_000, version: canary.version };
    expect((await send(healthOf('gateway-9', canary.version, { serving }))).statusCode).toBe(204);
    const rows = registry.owner.selectFrom('gateway_health').where('gateway', '=', 'gateway-9');
    expect(await rows.selectAll().execute()).toEqual([]);
  });

  it('is forgotten after a month, and its slices after two windows', async () => {
    await send(healthOf('gateway-1', canary.version));
    const count = async (table: 'gateway_health' | 'gateway_traffic') =>
      (await registry.owner.selectFrom(table).selectAll().execute()).length;
    const after = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
    await forgetHealth(registry.owner, after(60), usualCanary.windowMs);
    expect(await count('gateway_traffic')).toBe(1);
    await forgetHealth(registry.owner, after(660), usualCanary.windowMs);
    expect(await count('gateway_traffic')).toBe(0);
    expect(await count('gateway_health')).toBeGreaterThan(0);
    await forgetHealth(registry.owner, after(31 * 86_400), usualCanary.windowMs);
    expect(await count('gateway_health')).toBe(0);
  });
});

describe('a canary', () => {
  it('is rolled back where it fails, by a rollout that says why', async () => {
    await sendFailures();
    await eventually(async () => expect(await head()).toMatchObject({ cause: 'rollback' }));
    expect(await head()).toMatchObject({
      supergraph: canary.previous,
      previous: canary.previous,
      canary_percent: 100,
      subject: null,
      agency: 'agency-of-libraries',
      reason: expect.stringMatching(
        /^In the last 300 s \d+ of \d+ requests failed \(30\.0 %\) at the canary's/,
      ),
    });
  });

  it('is rolled back where a gateway cannot load it', async () => {
    const { sequence, version } = canary;
    const refused = { sequence, version, reason: 'unknown policy\n"auditor"' };
    await send(healthOf('gateway-1', version, { serving: null, requests: 0, refused }));
    await eventually(async () => expect(await head()).toMatchObject({ cause: 'rollback' }));
    expect((await head())?.reason).toBe(
      'The gateway gateway-1 of the canary cannot load the version: unknown policy "auditor"',
    );
  });

  it('is rolled back once, however many processes find out', async () => {
    const others = [await registry.another(), await registry.another()];
    await sendFailures();
    for (const subgraph of others) await send(healthOf('gateway-1', canary.version), { subgraph });
    const checks = Array.from({ length: 5 }, () => checkCanary(registry.owner, usualCanary, now));
    await Promise.all(checks);
    await eventually(async () => expect(await head()).toMatchObject({ cause: 'rollback' }));
    const later = registry.owner.selectFrom('rollout').where('sequence', '>', String(canary.sequence));
    expect(await later.selectAll().execute()).toHaveLength(1);
  });

  it('stays where the others fail alike, or where it has reached all', async () => {
    for (let report = 0; report < 6; report += 1) {
      for (const [gateway, version] of [
        ['gateway-1', canary.version],
        ['gateway-2', canary.previous],
      ] as const) {
        await send(healthOf(gateway, version, { failed: 100 }));
      }
      pass(10);
    }
    expect(await checkCanary(registry.owner, usualCanary, now)).toBeNull();
    canary = await publish(100);
    await sendFailures();
    expect(await checkCanary(registry.owner, usualCanary, now)).toBeNull();
  });

  it('stays where its failures are over', async () => {
    await registry.owner.transaction().execute(async (trx) => {
      const slice = new Date(now.getTime() - usualCanary.windowMs - 60_000);
      for (const [gateway, supergraph, failed] of [
        ['gateway-1', canary.version, 100],
        ['gateway-2', canary.previous, 0],
      ] as const) {
        for (let at = 0; at < 3; at += 1) {
          const row = { sequence: String(canary.sequence), gateway, supergraph, requests: 100, failed };
          await trx
            .insertInto('gateway_traffic')
            .values({ ...row, slice: new Date(slice.getTime() + at * 10_000) })
            .execute();
        }
      }
    });
    expect(await checkCanary(registry.owner, usualCanary, now)).toBeNull();
    const before = new Date(now.getTime() - 120_000);
    expect(await checkCanary(registry.owner, usualCanary, before)).not.toBeNull();
  });
});

describe('the graph', () => {
  const query = `{ rollouts(first: 3) { nodes { state startedBy reason
    gateways { nodes { gateway version getsRollout requests failedRequests refusal lastReportAt } } } } }`;
  interface Node {
    readonly state: string;
    readonly startedBy: string | null;
    readonly reason: string | null;
    readonly gateways: { readonly nodes: readonly { readonly gateway: string }[] } | null;
  }

  async function rolloutsAs(principal: Parameters<Subgraph['executeAs']>[0]): Promise<readonly Node[]> {
    const { data } = await registry.subgraph.executeAs(principal, { query });
    return (data as { rollouts: { nodes: readonly Node[] } }).rollouts.nodes;
  }

  it('shows state and gateways of each rollout to its agency and the admin', async () => {
    expect((await rolloutsAs(personas.admin)).map(({ state }) => state)).toEqual([
      'CANARY',
      'SUPERSEDED',
      expect.any(String),
    ]);
    await sendFailures();
    await eventually(async () => expect(await head()).toMatchObject({ cause: 'rollback' }));
    for (const principal of [personas.admin, operatorOf('agency-of-libraries')]) {
      const [rollback, rolledBack] = await rolloutsAs(principal);
      expect(rollback).toMatchObject({
        ...{ state: 'IN_FORCE', startedBy: null, gateways: { nodes: [] } },
        reason: expect.stringContaining("at the canary's gateways"),
      });
      expect(rolledBack).toMatchObject({ state: 'ROLLED_BACK', startedBy: 'operator' });
      expect(rolledBack?.gateways?.nodes).toMatchObject([
        { gateway: 'gateway-1', version: canary.version, getsRollout: true, failedRequests: 180 },
        { gateway: 'gateway-2', version: canary.previous, getsRollout: false, failedRequests: 6 },
      ]);
    }
  });

  it('shows them to nobody else', async () => {
    await send(healthOf('gateway-1', canary.version));
    for (const principal of [personas.lin, personas.anonymous, operatorOf('payments')]) {
      const [rollout] = await rolloutsAs(principal);
      expect(rollout).toMatchObject({ state: 'CANARY', gateways: null, reason: null });
    }
  });

  it('pages through the gateways by id', async () => {
    const ids = ['b', 'a', 'c'];
    for (const id of ids) await send(healthOf(id, canary.version));
    const page = async (after: string | null) => {
      const { data } = await registry.subgraph.executeAs(personas.admin, {
        query: `query ($after: String) { rollouts(first: 1) { nodes {
          gateways(first: 2, after: $after) { nodes { gateway } pageInfo { endCursor hasNextPage } } } } }`,
        variables: { after },
      });
      const { rollouts } = data as { rollouts: { nodes: { gateways: Page }[] } };
      return rollouts.nodes[0]!.gateways;
    };
    interface Page {
      readonly nodes: readonly { readonly gateway: string }[];
      readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
    }
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);
    expect([...first.nodes, ...second.nodes].map(({ gateway }) => gateway)).toEqual(['a', 'b', 'c']);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });
});
