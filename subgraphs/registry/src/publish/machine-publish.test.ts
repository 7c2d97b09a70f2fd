import type { Principal } from '@civic-graph/policy';
import { personas } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { officialAt } from '../graph/ask.fixture.ts';
import { type RegistryDeployment, startRegistry } from '../registry-deployment.fixture.ts';
import { operatorOf, personalAgency, sampleAgency } from './sample-agencies.fixture.ts';

/* Programs of agencies publish, and nothing else. */

let registry: RegistryDeployment;
beforeAll(async () => {
  registry = await startRegistry();
  await as(personas.admin).publish(sampleAgency('libraries'));
  await as(personas.admin).publish(sampleAgency('museums', { agency: 'libraries' }));
});
afterAll(() => registry.stop());

const as = (principal: Principal) => officialAt(registry.subgraph, principal);
const registrar = 'operator-libraries';

const program: Principal = {
  kind: 'app',
  clientId: 'ci-libraries-1',
  scopes: [],
  purpose: null,
  machine: { agency: 'libraries', subgraph: 'libraries', registeredBy: registrar },
  roles: ['subgraph-publisher'],
};
const more = (name: string) => sampleAgency('libraries', { fields: `libraries: Int  ${name}: Int` });

it('a program checks and publishes its subgraph, and the registry says that it did', async () => {
  expect(await as(program).check(more('a'))).toMatchObject({ check: { state: 'PASSED' } });
  expect(await as(program).publish(more('a'))).toMatchObject({
    changed: true,
    rollout: { cause: 'PUBLISH' },
  });
  const query = '{ subgraph(name: "libraries") { current { publishedBy } } }';
  const { data } = await registry.subgraph.executeAs(operatorOf('libraries'), { query });
  expect(data).toEqual({ subgraph: { current: { publishedBy: 'ci-libraries-1' } } });
});

it('it publishes no other subgraph of its agency or of another', async () => {
  for (const release of [sampleAgency('museums', { agency: 'libraries' }), sampleAgency('parks')]) {
    await expect(as(program).publish(release)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(as(program).check(release)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  }
  const unknown = { ...program, machine: { ...program.machine!, subgraph: 'archives' } } as Principal;
  expect(await as(unknown).publish(sampleAgency('archives', { agency: 'libraries' }))).toMatchObject({
    reason: 'OFFICIAL_NEEDED',
  });
});

it('it cannot redirect the calls of gateways, or change who decides on access and for what', async () => {
  const release = more('b');
  const manifest = JSON.parse(release.manifest);
  for (const change of [
    { endpoint: 'https://evil.example/graphql' },
    { signing: { algorithm: 'ed25519', publicKey: 'A'.repeat(43) } },
    { agency: { ...manifest.agency, phone: '+8657112000098' } },
    { scopes: [] },
    { scopes: [{ ...manifest.scopes[0], content: { zh: '无', en: 'Nothing' } }] },
    { scopes: [{ ...manifest.scopes[0], decidedBy: 'another' }] },
  ]) {
    const changed = { ...release, manifest: JSON.stringify({ ...manifest, ...change }) };
    expect(await as(program).publish(changed)).toMatchObject({ reason: 'OFFICIAL_NEEDED' });
    expect(await as(program).check(changed)).toMatchObject({ reason: 'OFFICIAL_NEEDED' });
  }
  const contacts = [{ about: 'security', email: 'security@agency.city.example' }];
  const named = { ...release, manifest: JSON.stringify({ ...manifest, contacts }) };
  expect(await as(program).check(named)).toMatchObject({ check: { state: 'PASSED' } });
});

it('it cannot replace the secret of its subgraph, also not with a release in force or before an approval', async () => {
  const secret = Buffer.alloc(32, 'program').toString('base64url');
  for (const release of [more('a'), more('e'), personalAgency('libraries')]) {
    expect(await as(program).publish(release, { secret })).toMatchObject({ reason: 'OFFICIAL_NEEDED' });
  }
  expect(await registry.owner.selectFrom('subgraph_secret').select('number').execute()).toEqual([]);
});

it('access that somebody gains waits for an official who has not registered the program', async () => {
  const waiting = await as(program).publish(personalAgency('libraries'));
  expect(waiting).toMatchObject({ __typename: 'PublishAwaitsApproval', needs: ['ACCESS_GAIN'] });
  const { id } = waiting.check!;
  await expect(as(program).approve(id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await as(operatorOf('libraries', registrar)).approve(id)).toMatchObject({ reason: 'OWN_REQUEST' });
  // A service that is taken over cannot record it either.
  const row = await registry.owner
    .selectFrom('publish_request')
    .select(['number', 'subject', 'registered_by'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ subject: 'ci-libraries-1', registered_by: registrar });
  const rollout = await registry.owner
    .selectFrom('rollout')
    .select('sequence')
    .limit(1)
    .executeTakeFirstOrThrow();
  const completion = { approver: registrar, approver_agency: 'libraries', approval_reason: 'x' };
  await expect(
    registry.owner
      .insertInto('publish_completion')
      .values({ ...completion, request: row.number, rollout: rollout.sequence, completed_at: new Date() })
      .execute(),
  ).rejects.toThrow('was approved by the official who asked for it');
  expect(await as(operatorOf('libraries', 'colleague')).approve(id)).toMatchObject({ changed: true });
});

it('it rolls nothing back, and sees no other check', async () => {
  const waiting = await registry.subgraph.executeAs(program, {
    query: '{ waitingPublishes { nodes { id } } }',
  });
  expect(waiting).toMatchObject({ data: { waitingPublishes: null }, errors: [{}] });
  await expect(as(program).rollBackSubgraph('libraries')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(as(program).rollBack('x')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const check = await as(operatorOf('libraries')).check(more('c'));
  for (const query of [
    `{ schemaCheck(id: "${check.check!.id}") { id } }`,
    '{ subgraph(name: "libraries") { current { manifest publishedBy } } }',
  ]) {
    const { data } = await registry.subgraph.executeAs(program, { query });
    expect(JSON.stringify(data ?? null)).not.toMatch(/"(id|manifest|publishedBy)":"/);
  }
});

it('an app is no program, whatever it is approved for', async () => {
  const { machine: _, ...app } = program as Principal & { kind: 'app' };
  await expect(as(app).publish(more('d'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
