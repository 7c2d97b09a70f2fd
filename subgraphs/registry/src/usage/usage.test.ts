import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Principal } from '@civic-graph/policy';
import { maxUsageBytes } from '@civic-graph/releases/usage';
import { eventually, personas } from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officialAt } from '../graph/ask.fixture.ts';
import { operatorOf, sampleAgency } from '../publish/sample-agencies.fixture.ts';
import { type RegistryDeployment, startRegistry } from '../registry-deployment.fixture.ts';
import { createEmbeddedDatabase } from './embedded-database.ts';
import { reportUsage, sampleBatch, sampleUsage, signedReport } from './sample-batch.fixture.ts';
import type { UsageDatabase } from './usage-database.ts';

let folder: string;
let database: UsageDatabase;
let registry: RegistryDeployment;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-usage-'));
  database = createEmbeddedDatabase(join(folder, 'engine'));
  registry = await startRegistry({ usage: database });
  const admin = officialAt(registry.subgraph, personas.admin);
  const fields = 'libraries: Int  branches(near: Int): Int  loans: Int  holds: Int';
  for (const release of [sampleAgency('libraries', { fields }), sampleAgency('archives')]) {
    expect(await admin.publish(release)).toMatchObject({ changed: true });
  }
}, 120_000);
afterAll(async () => {
  await registry.stop();
  await rm(folder, { recursive: true });
});

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const report = (batch: unknown, headers?: Record<string, string>) =>
  reportUsage(registry.subgraph, batch, headers);
const codeOf = (response: { json(): unknown }) =>
  (response.json() as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions.code;

interface Uses {
  readonly countedSince: string | null;
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
}

async function usesOf(coordinate: string, principal: Principal = operatorOf('libraries'), more = '') {
  const query = `query ($coordinate: String!) { fieldUsage(coordinate: $coordinate ${more}) {
    countedSince
    nodes { app operation operationName kind calls failedCalls errors { code calls } p50Ms p95Ms lastSeen } } }`;
  const variables = { coordinate };
  const { data, errors } = await registry.subgraph.executeAs(principal, { query, variables });
  return { uses: data?.fieldUsage as Uses | null, code: errors?.[0]?.extensions?.code };
}

describe('usage', () => {
  it('is stored and shown by app and operation, the most called first', { timeout: 60_000 }, async () => {
    const first = sampleBatch(minutesAgo(3), [
      sampleUsage(),
      sampleUsage({ app: null, calls: 0, failed: 0, errors: {}, latency: Array(15).fill(0), name: null }),
    ]);
    const second = sampleBatch(minutesAgo(1), [sampleUsage({ calls: 50, name: null })]);
    expect((await report(first)).statusCode).toBe(204);
    expect((await report(second)).statusCode).toBe(204);
    const { uses } = await usesOf('Query.libraries');
    expect(uses).toEqual({
      countedSince: first.minute,
      nodes: [
        {
          ...{ app: 'wechat-city', operation: 'a'.repeat(64), operationName: 'Branches', kind: 'QUERY' },
          ...{ calls: 150, failedCalls: 10, errors: [{ code: 'RATE_LIMITED', calls: 10 }] },
          ...{ p50Ms: 5, p95Ms: 50, lastSeen: second.minute },
        },
        {
          // Fewer than five calls, and none of them measured: still in use.
          ...{ app: null, operation: 'a'.repeat(64), operationName: null, kind: 'QUERY' },
          ...{ calls: 5, failedCalls: 0, errors: [], p50Ms: null, p95Ms: null, lastSeen: first.minute },
        },
      ],
    });
  });

  it('counts once, however often a batch is sent', async () => {
    const batch = sampleBatch(minutesAgo(2), [sampleUsage({ fields: ['Query.loans'] })]);
    for (let times = 0; times < 3; times += 1) expect((await report(batch)).statusCode).toBe(204);
    await Promise.all([report(batch), report(batch)]);
    expect((await usesOf('Query.loans')).uses?.nodes).toMatchObject([{ calls: 100 }]);
    expect((await report({ ...batch, id: crypto.randomUUID() })).statusCode).toBe(204);
    expect((await usesOf('Query.loans')).uses?.nodes).toMatchObject([{ calls: 200 }]);
  });

  it('of rarely called operations is one entry for each app', async () => {
    const mixed = (signature: string) =>
      sampleUsage({ kind: 'mixed', signature: signature.repeat(64), name: null, fields: ['Query.holds'] });
    await report(sampleBatch(minutesAgo(2), [mixed('b'), mixed('c')]));
    expect((await usesOf('Query.holds')).uses?.nodes).toMatchObject([
      { kind: 'MIXED', operation: null, operationName: null, calls: 200 },
    ]);
  });

  it('of arguments is asked for like that of fields', async () => {
    const fields = ['Query.branches', 'Query.branches(near:)'];
    await report(sampleBatch(minutesAgo(2), [sampleUsage({ fields })]));
    expect((await usesOf('Query.branches(near:)')).uses?.nodes).toHaveLength(1);
    expect(await usesOf('Query.branches(far:)')).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('is shown to officials of the agency that owns the field, and to the admin', async () => {
    for (const principal of [operatorOf('libraries'), personas.admin]) {
      expect((await usesOf('Query.libraries', principal)).uses?.nodes.length).toBeGreaterThan(0);
    }
    const others = [operatorOf('archives'), personas.lin, personas.developer, personas['wechat-city']];
    for (const principal of [...others, personas.anonymous, { ...personas.admin, roles: [] }]) {
      expect(await usesOf('Query.libraries', principal)).toMatchObject({ uses: null, code: 'FORBIDDEN' });
    }
  });

  it.each([
    ['Query.nothing', '', 'BAD_USER_INPUT'],
    [`Query.libraries') OR 1=1 --`, '', 'BAD_USER_INPUT'],
    ['Query', '', 'BAD_USER_INPUT'],
    ['Query.libraries', ', days: 91', 'BAD_USER_INPUT'],
    ['Query.libraries', ', days: 0', 'BAD_USER_INPUT'],
    ['Query.libraries', ', first: 101', 'BAD_USER_INPUT'],
  ])('of "%s"%s is refused', async (coordinate, more, code) => {
    expect(await usesOf(coordinate, personas.admin, more)).toMatchObject({ code });
  });
});

it('usage of a field that several agencies resolve is shown to the admin alone', async () => {
  const shared = (name: string) => {
    const release = sampleAgency(name, { fields: `${name}: Int  shared: Int @shareable` });
    return { ...release, schema: release.schema.replace('"@policy"', '"@policy", "@shareable"') };
  };
  const admin = officialAt(registry.subgraph, personas.admin);
  for (const name of ['ferries', 'trams']) {
    expect(await admin.publish(shared(name))).toMatchObject({ changed: true });
  }
  await report(sampleBatch(minutesAgo(1), [sampleUsage({ fields: ['Query.shared'] })]));
  for (const name of ['ferries', 'trams']) {
    expect(await usesOf('Query.shared', operatorOf(name))).toMatchObject({ uses: null, code: 'FORBIDDEN' });
  }
  expect((await usesOf('Query.shared', personas.admin)).uses?.nodes).toHaveLength(1);
});

describe('a report is refused', () => {
  const batch = () => JSON.stringify(sampleBatch(minutesAgo(1)));

  it('without a signature, and signed by a stranger', async () => {
    const json = { 'content-type': 'application/json' };
    expect(codeOf(await report(batch(), json))).toBe('SIGNATURE_REQUIRED');
    const forged = signedReport(batch(), Buffer.alloc(32, 'stranger').toString('base64url'));
    expect(codeOf(await report(batch(), forged))).toBe('SIGNATURE_INVALID');
    const other = signedReport(batch());
    expect(codeOf(await report(batch(), other))).toBe('SIGNATURE_INVALID');
  });

  it('when its signature is used again', async () => {
    const body = batch();
    const headers = signedReport(body);
    expect((await report(body, headers)).statusCode).toBe(204);
    expect(codeOf(await report(body, headers))).toBe('SIGNATURE_REPLAYED');
  });

  it('when it is too large', async () => {
    const response = await report(`"${'a'.repeat(maxUsageBytes)}"`);
    expect([response.statusCode, codeOf(response)]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });

  it.each([
    ['no JSON', '{'],
    ['the future', sampleBatch(minutesAgo(-10))],
    ['long ago', sampleBatch(minutesAgo(25 * 60))],
    ['no operation', sampleBatch(minutesAgo(1), [])],
    ['a value in a name', sampleBatch(minutesAgo(1), [sampleUsage({ name: '330106 1990' })])],
    [
      'a value in a coordinate',
      sampleBatch(minutesAgo(1), [sampleUsage({ fields: ['Query.person(id:"1")'] })]),
    ],
    ['a value in an error code', sampleBatch(minutesAgo(1), [sampleUsage({ errors: { 'lin 1990': 5 } })])],
    ['half a call', sampleBatch(minutesAgo(1), [sampleUsage({ calls: 0.5 })])],
    ['too many operations', sampleBatch(minutesAgo(1), Array(2_001).fill(sampleUsage()))],
  ])('with %s', async (_, body) => {
    expect(codeOf(await report(body))).toBe('BAD_REQUEST');
  });
});

describe('usage of an app', () => {
  async function usageOf(app: string, principal: Principal, more = '') {
    const query = `query ($app: [_Any!]!) { _entities(representations: $app) { ... on AppRegistration {
      operationUsage${more} { operationName kind calls failedCalls errors { code } p50Ms p95Ms fields } } } }`;
    const variables = { app: [{ __typename: 'AppRegistration', clientId: app }] };
    const { data, errors } = await registry.subgraph.executeAs(principal, { query, variables });
    const [entity] = (data?._entities ?? []) as { operationUsage: Readonly<Record<string, unknown>>[] }[];
    return { operations: entity?.operationUsage, code: errors?.[0]?.extensions?.code };
  }

  beforeAll(async () => {
    const admin = officialAt(registry.subgraph, personas.admin);
    expect(await admin.publish(sampleAgency('maps'))).toMatchObject({ changed: true });
    const fields = ['Query.branches', 'Query.branches(near:)', 'Query.maps'];
    const rare = sampleUsage({ ...{ app: 'app-1', signature: '1'.repeat(64), calls: 10 }, fields });
    const often = sampleUsage({
      ...{ app: 'app-1', name: 'Often', signature: '2'.repeat(64) },
      fields: ['Query.loans'],
    });
    await report(sampleBatch(minutesAgo(2), [rare, often]));
  });

  it('is shown by operation with its fields, the most called first', async () => {
    const { operations } = await usageOf('app-1', personas.developer);
    const figures = {
      kind: 'QUERY',
      failedCalls: 5,
      errors: [{ code: 'RATE_LIMITED' }],
      p50Ms: 5,
      p95Ms: 50,
    };
    expect(operations).toEqual([
      { ...figures, operationName: 'Often', calls: 100, fields: ['Query.loans'] },
      { ...figures, operationName: 'Branches', calls: 10, fields: ['Query.branches', 'Query.maps'] },
    ]);
    expect(await usageOf('app-2', personas.developer)).toMatchObject({ operations: [] });
  });

  it('is shown to officials as far as it uses their fields', async () => {
    const { operations } = await usageOf('app-1', operatorOf('maps'));
    expect(operations?.map(({ fields }) => fields)).toEqual([['Query.maps']]);
  });

  it('is shown to nobody else, and for at most 90 days', async () => {
    for (const principal of [personas.lin, personas['wechat-city'], personas.anonymous]) {
      expect((await usageOf('app-1', principal)).operations ?? null).toBeNull();
    }
    expect(await usageOf('app-1', personas.developer, '(days: 91)')).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });
});

it('fields that nobody serves are not stored', async () => {
  const invented = Array.from({ length: 1_000 }, (_, at) => `Query.f${at}`);
  const only = sampleUsage({ signature: 'd'.repeat(64), fields: invented });
  const some = sampleUsage({ signature: 'e'.repeat(64), fields: [...invented, 'Query.holds'] });
  expect((await report(sampleBatch(minutesAgo(1), [only, some]))).statusCode).toBe(204);
  const rows = await database.query(
    'SELECT fields FROM operation_usage WHERE signature IN ({signatures:Array(String)})',
    { signatures: ['d'.repeat(64), 'e'.repeat(64)] },
  );
  expect(rows).toEqual([{ fields: ['Query.holds'] }]);
});

it('usage is kept for 90 days', async () => {
  const signature = '9'.repeat(64);
  const rows = [100, 80].map((days) => ({
    ...{ gateway: 'g', app: '', signature, kind: 'query', name: '', calls: 5, failed: 0, errors: {} },
    ...{ minute: Math.floor(minutesAgo(days * 24 * 60).getTime() / 1_000), latency: [], fields: [] },
  }));
  await database.insert(rows, crypto.randomUUID());
  const sql = 'SELECT count() AS n FROM operation_usage WHERE signature = {signature:String}';
  await eventually(async () => expect(await database.query(sql, { signature })).toEqual([{ n: 1 }]));
});

it('a registry whose ClickHouse fails serves the rest, and asks for the batch again', async () => {
  const broken: UsageDatabase = {
    insert: () => Promise.reject(new Error('disk full')),
    query: () => Promise.reject(new Error('disk full')),
    close: async () => {},
  };
  const subgraph = await registry.another({ usage: broken });
  const response = await reportUsage(subgraph, sampleBatch(minutesAgo(1)));
  expect([response.statusCode, codeOf(response)]).toEqual([503, 'SERVICE_UNAVAILABLE']);
  expect((await subgraph.inject({ url: '/readyz' })).statusCode).toBe(200);
  const query = '{ fieldUsage(coordinate: "Query.libraries") { nodes { app } } }';
  const { errors } = await subgraph.executeAs(operatorOf('libraries'), { query });
  expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['SERVICE_UNAVAILABLE']);
});

it('the process of ClickHouse may end, and forgets nothing', { timeout: 60_000 }, async () => {
  const again = sampleBatch(minutesAgo(1), [sampleUsage({ signature: 'f'.repeat(64) })]);
  await report(again);
  await database.close();
  expect((await report(again)).statusCode).toBe(204);
  const rows = await database.query('SELECT count() AS n FROM operation_usage WHERE signature = {s:String}', {
    s: 'f'.repeat(64),
  });
  expect(rows).toEqual([{ n: 1 }]);
});

it('a report before the first publish is asked for again', async () => {
  const empty = await startRegistry();
  const response = await reportUsage(empty.subgraph, sampleBatch(minutesAgo(1)));
  expect([response.statusCode, codeOf(response)]).toEqual([503, 'NOT_READY']);
  await empty.stop();
});

describe('a publish that removes a field', () => {
  const official = () => officialAt(registry.subgraph, operatorOf('libraries'));

  it('is refused while an app uses it, and says which', async () => {
    await report(sampleBatch(minutesAgo(1), [sampleUsage({ fields: ['Query.loans'] })]));
    const without = sampleAgency('libraries', {
      fields: 'libraries: Int  branches(near: Int): Int  holds: Int',
    });
    const refused = await official().publish(without);
    expect(refused).toMatchObject({ __typename: 'PublishRefused', reason: 'CHECK_FAILED' });
    expect(refused.check?.problems[0]).toMatchObject({
      ...{ severity: 'ERROR', code: 'BREAKING_CHANGE_IN_USE', fixedBy: 'libraries' },
      message: expect.stringMatching(
        /In use: app wechat-city, operation Branches \(aaaaaaaaaaaa\), \d+ calls, last /,
      ),
    });
  });

  it('is not refused for an argument that nobody gives', async () => {
    const { uses } = await usesOf('Query.branches');
    expect(uses?.nodes.length).toBeGreaterThan(0);
    await report(sampleBatch(minutesAgo(1), [sampleUsage({ fields: ['Query.branches'] })]));
    const fields = 'libraries: Int  branches(near: Int, open: Int): Int  loans: Int  holds: Int';
    expect(await official().publish(sampleAgency('libraries', { fields }))).toMatchObject({ changed: true });
    const again = 'libraries: Int  branches(near: Int): Int  loans: Int  holds: Int';
    expect(await official().publish(sampleAgency('libraries', { fields: again }))).toMatchObject({
      changed: true,
    });
  });

  it('is refused while usage cannot be read, and checked again afterwards', async () => {
    let isBroken = true;
    const flaky: UsageDatabase = {
      ...database,
      query: (...asked) => (isBroken ? Promise.reject(new Error('down')) : database.query(...asked)),
    };
    const subgraph = await registry.another({ usage: flaky });
    const fields = 'libraries: Int  branches(near: Int): Int  loans: Int  holds: Int  unused: Int';
    expect(await official().publish(sampleAgency('libraries', { fields }))).toMatchObject({ changed: true });
    const without = sampleAgency('libraries', { fields: fields.replace('unused: Int', 'other: Int') });
    const official2 = officialAt(subgraph, operatorOf('libraries'));
    const refused = await official2.publish(without);
    expect(refused.check?.problems).toContainEqual(
      expect.objectContaining({ severity: 'ERROR', code: 'USAGE_UNAVAILABLE' }),
    );
    isBroken = false;
    expect(await official2.publish(without)).toMatchObject({ changed: true });
  });

  it('is refused for one call of an app among floods without a token', async () => {
    const floods = Array.from({ length: 6 }, (_, at) =>
      sampleUsage({ app: null, signature: `${at}`.repeat(64), calls: 10_000, fields: ['Query.archives'] }),
    );
    await report(sampleBatch(minutesAgo(1), floods));
    const archives = officialAt(registry.subgraph, operatorOf('archives'));
    const both = sampleAgency('archives', { fields: 'archives: Int  more: Int' });
    expect(await archives.publish(both)).toMatchObject({ changed: true });
    const without = await archives.check(sampleAgency('archives', { fields: 'more: Int' }));
    expect(without.check).toMatchObject({ state: 'PASSED' });
    const only = sampleUsage({ signature: '8'.repeat(64), calls: 5, fields: ['Query.archives'] });
    await report(sampleBatch(minutesAgo(1), [only]));
    // The stored check of the same schema answers for ten minutes.
    const again = await archives.publish(sampleAgency('archives', { fields: 'more: Int  most: Int' }));
    expect(again).toMatchObject({ reason: 'CHECK_FAILED' });
    expect(again.check?.problems[0]?.message).toContain('app wechat-city');
    const { uses } = await usesOf('Query.archives', operatorOf('archives'));
    expect(uses?.nodes.map(({ app }) => app).at(-1)).toBe('wechat-city');
  });

  it('is possible by a rollback, and stays refused as a publish', async () => {
    const releases = ['letters: Int', 'letters: Int  stamps: Int'].map((fields) =>
      sampleAgency('stamps', { fields }),
    );
    const admin = officialAt(registry.subgraph, personas.admin);
    for (const release of releases) expect(await admin.publish(release)).toMatchObject({ changed: true });
    await report(sampleBatch(minutesAgo(1), [sampleUsage({ fields: ['Query.stamps'] })]));
    const stamps = officialAt(registry.subgraph, operatorOf('stamps'));
    expect(await stamps.publish(releases[0]!)).toMatchObject({ reason: 'CHECK_FAILED' });
    expect(await stamps.rollBackSubgraph('stamps')).toMatchObject({ changed: true });
    expect(await stamps.publish(releases[1]!)).toMatchObject({ changed: true });
    expect(await stamps.publish(releases[0]!)).toMatchObject({ reason: 'CHECK_FAILED' });
  });

  it('is possible after the date of its @sunset', async () => {
    const dayMs = 24 * 60 * 60_000;
    const day = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
    const header = `extend schema @link(url: "https://civic-graph.example/sunset/v1.0", import: ["@sunset"])
      @composeDirective(name: "@sunset")
      directive @sunset(on: String!) on FIELD_DEFINITION`;
    const coins = (fields: string) => {
      const release = sampleAgency('coins', { fields });
      return { ...release, schema: `${header}\n${release.schema}` };
    };
    const old = `coins: Int  old: Int @deprecated(reason: "Use coins.") @sunset(on: "${day(5)}")`;
    const admin = officialAt(registry.subgraph, personas.admin);
    expect(await admin.publish(coins(old))).toMatchObject({ changed: true });
    await report(sampleBatch(minutesAgo(1), [sampleUsage({ fields: ['Query.old'] })]));
    const later = await registry.another({ clock: () => new Date(Date.now() + 6 * dayMs) });
    const passed = await officialAt(later, operatorOf('coins')).check(coins('coins: Int'));
    expect(passed.check).toMatchObject({ state: 'PASSED' });
    expect(passed.check?.problems).toContainEqual(
      expect.objectContaining({ severity: 'WARNING', code: 'BREAKING_CHANGE_IN_USE' }),
    );
  });
});
