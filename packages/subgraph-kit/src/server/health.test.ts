import { afterEach, expect, test } from 'vitest';
import { createRegistry, type Registry } from '../registry.fixture.ts';
import { check } from './health.ts';

let registry: Registry | undefined;
afterEach(() => registry?.subgraph.close());

async function readyz(ready: () => Promise<void>) {
  registry = await createRegistry({ ready });
  const response = await registry.subgraph.inject({ url: '/readyz' });
  return {
    status: response.statusCode,
    body: response.json<unknown>(),
    retry: response.headers['retry-after'],
  };
}
const down = async () => {
  throw new Error('connect ECONNREFUSED 10.0.0.7:5432');
};

test('names the failed check, and nothing else', async () => {
  expect(await readyz(() => check('database', down))).toEqual({
    status: 503,
    body: { status: 'unavailable', check: 'database' },
    retry: '1',
  });
});

test('hides the error of an unnamed check', async () => {
  expect(await readyz(down)).toMatchObject({
    status: 503,
    body: { status: 'unavailable', check: 'unnamed' },
  });
});

test('fails a check that hangs', async () => {
  expect(await readyz(() => new Promise(() => {}))).toMatchObject({
    status: 503,
    body: { check: 'deadline' },
  });
});

test('is alive while it is not ready', async () => {
  registry = await createRegistry({ ready: down });
  expect((await registry.subgraph.inject({ url: '/livez' })).statusCode).toBe(200);
});
