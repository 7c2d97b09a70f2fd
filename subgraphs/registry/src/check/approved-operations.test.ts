import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeSupergraph } from '@civic-graph/supergraph';
import { personas, testSecrets, withPublicClass } from '@civic-graph/testing';
import { createRequestVerifier } from '@civic-graph/tokens';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officialAt } from '../graph/ask.fixture.ts';
import { operatorOf, sampleAgency } from '../publish/sample-agencies.fixture.ts';
import { type RegistryDeployment, startRegistry } from '../registry-deployment.fixture.ts';
import { approvedOperationProblems } from './approved-operation-problems.ts';
import { type BrokenOperation, brokenOperations } from './broken-operations.ts';

const hash = 'b'.repeat(64);
const operation = (text: string, app = 'wechat-city') => ({ app, name: 'Branches', hash, text });

describe('a release', () => {
  let registry: RegistryDeployment;
  let identity: Server;
  /** Pages of identity; `null`: it is down. */
  let pages: readonly object[] | null;
  beforeAll(async () => {
    const verifier = createRequestVerifier({ secret: testSecrets.subgraph, keyId: 'platform' });
    identity = createServer(async ({ method = '', url: path = '', headers }, response) => {
      const call = await verifier.verify({ method, path, headers, body: Buffer.alloc(0) });
      await call.useUp();
      const page = pages?.[path.includes('/after/') ? 1 : 0];
      response.writeHead(page === undefined ? 503 : 200).end(JSON.stringify(page ?? {}));
    });
    await new Promise<void>((resolve) => identity.listen(0, '127.0.0.1', resolve));
    const identityUrl = `http://127.0.0.1:${(identity.address() as AddressInfo).port}/graphql`;
    registry = await startRegistry({}, { identityUrl });
    pages = [];
    const admin = officialAt(registry.subgraph, personas.admin);
    expect(
      await admin.publish(sampleAgency('libraries', { fields: 'a: Int  b: Int  c: Int' })),
    ).toMatchObject({
      changed: true,
    });
  });
  afterAll(async () => {
    await registry.stop();
    identity.close();
  });
  const official = () => officialAt(registry.subgraph, operatorOf('libraries'));
  const publish = (fields: string) => official().publish(sampleAgency('libraries', { fields }));

  it('that breaks an approved operation is refused, and names app and operation', async () => {
    pages = [
      { operations: [operation('{ b }')], next: { app: 'wechat-city', hash } },
      { operations: [operation('query Branches { a }', 'alipay-city'), operation('{ never }')], next: null },
    ];
    const refused = await publish('b: Int  c: Int');
    expect(refused.check?.problems.filter(({ severity }) => severity === 'ERROR')).toEqual([
      expect.objectContaining({
        ...{ code: 'APPROVED_OPERATION_BREAKS', fixedBy: 'libraries' },
        message:
          'App alipay-city: its approved operation Branches (bbbbbbbbbbbb) would be invalid: Cannot query field "a" on type "Query".',
      }),
    ]);
  });

  it('is rolled back though an approved operation breaks, or none can be read', async () => {
    for (const [index, next] of [[{ operations: [operation('{ extra }')], next: null }], null].entries()) {
      pages = [{ operations: [], next: null }];
      const one = await publish(`a: Int  b: Int  c: Int  first${index}: Int`);
      expect(one).toMatchObject({ changed: true });
      const two = await publish(`a: Int  b: Int  c: Int  first${index}: Int  extra: Int`);
      expect(two).toMatchObject({ changed: true });
      pages = next;
      expect(await official().rollBackSubgraph('libraries')).toMatchObject({ changed: true });
    }
    pages = [{ operations: [], next: null }];
    expect(await publish('a: Int  b: Int  c: Int')).toMatchObject({ changed: true });
  });

  it('that breaks nothing does not ask for them', async () => {
    pages = null;
    expect(await publish('a: Int  b: Int  c: Int  d: Int')).toMatchObject({ changed: true });
  });

  it('that breaks something is refused while they cannot be read, and checked again afterwards', async () => {
    pages = null;
    const refused = await publish('a: Int  b: Int  c: Int');
    expect(refused.check?.problems).toContainEqual(
      expect.objectContaining({ severity: 'ERROR', code: 'APPROVED_OPERATIONS_UNAVAILABLE' }),
    );
    pages = [{ operations: [operation('{ a b c }')], next: null }];
    expect(await publish('a: Int  b: Int  c: Int')).toMatchObject({ changed: true });
  });
});

const fault = (coordinate: string, field: string) => ({
  coordinate,
  reason: `Cannot query field "${field}" on type "${coordinate.split('.')[0]}".`,
});

describe('an operation that breaks', () => {
  const operations: readonly BrokenOperation[] = [
    { app: 'one', name: 'Own', hash, faults: [fault('Fine.pay', 'pay'), fault('Query.loans', 'loans')] },
    { app: 'two', name: 'Theirs', hash, faults: [fault('Fine.pay', 'pay')] },
    { app: 'three', name: 'Shared', hash, faults: [fault('PageInfo.hasNextPage', 'hasNextPage')] },
    { app: 'four', name: 'Nowhere', hash, faults: [{ coordinate: null, reason: 'Unknown type "Secret".' }] },
    { app: 'five', name: 'Past', hash, faults: [fault('Query.past', 'past')] },
    { app: 'six', name: 'Both', hash, faults: [fault('Query.past', 'past'), fault('Fine.pay', 'pay')] },
  ];
  const owners: Readonly<Record<string, readonly string[]>> = {
    'Query.loans': ['libraries'],
    'Query.past': ['libraries'],
    'Fine.pay': ['payments'],
    'PageInfo.hasNextPage': ['libraries', 'payments'],
  };
  const problems = (cause: 'publish' | 'rollback') =>
    approvedOperationProblems({
      approved: async () => [],
      validate: async () => operations,
      served: {
        agenciesOf: (coordinate) => owners[coordinate] ?? [],
        sunsetOn: (coordinate) => (coordinate === 'Query.past' ? '2026-11-27' : null),
      },
      ...{ before: '', after: '', agency: 'libraries', today: '2026-11-27', cause },
    });

  it('is named where it breaks at a field of the agency alone, else counted', async () => {
    const found = await problems('publish');
    expect(found.map(({ severity, message }) => [severity, message])).toEqual([
      ['error', expect.stringMatching(/^App one: .* Own .*: Cannot query field "loans" on type "Query"\.$/)],
      ['error', expect.stringMatching(/^App six: .* Both .*: Cannot query field "past"/)],
      ['error', expect.stringMatching(/at fields of other agencies: 3\. Ask/)],
      ['warning', expect.stringMatching(/^App five: .* Past /)],
    ]);
  });

  it('stops no rollback', async () => {
    expect((await problems('rollback')).map(({ severity }) => severity)).toEqual(Array(4).fill('warning'));
  });
});

it('faults are found at the fields around them', () => {
  const compose = (sdl: string) => {
    const { schema } = sampleAgency('libraries', { fields: 'branch(near: Int): Branch  first: Int' });
    const types = withPublicClass(sdl);
    const definition = { name: 'libraries', url: 'http://libraries.invalid/graphql' };
    return composeSupergraph([{ ...definition, sdl: `${schema}\n${types}` }]);
  };
  const text =
    'query ($n: Int) { here: branch(near: $n) { ...Name open: hours } } fragment Name on Branch { name }';
  const before = compose('type Branch { name: String  hours: Int  left: Int }');
  const input = { before, after: compose('type Branch { left: Int }'), operations: [operation(text)] };
  expect(brokenOperations(input)[0]?.faults).toEqual(
    expect.arrayContaining([fault('Branch.name', 'name'), fault('Branch.hours', 'hours')]),
  );
});

it('an operation that is invalid already is not broken by the release', () => {
  const compose = (fields: string) => {
    const { schema } = sampleAgency('libraries', { fields });
    return composeSupergraph([{ name: 'libraries', url: 'http://libraries.invalid/graphql', sdl: schema }]);
  };
  const operations = ['{ a }', '{ b }', '{ gone }'].map((text) => operation(text));
  const input = { before: compose('a: Int  b: Int'), after: compose('b: Int'), operations };
  expect(brokenOperations(input)).toEqual([
    { app: 'wechat-city', name: 'Branches', hash, faults: [fault('Query.a', 'a')] },
  ]);
});
