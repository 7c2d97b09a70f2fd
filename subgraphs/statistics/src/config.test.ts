import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parseConfig } from './config.ts';

const env = {
  PORT: '4004',
  SUBGRAPH_SECRET: Buffer.alloc(32, 'statistics').toString('base64url'),
  STATISTICS_DATASETS: 'my-data',
};

test('the embedded engine lies in the data directory', () => {
  expect(parseConfig({ ...env, DATA_DIR: 'state' })).toMatchObject({
    dataSets: resolve('my-data'),
    engine: { kind: 'embedded', directory: resolve('state/statistics') },
  });
});

test('a URL means a cluster', () => {
  const url = 'https://reader:secret@clickhouse.example:8443/statistics';
  expect(parseConfig({ ...env, CLICKHOUSE_URL: url }).engine).toEqual({ kind: 'cluster', url });
});

test('the synthetic data sets are for the demonstration only', () => {
  const { STATISTICS_DATASETS: _, ...without } = env;
  expect(parseConfig({ ...without, DEPLOYMENT: 'demo' }).dataSets).toMatch(/datasets$/);
  expect(() => parseConfig(without)).toThrow(/^STATISTICS_DATASETS: /);
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
  ['GATEWAY_URLS', 'http://a.example, b'],
])('%s=%s stops the start with its name', (name, value) => {
  expect(() => parseConfig({ ...env, [name]: value })).toThrow(new RegExp(`^${name}: `));
});
