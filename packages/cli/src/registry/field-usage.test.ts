import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from '../run-civic.fixture.ts';

const use = {
  ...{ app: 'wechat-city', operation: 'a'.repeat(64), operationName: 'Departures', kind: 'QUERY' },
  ...{ calls: 12_340, failedCalls: 5, errors: [{ code: 'RATE_LIMITED', calls: 5 }], p50Ms: 5, p95Ms: 50 },
  lastSeen: '2026-11-27T08:14:00.000Z',
};
const rare = { ...use, app: null, operation: null, operationName: null, calls: 5, p50Ms: null, p95Ms: null };

let server: Server;
let fieldUsage: object;
let variables: unknown;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    variables = JSON.parse(Buffer.concat(await request.toArray()).toString()).variables;
    response.end(JSON.stringify({ data: { fieldUsage } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());

const civic = (...args: string[]) =>
  run(['usage', ...args], {
    CIVIC_GATEWAY: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    CIVIC_TOKEN: 'token',
  });
const answer = (nodes: readonly object[]) => ({
  ...{ nodes, countedSince: '2026-11-01T00:00:00.000Z', pageInfo: { hasNextPage: false } },
});

it('prints a table, and JSON', async () => {
  fieldUsage = answer([use, rare]);
  const table = await civic('Station.departures', '--days', '7');
  expect(table).toMatchObject({ code: 0, stderr: 'Counted since 2026-11-01T00:00:00.000Z\n' });
  expect(table.stdout.split('\n')).toEqual([
    'app          operation                 calls  failed  p50 ms  p95 ms  last seen',
    'wechat-city  Departures aaaaaaaaaaaa  12,340       5       5      50  2026-11-27 08:14',
    '(no token)   (several)                     5       5       -       -  2026-11-27 08:14',
    '',
  ]);
  expect(variables).toEqual({ coordinate: 'Station.departures', days: 7 });
  const json = await civic('Station.departures', '--json');
  expect(JSON.parse(json.stdout)).toEqual({ field: 'Station.departures', days: 30, ...fieldUsage });
});

it('says that nobody uses a field', async () => {
  fieldUsage = answer([]);
  const { code, stdout } = await civic('Station.departures');
  expect([code, stdout]).toEqual([1, 'No app has used Station.departures in 30 days\n']);
});
