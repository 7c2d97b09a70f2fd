import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createNodeServer, type Handler } from './node-server.ts';

const origin = 'http://127.0.0.1:8701';
let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listen(handler: Handler): Promise<string> {
  server = createNodeServer(handler, origin).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('hands on path, headers and form, under its own origin', async () => {
  const url = await listen(async (request) => {
    const headers = new Headers([
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ]);
    return new Response(`${request.url} ${await request.text()}`, { status: 201, headers });
  });
  const answer = await fetch(`${url}/en?q=1`, {
    method: 'POST',
    body: 'a=b',
    headers: { host: 'evil.example' },
  });
  expect([answer.status, await answer.text()]).toEqual([201, `${origin}/en?q=1 a=b`]);
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
});

it('refuses a body that no form has, and answers HEAD without one', async () => {
  const url = await listen(async () => new Response('page'));
  expect((await fetch(url, { method: 'POST', body: 'a'.repeat(9_000) })).status).toBe(413);
  expect(await (await fetch(url, { method: 'HEAD' })).text()).toBe('');
});

it('aborts the request when the browser leaves', async () => {
  let gone: AbortSignal | undefined;
  const url = await listen(async ({ signal }) => {
    gone = signal;
    return new Response(new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array([1])) }));
  });
  const leaving = new AbortController();
  await fetch(url, { signal: leaving.signal });
  leaving.abort();
  await expect.poll(() => gone?.aborted).toBe(true);
});

it('survives a handler that fails', async () => {
  const url = await listen(async () => {
    throw new Error('a defect');
  });
  await expect(fetch(url)).rejects.toThrow();
  await expect(fetch(url)).rejects.toThrow('fetch failed');
});
