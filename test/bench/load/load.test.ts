import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { closedLoop, fixedRate } from './load.ts';
import { differingDigits, prepareRequest } from './request.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function serve(answer: (response: ServerResponse, body: string) => void) {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    bodies.push(body);
    answer(response, body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, bodies, server };
}

const right = JSON.stringify({ data: '市'.repeat(50_000) });
const expectedBytes = Buffer.byteLength(right);
const forms: Readonly<Record<string, (response: ServerResponse) => void>> = {
  'with a length': (response) => response.setHeader('content-length', expectedBytes).end(right),
  'in chunks': (response) => {
    response.write(right.slice(0, 10));
    response.end(right.slice(10));
  },
};

describe.each(Object.entries(forms))('answers %s', (_, answer) => {
  it('are counted up to the requested number', async () => {
    const { url, bodies } = await serve(answer);
    const request = prepareRequest({ url, headers: {}, body: 'ask' }, false);
    const result = await closedLoop(
      { url, requests: [{ request, expectedBytes }] },
      { connections: 3, requests: 20 },
    );
    expect(result.requests).toBe(20);
    expect(bodies).toHaveLength(20);
  });

  it('with another length fail the run', async () => {
    const { url } = await serve(answer);
    const request = prepareRequest({ url, headers: {}, body: 'ask' }, false);
    const target = { url, requests: [{ request, expectedBytes: expectedBytes + 1 }] };
    await expect(closedLoop(target, { connections: 1, requests: 1 })).rejects.toThrow(
      'answered something else',
    );
  });
});

it('a status other than 200 fails the run', async () => {
  const { url } = await serve((response) => response.writeHead(500).end(right));
  const request = prepareRequest({ url, headers: {}, body: 'ask' }, false);
  await expect(
    closedLoop({ url, requests: [{ request, expectedBytes }] }, { connections: 1, requests: 1 }),
  ).rejects.toThrow();
});

it('differing requests never repeat their digits, and equal ones do not change', async () => {
  const { url, bodies } = await serve((response) => response.end(right));
  const parts = { url, headers: {}, body: `ask for ${differingDigits}` };
  const options = { connections: 4, requests: 40 };
  await closedLoop({ url, requests: [{ request: prepareRequest(parts, true), expectedBytes }] }, options);
  expect(new Set(bodies).size).toBe(40);
  expect(bodies.every((body) => /^ask for \d{10}$/.test(body))).toBe(true);
  bodies.length = 0;
  await closedLoop({ url, requests: [{ request: prepareRequest(parts, false), expectedBytes }] }, options);
  expect(new Set(bodies)).toEqual(new Set(['ask for 0000000001']));
});

it('several requests are sent round robin, each compared with its own answer', async () => {
  const { url, bodies } = await serve((response, body) => response.end('x'.repeat(body.length)));
  const requests = ['of one', 'of another ###'].map((body) => ({
    request: prepareRequest({ url, headers: {}, body }, body.includes('#')),
    expectedBytes: body.length,
  }));
  await closedLoop({ url, requests }, { connections: 1, requests: 4 });
  expect(bodies).toEqual(
    Array(2)
      .fill(['of one', expect.stringMatching(/^of another \d{3}$/)])
      .flat(),
  );
  expect(new Set(bodies).size).toBe(3);
});

it('a fixed rate continues while answers are pending', async () => {
  const waiting: ServerResponse[] = [];
  const { url } = await serve((response) => {
    waiting.push(response);
    if (waiting.length === 10) for (const held of waiting) held.end(right);
  });
  const request = prepareRequest({ url, headers: {}, body: 'ask' }, false);
  const result = await fixedRate(
    { url, requests: [{ request, expectedBytes }] },
    { rate: 1_000, seconds: 0.01 },
  );
  expect(result.requests).toBe(10);
});

it('response times count from when a request was due, even if the load generator was late', async () => {
  const blockedMs = 300;
  let isFirst = true;
  // Server and load share this process, so a busy server delays the load.
  const { url } = await serve((response) => {
    const end = performance.now() + (isFirst ? blockedMs : 0);
    isFirst = false;
    while (performance.now() < end);
    response.end(right);
  });
  const request = prepareRequest({ url, headers: {}, body: 'ask' }, false);
  const target = { url, requests: [{ request, expectedBytes }] };
  const result = await fixedRate(target, { rate: 200, seconds: blockedMs / 1000 });
  expect(result.requests).toBe(60);
  // Half of them were due in the first half of the block, and left after its end.
  expect(result.p50Ms).toBeGreaterThan(blockedMs / 2 - 50);
});

it('idle connections that the server closes are replaced', async () => {
  let connections = 0;
  const { url, server } = await serve((response) => response.end(right));
  server.on('connection', () => {
    connections += 1;
  });
  // Closes an idle connection although it announced keep-alive.
  server.on('request', (_, response) =>
    response.on('finish', () => setTimeout(() => server.closeIdleConnections())),
  );
  const request = prepareRequest({ url, headers: {}, body: 'ask' }, false);
  const result = await fixedRate({ url, requests: [{ request, expectedBytes }] }, { rate: 10, seconds: 0.3 });
  expect(result.requests).toBe(3);
  expect(connections).toBe(3);
});
