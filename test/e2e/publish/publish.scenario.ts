import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { requestToken } from '@civic-graph/launcher';
import { anonymous } from '@civic-graph/policy';
import { verifyRollout } from '@civic-graph/releases';
import { eventually } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { createRemoteJWKSet } from 'jose';
import { beforeAll, expect, it } from 'vitest';
import { readRelease } from '../../../packages/cli/src/registry/read-release.ts';
import { type Published, publishing } from '../../publish-subgraph.ts';
import { city } from '../one-city/city.ts';

/* An agency publishes its subgraph through the graph; gateways could pull the result. */

const folder = fileURLToPath(new URL('../../../subgraphs/transport/', import.meta.url));
const tokenOf = (persona: string) => requestToken(city.issuerUrl, { persona });

let operator: string;
beforeAll(async () => {
  operator = await tokenOf('operator-transport');
  // The demo is published in the background of the start.
  await eventually(async () => {
    const { data } = await city.query(null, '{ subgraph(name: "transport") { current { version } } }');
    expect(data).toMatchObject({ subgraph: { current: {} } });
  }, patience);
}, 120_000);

const patience = { withinMs: 100_000, everyMs: 500 };

/** Repeats the call while the check runs, as its answer asks. */
async function publish(changes: (schema: string) => string, moreCases = '') {
  const release = await readRelease(folder);
  const policyCases = `${release.policyCases}\n${moreCases}`;
  const input = { ...release, schema: changes(release.schema), policyCases };
  return eventually(async () => {
    const { data, errors } = await city.query(operator, publishing, { input });
    expect(errors).toBeUndefined();
    const { publishSubgraph: outcome } = data as Published;
    expect(outcome.__typename).not.toBe('CheckRunning');
    return outcome;
  }, patience);
}

async function pull() {
  const secret = city.secrets.subgraphs.platform!;
  const sign = createRequestSigner({ secret, keyId: 'platform' });
  const request = { method: 'GET', path: '/supergraph', body: '', requestId: randomUUID() };
  const registry = city.subgraphUrl('platform');
  const response = await fetch(`${registry}/supergraph?gateway=g`, {
    headers: sign({ ...request, principal: anonymous }),
  });
  const keys = createRemoteJWKSet(new URL(`${registry}/.well-known/jwks.json`));
  return verifyRollout(await response.text(), { keys });
}

it('a public field is published immediately, and gateways that pull get it signed', {
  timeout: 120_000,
}, async () => {
  const before = await pull();
  const withField = (schema: string) =>
    schema.replace(
      'type Query {',
      'type Query {\n  "How busy it is."\n  busyness: Int @dataClass(class: C0)',
    );
  const published = await publish(withField);
  expect(published).toMatchObject({ __typename: 'SubgraphPublished', changed: true });
  const after = await pull();
  expect(String(after.sequence)).toBe(published.rollout?.sequence);
  expect(after.sequence).toBeGreaterThan(before.sequence);
  expect(before.supergraph.sdl).not.toContain('busyness');
  expect(after.supergraph.sdl).toContain('busyness');
  expect(await publish(withField)).toMatchObject({ changed: false });
});

it('a field that an app uses is not taken away', { timeout: 120_000 }, async () => {
  const lin = await tokenOf('lin');
  for (let call = 0; call < 10; call += 1) {
    await city.query(lin, 'query StationCount { feed { stationCount } }');
  }
  const usage = '{ fieldUsage(coordinate: "Feed.stationCount") { nodes { app operationName } } }';
  await eventually(async () => {
    const { data } = await city.query(operator, usage);
    expect(data).toEqual({
      fieldUsage: { nodes: [{ app: 'wechat-city', operationName: 'StationCount' }] },
    });
  }, patience);
  const without = await publish((schema) => schema.replace(/ {2}"Number of stations."\n.*\n/, ''));
  expect(without.__typename).toBe('PublishRefused');
  const [problem] = without.check?.problems ?? [];
  expect(problem).toMatchObject({ code: 'BREAKING_CHANGE_IN_USE' });
  expect(problem?.message).toMatch(
    /In use: app wechat-city, operation StationCount \(\w+\), \d+ calls, last /,
  );
});

it('a publish that opens personal data waits for another official', { timeout: 120_000 }, async () => {
  const field = `"Passes that were refused."
    refusedPasses: Int
      @requiresScopes(scopes: [["transport:passes"]])
      @policy(policies: [["agency:transport"]])
      @dataClass(class: C2)`;
  const cases =
    'query OfficialsReadRefusedPasses { refusedPasses @readableBy(only: ["operator-transport"]) }';
  const waiting = await publish(
    (schema) => schema.replace('type Query {', `type Query {\n  ${field}`),
    cases,
  );
  expect(waiting).toMatchObject({ __typename: 'PublishAwaitsApproval', needs: ['ACCESS_GAIN'] });
  const { data } = await city.query(
    await tokenOf('admin'),
    `mutation ($input: ApprovePublishInput!) {
      approvePublish(input: $input) { ... on SubgraphPublished { changed } }
    }`,
    { input: { check: waiting.check?.id, reason: 'Inspectors need it.' } },
  );
  expect(data).toEqual({ approvePublish: { changed: true } });
  expect((await pull()).supergraph.sdl).toContain('refusedPasses');
});

it('nobody else can publish for the agency', async () => {
  const { schema, manifest } = await readRelease(folder);
  for (const [persona, code] of [
    ['operator-payments', 'FORBIDDEN'],
    ['lin', 'UNAUTHORIZED_FIELD_OR_TYPE'],
    ['developer', 'UNAUTHORIZED_FIELD_OR_TYPE'],
  ] as const) {
    const { errors } = await city.query(await tokenOf(persona), publishing, { input: { schema, manifest } });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
  }
});
