import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeSupergraph } from '@civic-graph/supergraph';
import { personas, testSecrets } from '@civic-graph/testing';
import { createRequestVerifier } from '@civic-graph/tokens';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officialAt } from '../graph/ask.fixture.ts';
import { operatorOf, sampleAgency } from '../publish/sample-agencies.fixture.ts';
import { type RegistryDeployment, startRegistry } from '../registry-deployment.fixture.ts';
import { brokenOperations } from './broken-operations.ts';

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

it('an operation that is invalid already is not broken by the release', () => {
  const compose = (fields: string) => {
    const { schema } = sampleAgency('libraries', { fields });
    return composeSupergraph([{ name: 'libraries', url: 'http://libraries.invalid/graphql', sdl: schema }]);
  };
  const operations = ['{ a }', '{ b }', '{ gone }'].map((text) => operation(text));
  const input = { before: compose('a: Int  b: Int'), after: compose('b: Int'), operations };
  expect(brokenOperations(input)).toEqual([
    { app: 'wechat-city', name: 'Branches', hash, reason: 'Cannot query field "a" on type "Query".' },
  ]);
});
