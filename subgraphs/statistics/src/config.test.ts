import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parseConfig } from './config.ts';

const env = {
  PORT: '4004',
  SUBGRAPH_SECRET: Buffer.alloc(32, 'statistics').toString('base64url'),
  STATISTICS_DATASETS: 'my-data',
  STATISTICS_AGENCIES: 'statistics, transport',
  DISCLOSURE_KEY: Buffer.alloc(32, 'disclosure').toString('base64url'),
};

test('the embedded engine is in the data directory', () => {
  expect(parseConfig({ ...env, DATA_DIR: 'state' })).toMatchObject({
    dataSets: resolve('my-data'),
    engine: { kind: 'embedded', directory: resolve('state/statistics') },
  });
});

test('a URL selects a cluster', () => {
  const url = 'https://reader:secret@clickhouse.example:8443/statistics';
  expect(parseConfig({ ...env, CLICKHOUSE_URL: url }).engine).toEqual({ kind: 'cluster', url });
});

test('the synthetic data sets are only for a demo', () => {
  const { STATISTICS_DATASETS: _, ...without } = env;
  expect(parseConfig({ ...without, DEPLOYMENT: 'demo' }).dataSets).toMatch(/datasets$/);
  expect(() => parseConfig(without)).toThrow(/^STATISTICS_DATASETS: /);
});

test.each(['STATISTICS_AGENCIES', 'DISCLOSURE_KEY'])('%s is required except in a demo', (name) => {
  const without = { ...env, [name]: '' };
  expect(() => parseConfig(without)).toThrow(new RegExp(`^${name}: `));
  expect(parseConfig({ ...without, DEPLOYMENT: 'demo' }).disclosureKey.length).toBeGreaterThanOrEqual(32);
});

test('the key may be in a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-key-'));
  const file = join(folder, 'key');
  await writeFile(file, `${env.DISCLOSURE_KEY}\n`);
  const { DISCLOSURE_KEY: _, ...without } = env;
  expect(parseConfig({ ...without, DISCLOSURE_KEY_FILE: file })).toEqual(parseConfig(env));
  expect(() => parseConfig({ ...env, DISCLOSURE_KEY_FILE: file })).toThrow(/^DISCLOSURE_KEY_FILE: /);
  await rm(folder, { recursive: true });
  expect(() => parseConfig({ ...without, DISCLOSURE_KEY_FILE: file })).toThrow(/^DISCLOSURE_KEY_FILE: /);
});

test('the key of a demo is the same at each start', () => {
  const demo = { ...env, DISCLOSURE_KEY: '', DEPLOYMENT: 'demo' };
  expect(parseConfig(demo).disclosureKey).toEqual(parseConfig(demo).disclosureKey);
});

test('several gateways are separated by commas', () => {
  expect(parseConfig(env).gateways).toEqual([]);
  const two = ['http://a.example:4000', 'https://b.example'];
  expect(parseConfig({ ...env, GATEWAY_URLS: two.join(' , ') }).gateways).toEqual(two);
});

test.each([
  ['CLICKHOUSE_URL', 'localhost'],
  ['CLICKHOUSE_URL', 'tcp://localhost:9000'],
  ['SUBGRAPH_SECRET', 'short'],
  ['LOG_LEVEL', 'loud'],
  ['STATISTICS_AGENCIES', 'Statistics Bureau'],
  ['STATISTICS_AGENCIES', ','],
  ['DISCLOSURE_KEY', 'short'],
  ['GATEWAY_URLS', 'http://a.example, b'],
])('%s=%s stops the start with an error that names it', (name, value) => {
  expect(() => parseConfig({ ...env, [name]: value })).toThrow(new RegExp(`^${name}: `));
});
