import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { isInCanary } from '@civic-graph/releases';
import { eventually } from '@civic-graph/testing';
import { expect, it } from 'vitest';
import { readRelease } from '../../../packages/cli/src/registry/read-release.ts';
import { type Published, publishing } from '../../publish-subgraph.ts';
import { ask } from '../deployment.ts';
import { two } from '../two-gateways/two-gateways.ts';

/*
 * An agency publishes a field before its server has it, for some of the gateways first. These fail and the
 * others do not, so the registry takes the release back.
 */

const folder = fileURLToPath(new URL('../../../subgraphs/transport/', import.meta.url));
const patience = { withinMs: 100_000, everyMs: 200 };

const rollouts = `{ rollouts(first: 2) { nodes {
  cause state startedBy reason canaryPercent
  gateways { nodes { getsRollout requests failedRequests } } } } }`;

/** @returns the version that is in force then */
async function publish(canaryPercent: number): Promise<string> {
  const release = await readRelease(folder);
  const schema = release.schema.replace(
    'type Query {',
    'type Query {\n  "How busy it is."\n  busyness: Int @dataClass(class: C0)',
  );
  const input = { ...release, schema, canaryPercent };
  const token = await two.token('operator-transport');
  return eventually(async () => {
    const { data } = await two.askFirst(token, publishing, { input });
    const { publishSubgraph: outcome } = data as Published;
    expect(outcome.__typename).toBe('SubgraphPublished');
    return outcome.rollout!.supergraph.version;
  }, patience);
}

/** Gateways outside the canary refuse the field, which is no failure. */
async function callOften(url: string): Promise<void> {
  for (let call = 0; call < 10; call += 1) {
    for (const query of ['{ busyness }', '{ stops(first: 1) { nodes { name } } }']) {
      await ask(url, { token: null, query });
    }
  }
}

it('a release that fails at the gateways of its canary is rolled back automatically', async () => {
  const urls = [`${two.city.gatewayUrl}/graphql`, ...two.urls];
  const ids = urls.map((url) => `${hostname()}:${new URL(url).port}`);
  const version = await publish(1);
  // A share with which some of the three gateways get it, and some do not.
  const share = [...Array(100).keys()].find((percent) => {
    const members = ids.filter((id) => isInCanary(version, id, percent)).length;
    return members > 0 && members < ids.length;
  });
  await publish(share ?? 0);
  const operator = await two.token('operator-transport');
  await eventually(async () => {
    await Promise.all(urls.map(callOften));
    const { data } = await two.askFirst(operator, rollouts);
    expect(data).toMatchObject({ rollouts: { nodes: [{ cause: 'ROLLBACK' }, {}] } });
  }, patience);
  const { data } = await two.askFirst(operator, rollouts);
  const { nodes } = (data as { rollouts: { nodes: readonly [Rollout, Rollout] } }).rollouts;
  expect(nodes).toMatchObject([
    {
      state: 'IN_FORCE',
      startedBy: null,
      canaryPercent: 100,
      reason: expect.stringContaining('requests failed'),
    },
    { state: 'ROLLED_BACK' },
  ]);
  const failing = nodes[1].gateways.nodes.filter(({ failedRequests }) => failedRequests > 0);
  expect(failing.length).toBeGreaterThan(0);
  expect(failing.every(({ getsRollout }) => getsRollout)).toBe(true);
  await eventually(async () => {
    for (const url of urls) {
      const { errors } = await ask(url, { token: null, query: '{ busyness }' });
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
      expect(errors?.[0]?.message).toContain('Cannot query field');
    }
  });
}, 120_000);

interface Rollout {
  readonly gateways: {
    readonly nodes: readonly { readonly getsRollout: boolean; readonly failedRequests: number }[];
  };
}
