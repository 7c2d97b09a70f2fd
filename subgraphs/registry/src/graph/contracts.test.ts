import { randomUUID } from 'node:crypto';
import type { Principal } from '@civic-graph/policy';
import { verifyRollout } from '@civic-graph/releases';
import type { Subgraph } from '@civic-graph/subgraph-kit';
import { personas, testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inProcessChecker } from '../check/in-process-checker.fixture.ts';
import { sampleAgency } from '../publish/sample-agencies.fixture.ts';
import { type RegistryDeployment, startRegistry } from '../registry-deployment.fixture.ts';
import { officialAt } from './ask.fixture.ts';

let registry: RegistryDeployment;
const admin = () => officialAt(registry.subgraph, personas.admin);

const tag = (name: string) => `@federation__tag(name: "${name}")`;
const branches = `branches: Int ${tag('open')} loans: Int visits: Int ${tag('open')} `;
const libraries = (fields = branches) => sampleAgency('libraries', { fields });

beforeAll(async () => {
  registry = await startRegistry();
  for (const release of [libraries(), sampleAgency('archives')]) {
    expect(await admin().publish(release)).toMatchObject({ changed: true });
  }
});
afterAll(() => registry.stop());

interface ContractAnswer {
  readonly __typename: string;
  readonly reason?: string;
  readonly message?: string;
  readonly changed?: boolean;
  readonly rollout?: { readonly cause: string; readonly sequence: string };
  readonly contract?: { readonly path: string; readonly schema: string | null };
}

async function change(
  field: string,
  input: object,
  principal: Principal = personas.admin,
): Promise<ContractAnswer> {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const saved =
    field === 'deleteContract'
      ? ''
      : `... on ContractSaved { changed rollout { cause sequence } contract { path schema } }`;
  const query = `mutation ($input: ${type}!) { answer: ${field}(input: $input) {
    __typename ${saved} ... on ContractRefused { reason message } } }`;
  const { data, errors } = await registry.subgraph.executeAs(principal, { query, variables: { input } });
  return (data?.answer ?? { __typename: String(errors?.[0]?.extensions?.code) }) as ContractAnswer;
}

async function read<Value>(query: string, principal: Principal = personas.anonymous): Promise<Value> {
  const { data } = await registry.subgraph.executeAs(principal, { query });
  return Object.values(data ?? {})[0] as Value;
}

async function pull(query = 'gateway=g1&contracts=true', subgraph = registry.subgraph) {
  const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId: 'platform' });
  const request = { method: 'GET' as const, path: '/supergraph', body: '', requestId: randomUUID() };
  const headers = sign({ ...request, principal: personas.anonymous });
  return subgraph.inject({ url: `/supergraph?${query}`, headers });
}

/** The rollout as a gateway pulls it. */
async function pulled(query?: string, subgraph?: Subgraph) {
  const { body } = await pull(query, subgraph);
  const keys = (await registry.subgraph.inject({ url: '/.well-known/jwks.json' })).json<JSONWebKeySet>();
  return verifyRollout(body, { keys: createLocalJWKSet(keys) });
}

const open = { name: 'open-data', includeTags: ['open'] };

it('a contract is created, changed, read and deleted, and each change is a rollout that gateways verify', async () => {
  const before = await pulled();
  expect(before.contracts).toBeUndefined();

  const created = await change('createContract', { ...open, reason: 'For the portal.' });
  expect(created).toMatchObject({
    __typename: 'ContractSaved',
    changed: true,
    rollout: { cause: 'CONTRACT' },
    contract: { path: '/contracts/open-data/graphql' },
  });
  expect(created.contract?.schema).toMatch(/branches[\s\S]*visits/);
  expect(created.contract?.schema).not.toMatch(/loans|archives/);
  const rollout = await pulled();
  expect(rollout.sequence).toBe(Number(created.rollout?.sequence));
  expect(rollout.version).toBe(before.version);
  expect(rollout.contracts).toEqual([{ name: 'open-data', schema: created.contract?.schema }]);
  // Older gateways refuse what they do not know.
  expect(await pulled('gateway=g1')).not.toHaveProperty('contracts');

  expect(await change('updateContract', open)).toMatchObject({ changed: false });
  const updated = await change('updateContract', { ...open, excludeTags: ['internal'] });
  expect(updated).toMatchObject({ changed: true });

  const query = `{ contract(name: "open-data") { current { includeTags excludeTags changedBy }
    revisions(first: 1) { nodes { excludeTags reason } pageInfo { hasNextPage } } problem } }`;
  expect(await read(query, personas.admin)).toEqual({
    current: { includeTags: ['open'], excludeTags: ['internal'], changedBy: personas.admin.subject },
    revisions: { nodes: [{ excludeTags: ['internal'], reason: null }], pageInfo: { hasNextPage: true } },
    problem: null,
  });
  expect(await read('{ contracts { name current { changedBy } } }')).toEqual([
    { name: 'open-data', current: { changedBy: null } },
  ]);

  expect(await change('deleteContract', { name: 'open-data' })).toEqual({ __typename: 'ContractDeleted' });
  expect(await read('{ contract(name: "open-data") { name } }')).toBeNull();
  expect(await pulled()).not.toHaveProperty('contracts');
});

it.each<[string, string, object, string]>([
  ['has a name that is no part of a path', 'createContract', { ...open, name: 'Open/Data' }, 'INPUT_INVALID'],
  ['names no tag', 'createContract', { name: 'all' }, 'INPUT_INVALID'],
  ['includes and excludes a tag', 'createContract', { ...open, excludeTags: ['open'] }, 'INPUT_INVALID'],
  ['would be empty', 'createContract', { name: 'x', includeTags: ['nobody'] }, 'CONTRACT_EMPTY'],
  ['is unknown', 'updateContract', { ...open, name: 'unknown' }, 'UNKNOWN_CONTRACT'],
  ['is unknown', 'deleteContract', { name: 'unknown' }, 'UNKNOWN_CONTRACT'],
])('refuses a contract that %s (%s)', async (_, field, input, reason) => {
  const rolloutBefore = (await pulled()).sequence;
  expect(await change(field, input)).toMatchObject({ __typename: 'ContractRefused', reason });
  expect((await pulled()).sequence).toBe(rolloutBefore);
});

it("is for the platform's admin alone", async () => {
  const operator = { ...personas['operator-identity'], agency: 'libraries' };
  expect(await change('createContract', open, operator)).not.toMatchObject({ __typename: 'ContractSaved' });
  expect(await read('{ contracts { name } }')).toEqual([]);
});

it('a check says which contract a release breaks, and refuses to empty one', async () => {
  await change('createContract', open);
  expect(await change('createContract', open)).toMatchObject({ reason: 'NAME_TAKEN' });

  const untagged = libraries(`branches: Int ${tag('open')} loans: Int visits: Int`);
  const { check } = await admin().check(untagged);
  expect(check).toMatchObject({ state: 'PASSED' });
  expect(check?.problems).toContainEqual(
    expect.objectContaining({
      severity: 'WARNING',
      code: 'CONTRACT_BREAKING_CHANGE',
      message: expect.stringMatching(/contract open-data:.*visits/),
    }),
  );

  const emptied = await admin().publish(libraries('branches: Int loans: Int visits: Int'));
  expect(emptied).toMatchObject({ __typename: 'PublishRefused', reason: 'CHECK_FAILED' });
  expect(emptied.check?.problems).toContainEqual(
    expect.objectContaining({
      severity: 'ERROR',
      code: 'CONTRACT_EMPTY',
      message: expect.stringContaining('open-data'),
    }),
  );

  // A check from before a contract does not answer for it.
  expect(await change('createContract', { ...open, name: 'second' })).toMatchObject({ changed: true });
  const again = await admin().check(untagged);
  expect(again.check?.problems.filter(({ code }) => code === 'CONTRACT_BREAKING_CHANGE')).toHaveLength(2);
  expect(again.check?.id).not.toBe(check?.id);

  // The next version brings the contracts as they are for it, and its check has filtered them.
  expect(await admin().publish(untagged)).toMatchObject({ changed: true });
  const filter = () => Promise.reject(new Error('a pull after a publish needs no checker'));
  const noChecker = await registry.another({ checker: { ...inProcessChecker, filter } });
  const { contracts } = await pulled(undefined, noChecker);
  expect(contracts?.map(({ name }) => name)).toEqual(['open-data', 'second']);
  for (const { schema } of contracts ?? []) expect(schema).not.toContain('visits');
});

it('a rollback to a version without the tags is not held up, and leaves the contract without a schema', async () => {
  const { version } = await pulled();
  expect(await change('deleteContract', { name: 'second' })).toEqual({ __typename: 'ContractDeleted' });
  await change('deleteContract', { name: 'open-data' });
  const plain = libraries('branches: Int loans: Int visits: Int');
  expect(await admin().publish(plain)).toMatchObject({ changed: true });
  const old = (await pulled()).version;
  expect(await admin().rollBack(version)).toMatchObject({ __typename: 'SupergraphRolledBack' });
  expect(await change('createContract', open)).toMatchObject({ changed: true });
  expect(await admin().rollBack(old)).toMatchObject({ __typename: 'SupergraphRolledBack' });
  await expectNoGuess();
  expect((await pulled()).contracts).toEqual([{ name: 'open-data', schema: null }]);
  expect(await read('{ contract(name: "open-data") { schema problem } }')).toEqual({
    schema: null,
    problem: expect.stringContaining('open'),
  });
});

/** A contract whose schema cannot be computed holds no rollback up, and comes with a later pull. */
async function expectNoGuess() {
  let isBusy = true;
  const filter: typeof inProcessChecker.filter = async (...asked) => {
    if (isBusy) throw new Error('the check failed: its process ended');
    return inProcessChecker.filter(...asked);
  };
  const busy = await registry.another({ checker: { ...inProcessChecker, filter } });
  const pending = { name: 'open-data', schema: null, isPending: true };
  expect((await pulled(undefined, busy)).contracts).toEqual([pending]);
  isBusy = false;
  expect((await pulled(undefined, busy)).contracts).toEqual([{ name: 'open-data', schema: null }]);
}
