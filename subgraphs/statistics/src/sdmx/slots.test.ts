import { once } from 'node:events';
import { request as sendRequest } from 'node:http';
import { eventually } from '@civic-graph/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestSubgraph, type TestSubgraph } from '../../test/test-subgraph.ts';
import type { StatisticsEngine } from '../engine/statistics-engine.ts';

let graph: TestSubgraph;
let url: URL;
/** Statements of the engine, which wait while `gate` is closed. */
const statements: string[] = [];
let gate = Promise.resolve();
let open = () => {};
/** Whether a summary counts more observations than are sorted. */
let isLarge = false;

beforeAll(async () => {
  graph = await openTestSubgraph(undefined, { isForwarded: true, wrapEngine: watched });
  url = new URL(await graph.subgraph.listen({ port: 0, host: '127.0.0.1' }));
});
afterAll(() => graph.close());
beforeEach(() => {
  statements.length = 0;
});

function watched(engine: StatisticsEngine): StatisticsEngine {
  return new Proxy(engine, {
    get(target, name) {
      if (name === 'rows') {
        return async (sql: string) => {
          statements.push(sql);
          await gate;
          const rows = await target.rows(sql);
          return isLarge && sql.includes('uniqExact') ? [[100_001, ...(rows[0] ?? []).slice(1)]] : rows;
        };
      }
      const value = Reflect.get(target, name) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function close(): void {
  gate = new Promise((resolve) => {
    open = resolve;
  });
}

/** Status and Retry-After of a request of a client behind the balancer. */
async function send(client: string, path: string, method = 'GET') {
  const headers = { 'x-forwarded-for': `203.0.113.9, ${client}` };
  const sent = sendRequest({ ...address(), path: `/sdmx/3.0/${path}`, method, headers, agent: false });
  sent.end();
  const [answer] = await once(sent, 'response');
  answer.resume();
  await once(answer, 'end');
  return { status: answer.statusCode, headers: answer.headers };
}

const address = () => ({ host: '127.0.0.1', port: url.port });
const data = 'data/dataflow/statistics/population/1.0.0';
const availability = 'availability/dataflow/statistics/population/1.0.0';

test('HEAD answers after the summary, without reading a page', async () => {
  const get = await send('192.0.2.1', `${data}?format=csv`);
  statements.length = 0;
  const head = await send('192.0.2.1', `${data}?format=csv`, 'HEAD');
  expect(head.status).toBe(200);
  const { date: _, 'transfer-encoding': __, ...headers } = get.headers;
  expect(head.headers).toMatchObject(headers);
  expect(statements.filter((sql) => sql.includes('ORDER BY'))).toEqual([]);
  expect(statements).toHaveLength(1);
  // More than the slots of one client, so each must have been given back.
  for (let index = 0; index < 3; index += 1) await send('192.0.2.1', data, 'HEAD');
  expect((await send('192.0.2.1', data)).status).toBe(200);
});

test.each([data, availability])('two queries of a client are answered at the same time: %s', async (path) => {
  close();
  const first = [send('2001:db8::1', path), send('2001:db8::2', path)];
  await eventually(() => expect(statements).toHaveLength(2));
  const third = await send('2001:db8:0:0:ffff::3', path);
  expect([third.status, third.headers['retry-after']]).toEqual([429, '5']);
  const other = send('2001:db8:0:1::1', path);
  await eventually(() => expect(statements).toHaveLength(3));
  open();
  for (const { status } of await Promise.all([...first, other])) expect(status).toBe(200);
  await eventually(async () => expect((await send('2001:db8::1', path)).status).toBe(200));
});

test('a query whose client has left keeps its slot until the engine has answered', async () => {
  close();
  const left = [0, 1].map(() => {
    const headers = { 'x-forwarded-for': '192.0.2.50' };
    return sendRequest({ ...address(), path: `/sdmx/3.0/${data}`, headers, agent: false }).on(
      'error',
      () => {},
    );
  });
  for (const sent of left) sent.end();
  await eventually(() => expect(statements).toHaveLength(2));
  for (const sent of left) sent.destroy();
  expect((await send('192.0.2.50', data)).status).toBe(429);
  open();
  await eventually(async () => expect((await send('192.0.2.50', data)).status).toBe(200));
});

test('a large selection is not sorted by another dimension', async () => {
  isLarge = true;
  const refused = await send('192.0.2.1', `${data}?dimensionAtObservation=REF_AREA`);
  const { status } = await send('192.0.2.1', `${data}?dimensionAtObservation=AllDimensions`);
  isLarge = false;
  expect([refused.status, status]).toEqual([413, 200]);
});

test('sixteen queries of all clients', async () => {
  close();
  const sent = Array.from({ length: 16 }, (_, index) => send(`192.0.2.${index}`, data));
  await eventually(() => expect(statements).toHaveLength(16));
  const { status, headers } = await send('192.0.2.99', data);
  expect([status, headers['retry-after']]).toEqual([503, '5']);
  open();
  for (const answer of await Promise.all(sent)) expect(answer.status).toBe(200);
});
