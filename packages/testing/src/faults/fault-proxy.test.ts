import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from './fault.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { faults, plantedText } from './faults.ts';

const right = JSON.stringify({ data: { stop: { name: '武林广场' } } });
let agency: Server;
let proxy: FaultProxy;

beforeAll(async () => {
  agency = createServer(async (request, response) => {
    await request.toArray();
    response.writeHead(200, { 'content-type': 'application/json', 'x-path': String(request.url) }).end(right);
  });
  agency.listen(0, '127.0.0.1');
  await once(agency, 'listening');
  proxy = await startFaultProxy(`http://127.0.0.1:${(agency.address() as AddressInfo).port}`);
});
afterAll(async () => {
  await proxy.close();
  agency.closeAllConnections();
  agency.close();
});
beforeEach(async () => {
  await proxy.behave(null);
  proxy.forgetRequests();
});

function call(path = '/transport/graphql', signal = AbortSignal.timeout(5_000)): Promise<Response> {
  return fetch(`${proxy.origin}${path}`, { method: 'POST', body: '{}', redirect: 'manual', signal });
}

test('without a fault the agency answers', async () => {
  const response = await call();
  expect(response.headers.get('x-path')).toBe('/transport/graphql');
  expect(await response.text()).toBe(right);
  expect(proxy.requests.map(({ method, path, body }) => `${method} ${path} ${body}`)).toEqual([
    'POST /transport/graphql {}',
  ]);
});

test('calls other than GraphQL pass through a fault', async () => {
  await proxy.behave(faults.hangs());
  expect(await (await call('/revocations')).text()).toBe(right);
  expect(proxy.requests).toEqual([]);
});

describe('returns no complete answer from an agency that', () => {
  test.each<[string, Fault]>([
    ['refuses', faults.refused()],
    ['resets', faults.reset()],
    ['closes', faults.closed()],
    ['sends half a body', faults.halfBody()],
    ['sends noise', faults.noise()],
  ])('%s', async (_, fault) => {
    await proxy.behave(fault);
    await expect(call().then((response) => response.text())).rejects.toThrow();
    await proxy.behave(null);
    expect(await (await call()).text()).toBe(right);
  });

  test.each<[string, Fault]>([
    ['hangs', faults.hangs()],
    ['drips', faults.drips()],
    ['is slow', faults.slow(60_000)],
  ])('%s', async (_, fault) => {
    await proxy.behave(fault);
    const waiting = call('/transport/graphql', AbortSignal.timeout(150)).then((response) => response.text());
    await expect(waiting).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

test('returns the right answer late from a slow agency', async () => {
  await proxy.behave(faults.slow(50));
  const start = performance.now();
  expect(await (await call()).text()).toBe(right);
  expect(performance.now() - start).toBeGreaterThan(45);
});

describe('returns from an agency that', () => {
  test.each<[string, Fault, number, string | null]>([
    ['has failed', faults.status(503), 503, 'application/json; charset=utf-8'],
    ['shows a page', faults.html(), 200, 'text/html'],
    ['sends another type', faults.wrongType(), 200, 'text/plain'],
    ['sends null', faults.nothing(), 200, 'application/json; charset=utf-8'],
    ['sends garbage', faults.garbage(), 200, 'application/json; charset=utf-8'],
    ['redirects', faults.redirect('http://127.0.0.1:1/'), 307, 'application/json; charset=utf-8'],
    ['adds hostile errors', faults.hostileErrors(), 200, 'application/json; charset=utf-8'],
    ['sends hostile data', faults.hostileData(), 200, 'application/json; charset=utf-8'],
  ])('%s', async (_, fault, status, type) => {
    await proxy.behave(fault);
    const response = await call();
    expect([response.status, response.headers.get('content-type')]).toEqual([status, type]);
    expect(await response.text()).not.toBe(status === 200 && type === 'text/plain' ? '' : right);
  });

  test('is far too large', async () => {
    for (const isTold of [true, false]) {
      await proxy.behave(faults.huge(3_000_000, { isTold }));
      const response = await call();
      expect(response.headers.get('content-length')).toBe(isTold ? '3000000' : null);
      expect(await response.text()).toHaveLength(3_000_000);
    }
  });
});

test('keeps the right data beside hostile errors', async () => {
  await proxy.behave(faults.hostileErrors());
  const text = await (await call()).text();
  expect(JSON.parse(text)).toMatchObject(JSON.parse(right));
  expect(text).toContain(plantedText);
});
