import type { Principal } from '@civic-graph/policy';
import { personas } from '@civic-graph/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  operatorOf,
  personalAgency,
  type SampleRelease,
  sampleAgency,
} from '../publish/sample-agencies.fixture.ts';
import { type RegistryDeployment, startRegistry } from '../registry-deployment.fixture.ts';
import { officialAt } from './ask.fixture.ts';

let registry: RegistryDeployment;
let count = 0;
/** A new agency for each test, because the tests share the registry. */
let agency: string;

/** A registry for each group, so that each composes few subgraphs. */
function shareRegistry(): void {
  beforeAll(async () => {
    registry = await startRegistry();
  });
  afterAll(() => registry.stop());
}

beforeEach(() => {
  count += 1;
  agency = `bureau${count}`;
});

const as = (principal: Principal) => officialAt(registry.subgraph, principal);
const admin = () => as(personas.admin);
const operator = (subject?: string) => as(operatorOf(agency, subject));

/** The next release of the agency. */
const withMore = () => sampleAgency(agency, { fields: `${agency}: Int  ${agency}More: Int` });

/** Reads a field of the graph as a caller. */
async function read<Value>(principal: Principal, query: string, variables: object = {}): Promise<Value> {
  const { data } = await registry.subgraph.executeAs(principal, { query, variables });
  return Object.values(data!)[0] as Value;
}

/** The admin may admit a name by publishing it. */
async function admitted(release: SampleRelease = sampleAgency(agency)): Promise<void> {
  expect(await admin().publish(release)).toMatchObject({ __typename: 'SubgraphPublished', changed: true });
}

describe('a new subgraph', () => {
  shareRegistry();

  it('waits until the admin has admitted its name', async () => {
    const waiting = await operator().publish(sampleAgency(agency));
    expect(waiting).toMatchObject({
      __typename: 'PublishAwaitsApproval',
      needs: ['NEW_SUBGRAPH'],
      check: {
        state: 'AWAITING_APPROVAL',
        problems: [{ severity: 'WARNING', code: 'DESCRIPTION_MISSING', fixedBy: agency }],
      },
    });
    const id = waiting.check!.id;
    expect(await operator('colleague').approve(id)).toMatchObject({ reason: 'ADMIN_NEEDED' });
    expect(await operator().publish(sampleAgency(agency))).toEqual(waiting);
    expect(await admin().approve(id)).toMatchObject({ __typename: 'SubgraphPublished', changed: true });
    // Repeated because the answer was lost.
    expect(await admin().approve(id)).toMatchObject({ __typename: 'SubgraphPublished', changed: false });
    expect(await operator().publish(sampleAgency(agency))).toMatchObject({ changed: false });
  });

  it('of another agency is refused', async () => {
    await expect(as(operatorOf('another')).publish(sampleAgency(agency))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await admitted();
    const taken = sampleAgency(agency, { agency: 'another' });
    expect(await as(operatorOf('another')).publish(taken)).toMatchObject({ reason: 'NOT_YOUR_SUBGRAPH' });
  });
});

describe('a release', () => {
  shareRegistry();

  it('is published by a single official of the agency', async () => {
    await admitted();
    const next = withMore();
    const published = await operator().publish(next, { reason: 'More of it.' });
    expect(published).toMatchObject({
      __typename: 'SubgraphPublished',
      changed: true,
      rollout: { cause: 'PUBLISH', canaryPercent: 100 },
    });
    expect(await operator().publish(next)).toMatchObject({ changed: false, rollout: published.rollout });
  });

  it.each([
    ['citizens', personas.lin],
    ['developers', personas.developer],
    ['an admin without the role', { ...personas.admin, roles: [] }],
    ['apps', personas['wechat-city']],
    ['strangers', personas.anonymous],
  ])('is not accepted from %s', async (_, principal) => {
    const release = sampleAgency(agency);
    for (const call of [as(principal).publish(release), as(principal).check(release)]) {
      await expect(call).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('that does not compose is refused, with the place and who can fix it', async () => {
    await admitted();
    const broken = await operator().publish(sampleAgency(agency, { fields: `${agency}: Nothing` }));
    expect(broken).toMatchObject({ __typename: 'PublishRefused', reason: 'CHECK_FAILED' });
    expect(broken.check).toMatchObject({
      state: 'FAILED',
      problems: [
        {
          ...{ severity: 'ERROR', code: 'INVALID_GRAPHQL', subgraph: agency, file: 'schema.graphql' },
          fixedBy: agency,
        },
      ],
    });
  });

  it('with a personal field needs a policy case for it', async () => {
    await admitted();
    const { check } = await operator().publish({ ...personalAgency(agency), policyCases: null });
    expect(check?.state).toBe('FAILED');
    expect(check?.problems[0]).toMatchObject({
      ...{ severity: 'ERROR', code: 'POLICY_CASE_FAILED', file: 'policy.test.graphql' },
      fixedBy: agency,
    });
  });

  it('that removes a field reports it, and who loses it', async () => {
    await admitted(withMore());
    const { check } = await operator().check(sampleAgency(agency));
    expect(check?.problems).toContainEqual(
      expect.objectContaining({ severity: 'WARNING', code: 'BREAKING_CHANGE' }),
    );
    expect(check?.accessChanges.nodes).toContainEqual(
      expect.objectContaining({ kind: 'LOSES', coordinate: `Query.${agency}More` }),
    );
  });

  it.each([
    ['no manifest', { manifest: '{' }, 'manifest.json: is not JSON'],
    ['a NUL character', { schema: 'type Query { a: Int } #\0' }, 'schema: remove the NUL character'],
    ['an empty canary', { canaryPercent: 0 }, 'canaryPercent: must be between 1 and 100'],
    ['a reason of two lines', { reason: 'a\nb' }, 'reason: must be one line'],
  ])('with %s is refused before it is checked', async (_, changes, message) => {
    expect(await operator().publish({ ...sampleAgency(agency), ...changes })).toMatchObject({
      reason: 'INPUT_INVALID',
      message: expect.stringContaining(message),
    });
  });

  it('goes to a canary first, and then to all', async () => {
    await admitted();
    const next = withMore();
    expect(await operator().publish(next, { canaryPercent: 10 })).toMatchObject({
      rollout: { cause: 'PUBLISH', canaryPercent: 10 },
    });
    expect(await operator().publish(next, { canaryPercent: 5 })).toMatchObject({ changed: false });
    expect(await operator().publish(next)).toMatchObject({
      changed: true,
      rollout: { cause: 'WIDEN', canaryPercent: 100 },
    });
  });

  it('of another agency does not extend a canary', async () => {
    await admitted();
    const other = `${agency}other`;
    await admitted(sampleAgency(other));
    await operator().publish(withMore(), { canaryPercent: 10 });
    expect(await as(operatorOf(other)).publish(sampleAgency(other))).toMatchObject({
      changed: false,
      rollout: { canaryPercent: 10 },
    });
    await operator().publish(sampleAgency(agency));
  });
});

describe('new access to personal data', () => {
  shareRegistry();

  it('waits for a second official with a reason', async () => {
    await admitted();
    const waiting = await operator().publish(personalAgency(agency), { reason: 'Citizens ask for it.' });
    expect(waiting).toMatchObject({ __typename: 'PublishAwaitsApproval', needs: ['ACCESS_GAIN'] });
    expect(waiting.check!.accessChanges.nodes).toContainEqual(
      expect.objectContaining({ kind: 'GAINS', coordinate: `Query.${agency}Mine`, dataClass: 'C2' }),
    );
    const { id } = waiting.check!;
    expect(await operator().approve(id)).toMatchObject({ reason: 'OWN_REQUEST' });
    expect(await operator('colleague').approve(id, ' ')).toMatchObject({ reason: 'INPUT_INVALID' });
    expect(await as(operatorOf('another')).approve(id)).toMatchObject({ reason: 'NOT_WAITING' });
    expect(await operator('colleague').approve(id)).toMatchObject({
      __typename: 'SubgraphPublished',
      changed: true,
    });
    const query = `query ($id: ID!) { schemaCheck(id: $id) {
      state requestedBy requestReason approvedBy approvalReason } }`;
    expect(await read(personas.admin, query, { id })).toEqual({
      state: 'PUBLISHED',
      requestedBy: `operator-${agency}`,
      requestReason: 'Citizens ask for it.',
      approvedBy: 'colleague',
      approvalReason: 'It is in order.',
    });
  });

  it('is never approved by the admin who requested it', async () => {
    const waiting = await admin().publish(personalAgency(agency));
    expect(waiting).toMatchObject({ needs: ['ACCESS_GAIN'] });
    expect(await admin().approve(waiting.check!.id)).toMatchObject({ reason: 'OWN_REQUEST' });
  });

  it('is listed for officials of the agency and the admin', async () => {
    await admitted();
    const { check } = await operator().publish(personalAgency(agency));
    const listedFor = async (principal: Principal) => {
      const query = '{ waitingPublishes(first: 100) { nodes { id } } }';
      return (await read<{ nodes: { id: string }[] }>(principal, query)).nodes.map(({ id }) => id);
    };
    expect(await listedFor(operatorOf(agency))).toEqual([check!.id]);
    expect(await listedFor(personas.admin)).toContain(check!.id);
    expect(await listedFor(operatorOf('another'))).toEqual([]);
  });

  it('of a superseded release is no longer published', async () => {
    await admitted();
    const { check } = await operator().publish(personalAgency(agency));
    await operator().publish(withMore());
    expect(await operator('colleague').approve(check!.id)).toMatchObject({ reason: 'SUPERSEDED' });
  });

  it('is checked again if others have published meanwhile', async () => {
    await admitted();
    const { check } = await operator().publish(personalAgency(agency));
    await admitted(sampleAgency(`${agency}other`));
    expect(await operator('colleague').approve(check!.id)).toMatchObject({ changed: true });
  });
});

describe('a check', () => {
  shareRegistry();

  it('reports what a publish would do, and publishes nothing', async () => {
    const checked = await operator().check(personalAgency(agency));
    expect(checked).toMatchObject({
      __typename: 'SubgraphChecked',
      check: { state: 'PASSED', needs: ['NEW_SUBGRAPH', 'ACCESS_GAIN'] },
    });
    const query = 'query ($name: ID!) { subgraph(name: $name) { name } }';
    expect(await read(personas.admin, query, { name: agency })).toBeNull();
  });

  it('is visible to nobody else', async () => {
    const { check } = await operator().check(sampleAgency(agency));
    const query = 'query ($id: ID!) { schemaCheck(id: $id) { id } }';
    for (const principal of [operatorOf('another'), personas.lin, personas.developer]) {
      expect(await read(principal, query, { id: check!.id })).toBeNull();
    }
  });
});

describe('a rollback', () => {
  shareRegistry();

  it('needs the admin, a reason, and a version that was served', async () => {
    await admitted();
    const query = '{ rollouts(first: 1) { nodes { supergraph { version } } } }';
    const { nodes } = await read<{ nodes: { supergraph: { version: string } }[] }>(personas.anonymous, query);
    const { version } = nodes[0]!.supergraph;
    await operator().publish(withMore());
    await expect(operator().rollBack(version)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await admin().rollBack(version, '')).toMatchObject({ reason: 'REASON_INVALID' });
    expect(await admin().rollBack('f'.repeat(64))).toMatchObject({ reason: 'UNKNOWN_VERSION' });
    expect(await admin().rollBack(version)).toMatchObject({
      __typename: 'SupergraphRolledBack',
      rollout: { cause: 'ROLLBACK', canaryPercent: 100 },
    });
    expect(await operator().publish(sampleAgency(agency))).toMatchObject({ changed: false });
  });
});
