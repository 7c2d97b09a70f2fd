import { eventually, personas } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { operatorOf, personalAgency, sampleAgency } from '../publish/sample-agencies.fixture.ts';
import { type RegistryDeployment, startRegistry } from '../registry-deployment.fixture.ts';
import { officialAt } from './ask.fixture.ts';

let registry: RegistryDeployment;

beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry.stop());

interface Page {
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}

async function ask(query: string, variables: object = {}) {
  const { data, errors } = await registry.subgraph.executeAs(personas.anonymous, { query, variables });
  return { data: { ...data }, errors };
}

async function changelog(args: string): Promise<Page> {
  const { data } = await ask(`{ changelog(${args}) {
    nodes { kind coordinate dataClass subgraphs message rollout { sequence cause } }
    pageInfo { endCursor hasNextPage } } }`);
  return data.changelog as Page;
}

it('tells everybody what each rollout has changed, also a rollback', async () => {
  const admin = officialAt(registry.subgraph, personas.admin);
  const parks = officialAt(registry.subgraph, operatorOf('parks'));
  await admin.publish(sampleAgency('trees'));
  expect(await changelog('first: 5')).toMatchObject({ nodes: [] });
  await admin.publish(sampleAgency('parks'));
  await parks.publish(sampleAgency('parks', { fields: 'parks: Int  ponds: Int' }));
  expect(await changelog('first: 5, subgraph: "parks"')).toMatchObject({
    nodes: [
      { kind: 'SAFE', coordinate: 'Query.ponds', subgraphs: ['parks'], rollout: { cause: 'PUBLISH' } },
      { kind: 'SAFE', coordinate: 'Query.parks' },
    ],
  });
  expect(await changelog('first: 5, subgraph: "trees"')).toMatchObject({ nodes: [] });

  const { data } = await ask(
    '{ supergraphVersions(first: 9) { nodes { version releases { subgraph { name } } } } }',
  );
  const versions = (
    data.supergraphVersions as { nodes: { version: string; releases: unknown[] }[] }
  ).nodes.filter(({ releases }) => releases.length === 1);
  await admin.rollBack(versions[0]!.version);
  await eventually(async () =>
    expect(await changelog('first: 2')).toMatchObject({
      nodes: [
        { kind: 'BREAKING', coordinate: 'Query.parks', rollout: { cause: 'ROLLBACK' } },
        { kind: 'BREAKING', coordinate: 'Query.ponds' },
      ],
    }),
  );
});

it('is read page by page, and of one rollout', async () => {
  const admin = officialAt(registry.subgraph, personas.admin);
  const fields = 'docks: Int  boats: Int  rafts: Int';
  await admin.publish(sampleAgency('docks', { fields }));
  const seen: unknown[] = [];
  let page = await changelog('first: 2, subgraph: "docks"');
  seen.push(...page.nodes);
  expect(page.pageInfo.hasNextPage).toBe(true);
  page = await changelog(`first: 2, subgraph: "docks", after: "${page.pageInfo.endCursor}"`);
  seen.push(...page.nodes);
  expect(seen).toMatchObject([
    { coordinate: 'Query.docks' },
    { coordinate: 'Query.boats' },
    { coordinate: 'Query.rafts' },
  ]);
  const { data } = await ask(`{ rollouts(first: 3) { nodes {
    cause changeCount changes(first: 1) { nodes { coordinate } pageInfo { endCursor } } } } }`);
  const { nodes } = data.rollouts as {
    nodes: { changeCount: number; changes: { nodes: object[]; pageInfo: { endCursor: string } } }[];
  };
  expect(nodes[0]).toMatchObject({ changeCount: 3, changes: { nodes: [{ coordinate: 'Query.docks' }] } });
  expect(nodes[1]).toMatchObject({ cause: 'ROLLBACK', changeCount: 2 });
  // A cursor of one rollout is none of another.
  const { errors } = await ask(
    `{ rollouts(first: 2) { nodes { changes(after: "${nodes[0]!.changes.pageInfo.endCursor}") { nodes { kind } } } } }`,
  );
  expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
});

it.each(['WyJ4IiwxXQ', 'WyIxIiwxLjVd', 'WyIxIiw5OTk5OTldI', 'bm8'])(
  'refuses the forged cursor %s',
  async (after) => {
    const { errors } = await ask('query ($after: String) { changelog(after: $after) { nodes { kind } } }', {
      after,
    });
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  },
);

it('shows an agency what its check would change', async () => {
  const admin = officialAt(registry.subgraph, personas.admin);
  await admin.publish(sampleAgency('zoo'));
  const { check } = await officialAt(registry.subgraph, operatorOf('zoo')).check(personalAgency('zoo'));
  const { data } = await registry.subgraph.executeAs(operatorOf('zoo'), {
    query:
      'query ($id: ID!) { schemaCheck(id: $id) { changes { nodes { kind coordinate rollout { sequence } } } } }',
    variables: { id: check!.id },
  });
  expect(data?.schemaCheck).toMatchObject({
    changes: {
      nodes: [
        { kind: 'ACCESS_GAINED', coordinate: 'Query.zooMine', rollout: null },
        { kind: 'SAFE', coordinate: 'Query.zooMine' },
      ],
    },
  });
});

it('announces a deprecated field with its date, and lets only a rollback remove it before', async () => {
  const header = `extend schema @link(url: "https://civic-graph.example/sunset/v1.0", import: ["@sunset"])
    @composeDirective(name: "@sunset")
  directive @sunset(on: String!) on FIELD_DEFINITION`;
  const fields = (old: string) => {
    const release = sampleAgency('farms', { fields: `farms: Int  ${old}` });
    return { ...release, schema: `${header}\n${release.schema}` };
  };
  const farms = officialAt(registry.subgraph, operatorOf('farms'));
  const { version: without } = await officialAt(registry.subgraph, personas.admin).publish(fields(''));
  await farms.publish(fields('acres: Int'));
  await farms.publish(fields('acres: Int @deprecated(reason: "Use farms.") @sunset(on: "2099-06-30")'));
  const { data } = await ask(
    '{ rollouts(first: 1) { nodes { changes { nodes { kind coordinate sunsetOn message } } } } }',
  );
  expect(data.rollouts).toEqual({
    nodes: [
      {
        changes: {
          nodes: [
            {
              ...{ kind: 'DEPRECATED', coordinate: 'Query.acres', sunsetOn: '2099-06-30' },
              message: "Field 'Query.acres' may be removed from 2099-06-30 on: Use farms.",
            },
          ],
        },
      },
    ],
  });
  expect(await farms.publish(fields(''))).toMatchObject({
    ...{ __typename: 'PublishRefused', reason: 'CHECK_FAILED' },
    check: {
      problems: expect.arrayContaining([
        expect.objectContaining({ code: 'REMOVED_BEFORE_SUNSET', fixedBy: 'farms' }),
      ]),
    },
  });
  expect(await farms.rollBackSubgraph('farms', without?.version)).toMatchObject({
    __typename: 'SubgraphPublished',
    rollout: { cause: 'ROLLBACK' },
  });
});
