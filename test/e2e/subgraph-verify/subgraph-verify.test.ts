import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testSecrets } from '@civic-graph/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { repository, startNode } from '../../node-process.ts';
import { createLibraries } from './kit-libraries.ts';
import { pythonIsAbsent, startPythonLibraries } from './python.ts';
import { verify } from './verify.ts';

const secret = testSecrets.subgraph;
const libraries = {
  name: 'libraries',
  schema: 'test/e2e/subgraph-verify/libraries.graphql',
  sample: 'test/e2e/subgraph-verify/libraries.sample.json',
};
const sdl = await readFile(`${repository}${libraries.schema}`, 'utf8');
/** The kit sends heartbeats every 10 seconds, and processes start slowly on a busy machine. */
const timeout = 120_000;

async function startKit(signature: Parameters<typeof createLibraries>[1]): Promise<string> {
  const subgraph = await createLibraries(sdl, signature);
  onTestFinished(() => subgraph.close());
  return `${await subgraph.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
}

describe('civic subgraph verify passes', { timeout }, () => {
  it('our own kit, under a shared secret', async () => {
    const found = await verify({ ...libraries, url: await startKit({ secret }), key: { secret } });
    expect(found).toMatchObject({ code: 0, failed: [], unproved: [], report: { doesNotApply: 0 } });
  });

  it('our own kit, under the Ed25519 key of the gateway', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const folder = await mkdtemp(join(tmpdir(), 'civic-verify-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'gateway.pem');
    await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const found = await verify({ ...libraries, url: await startKit({ publicKey }), key: { file } });
    expect(found).toMatchObject({ code: 0, failed: [], unproved: [], report: { doesNotApply: 0 } });
  });

  it('a server in Python, on graphql-core and aiohttp', async (context) => {
    if (pythonIsAbsent !== null) return context.skip(pythonIsAbsent);
    const server = startPythonLibraries(secret);
    onTestFinished(async () => void (await server.end()));
    const found = await verify({ ...libraries, url: await server.line('http'), key: { secret } });
    expect(found).toMatchObject({ code: 0, failed: [], unproved: [], report: { doesNotApply: 0 } });
  });

  it('transport on GraphQL Yoga, and names the keys that the sample lacks', async () => {
    const server = startNode('test/e2e/foreign-subgraph/yoga-transport.ts', { SUBGRAPH_SECRET: secret });
    onTestFinished(async () => void (await server.end()));
    const found = await verify({
      url: await server.line('http'),
      name: 'transport',
      schema: 'subgraphs/transport/schema.graphql',
      sample: 'test/e2e/subgraph-verify/transport.sample.json',
      key: { secret },
    });
    expect(found).toMatchObject({ code: 0, failed: [] });
    expect(found.unproved).toEqual(
      ['Stop', 'Station', 'Route', 'Pattern', 'Trip']
        .map((type) => `entities/keys: keys.${type} in the sample file: ${type} { gtfsId }`)
        .concat('entities/keys: keys.Agency in the sample file: Agency { id }')
        .concat('subscriptions/complete: ending in the sample file'),
    );
  });

  it('statistics on Mercurius, which enforces its rule by itself', async () => {
    const server = startNode('test/e2e/foreign-subgraph/mercurius-statistics.ts', {
      SUBGRAPH_SECRET: secret,
    });
    onTestFinished(async () => void (await server.end()));
    const found = await verify({
      url: await server.line('http'),
      name: 'statistics',
      schema: 'subgraphs/statistics/schema.graphql',
      key: { secret },
    });
    expect(found).toMatchObject({ code: 0, failed: [] });
    expect(found.report.notChecked).toBe(7);
  });
});

it('civic subgraph verify fails if the server verifies with another secret', { timeout }, async () => {
  const other = Buffer.alloc(32, 'other').toString('base64url');
  const found = await verify({ ...libraries, url: await startKit({ secret: other }), key: { secret } });
  expect(found.code).toBe(1);
  expect(found.failed).toMatchObject([
    {
      id: 'call/answered',
      section: 'docs/reference/subgraph-protocol.md#1-the-call',
      failures: [{ came: expect.stringContaining('SIGNATURE_INVALID') }],
    },
  ]);
  expect(found.report.notChecked).toBe(found.report.checks.length - 1);
});
