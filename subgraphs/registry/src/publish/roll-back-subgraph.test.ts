import type { Principal } from '@civic-graph/policy';
import { personas } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Answer, officialAt } from '../graph/ask.fixture.ts';
import { type RegistryDeployment, startRegistry } from '../registry-deployment.fixture.ts';
import { operatorOf, personalAgency, type SampleRelease, sampleAgency } from './sample-agencies.fixture.ts';

/* One subgraph goes back to an earlier release; the others stay as they are. */

let registry: RegistryDeployment;
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry.stop());

const as = (principal: Principal) => officialAt(registry.subgraph, principal);
const operator = (agency: string, subject?: string) => as(operatorOf(agency, subject));

/** Publishes releases one after the other; returns their versions. */
async function published(...releases: SampleRelease[]): Promise<string[]> {
  const versions: string[] = [];
  for (const release of releases) {
    const answer = await as(personas.admin).publish(release);
    expect(answer).toMatchObject({ changed: true });
    versions.push(answer.version!.version);
  }
  return versions;
}

const withFields = (name: string, more: string) => sampleAgency(name, { fields: `${name}: Int ${more}` });

async function current(name: string): Promise<string | undefined> {
  const query = 'query ($name: ID!) { subgraph(name: $name) { current { version } } }';
  const { data } = await registry.subgraph.executeAs(personas.anonymous, { query, variables: { name } });
  return (data as { subgraph: { current: { version: string } | null } }).subgraph.current?.version;
}

const versionOf = ({ version }: Answer) => version?.version;

it('to the release before, again and again, and forward by version', async () => {
  const [one, two, three] = await published(
    sampleAgency('alpha'),
    withFields('alpha', 'alphaTwo: Int'),
    withFields('alpha', 'alphaThree: Int'),
  );
  const [other] = await published(sampleAgency('beta'));
  const back = await operator('alpha').rollBackSubgraph('alpha');
  expect(back).toMatchObject({ changed: true, rollout: { cause: 'ROLLBACK', canaryPercent: 100 } });
  expect(versionOf(back)).toBe(two);
  expect(versionOf(await operator('alpha').rollBackSubgraph('alpha'))).toBe(one);
  // There is none before the first.
  expect(await operator('alpha').rollBackSubgraph('alpha')).toMatchObject({
    reason: 'UNKNOWN_VERSION',
    message: expect.stringMatching(/^No earlier release of alpha was served by all gateways;/),
  });
  expect(versionOf(await operator('alpha').rollBackSubgraph('alpha', three))).toBe(three);
  expect(await operator('alpha').rollBackSubgraph('alpha', three)).toMatchObject({ changed: false });
  expect(await current('beta')).toBe(other);
});

it('by officials of its agency and the admin alone, with a reason', async () => {
  const [first] = await published(sampleAgency('gamma'), withFields('gamma', 'gammaTwo: Int'));
  await expect(operator('delta').rollBackSubgraph('gamma')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  for (const principal of [personas.lin, personas.developer, personas['wechat-city']])
    await expect(as(principal).rollBackSubgraph('gamma')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  for (const reason of ['', ' ', 'two\nlines'])
    expect(await operator('gamma').rollBackSubgraph('gamma', null, reason)).toMatchObject({
      reason: 'INPUT_INVALID',
    });
  for (const [name, version] of [
    ['unknown', null],
    ['gamma', 'f'.repeat(64)],
    ['gamma', ''],
  ] as const)
    expect(await as(personas.admin).rollBackSubgraph(name, version)).toMatchObject({
      reason: 'UNKNOWN_VERSION',
    });
  expect(versionOf(await as(personas.admin).rollBackSubgraph('gamma'))).toBe(first);
});

it('ends a canary, which was never served by all', async () => {
  const [settled] = await published(sampleAgency('epsilon'));
  const next = withFields('epsilon', 'epsilonTwo: Int');
  const canary = await operator('epsilon').publish(next, { canaryPercent: 10 });
  const back = await operator('epsilon').rollBackSubgraph('epsilon');
  expect([versionOf(back), back.rollout?.canaryPercent]).toEqual([settled, 100]);
  expect(await operator('epsilon').rollBackSubgraph('epsilon', versionOf(canary)!)).toMatchObject({
    reason: 'UNKNOWN_VERSION',
    message: expect.stringMatching(/^Release [0-9a-f]{64} of epsilon was not served by all gateways;/),
  });
});

it('never opens access without a second official', async () => {
  const waiting = await operator('zeta').publish(personalAgency('zeta'));
  await as(personas.admin).approve(waiting.check!.id);
  const [closed] = await published(sampleAgency('zeta'));
  const back = await operator('zeta').rollBackSubgraph('zeta');
  expect(back).toMatchObject({ __typename: 'PublishAwaitsApproval', needs: ['ACCESS_GAIN'] });
  expect(await current('zeta')).toBe(closed);
  const { id } = back.check!;
  expect(await operator('zeta').approve(id)).toMatchObject({ reason: 'OWN_REQUEST' });
  expect(await operator('zeta', 'colleague').approve(id)).toMatchObject({
    changed: true,
    rollout: { cause: 'ROLLBACK' },
  });
});

it('is refused where the others no longer compose with it', async () => {
  await published(withFields('eta', 'lent: Int'), sampleAgency('eta'), withFields('theta', 'lent: Int'));
  expect(await operator('eta').rollBackSubgraph('eta')).toMatchObject({
    reason: 'CHECK_FAILED',
    check: { problems: expect.arrayContaining([expect.objectContaining({ code: 'INVALID_FIELD_SHARING' })]) },
  });
});
