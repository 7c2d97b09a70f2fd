import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type RawRequest,
  type RawServer,
  response,
  startRawServer,
} from '../../../test/fixtures/raw-server.ts';
import { endpointAddress } from '../http/endpoint-address.ts';
import type { HttpClient, HttpClientOptions, PostRequest } from '../http/http-client.ts';
import { createHttp1Client } from './http1-client.ts';

let server: RawServer;
let client: HttpClient;

afterEach(async () => {
  await server.close();
  await client.close();
});

async function start(
  answer: (request: RawRequest) => void,
  changes: Partial<HttpClientOptions> = {},
  listenOn: Parameters<typeof startRawServer>[1] = {},
): Promise<void> {
  server = await startRawServer(answer, listenOn);
  client = createHttp1Client({
    address: endpointAddress(server.url),
    connections: 2,
    maxWaiting: 2,
    maxResponseBytes: 100_000,
    connectTimeoutMs: 1_000,
    isWanted: () => true,
    ...changes,
  });
}

const post = (changes: Partial<PostRequest> = {}) =>
  client.post({
    headers: {},
    body: '{}',
    isRepeatable: true,
    signal: AbortSignal.timeout(5_000),
    endsAt: Number.POSITIVE_INFINITY,
    ...changes,
  });

/** Time for the socket's received bytes to be noticed. */
const settle = () => wait(30);

describe('a persistent connection', () => {
  test('carries many calls', async () => {
    await start(({ socket, number }) => socket.write(response(String(number))));
    for (const number of [1, 2, 3]) expect((await post()).text).toBe(String(number));
    expect(server.accepted).toBe(1);
  });

  test('is not reused after the server has closed it', async () => {
    await start(({ socket, number }) => socket.end(response(String(number))));
    for (const number of [1, 2, 3]) {
      expect((await post({ isRepeatable: false })).text).toBe(String(number));
      await settle();
    }
    expect(server.accepted).toBe(3);
  });

  test('is not used beyond the server’s announced timeout', async () => {
    await start(({ socket }) => socket.write(response('1', 'Keep-Alive: timeout=1\r\n')));
    await post();
    await post();
    expect(server.accepted).toBe(2);
  });

  test.each(['Connection: close\r\n', 'connection: Keep-Alive, Close\r\n'])('ends with %j', async (field) => {
    await start(({ socket }) => socket.write(response('1', field)));
    await post();
    await post();
    expect(server.accepted).toBe(2);
  });

  test.each([
    ['with the answer', (text: string, { socket }: RawRequest) => socket.write(text + response('smuggled'))],
    [
      'after it',
      (text: string, { socket }: RawRequest) => {
        socket.write(text);
        setTimeout(() => socket.write(response('smuggled')), 5);
      },
    ],
    ['of one byte', (text: string, { socket }: RawRequest) => socket.write(`${text}\0`)],
  ])('with more bytes than the response, %s, is closed', async (_name, write) => {
    await start((request) => void write(response(String(request.number)), request));
    for (const number of [1, 2, 3]) {
      expect((await post()).text).toBe(String(number));
      await settle();
    }
    expect(server.accepted).toBe(3);
  });

  test('with a response before the request was sent is closed', async () => {
    await start(
      () => undefined,
      {},
      {
        onConnect: (socket) => {
          socket.pause();
          socket.write(response('early'));
        },
      },
    );
    // More than the buffers of both ends hold.
    const body = ' '.repeat(20_000_000);
    expect((await post({ body })).text).toBe('early');
    expect((await post({ body })).text).toBe('early');
    expect(server.accepted).toBe(2);
  });
});

describe('a persistent connection that turns out to be closed', () => {
  /** Serves one call, then silently closes the connection at the next one. */
  const closesOnSecond = (after: (request: RawRequest) => void) => {
    const served = new Set<unknown>();
    return (request: RawRequest) => {
      if (served.has(request.socket)) return after(request);
      served.add(request.socket);
      request.socket.write(response(String(request.number)));
    };
  };

  test.each([
    ['reset', ({ socket }: RawRequest) => socket.resetAndDestroy()],
    ['closed', ({ socket }: RawRequest) => socket.destroy()],
    ['half closed', ({ socket }: RawRequest) => socket.end()],
  ])('(%s) repeats a query on a new one', async (_name, after) => {
    await start(closesOnSecond((request) => void after(request)));
    expect((await post()).text).toBe('1');
    expect((await post()).text).toBe('3');
    expect(server.accepted).toBe(2);
  });

  test('never retries a mutation', async () => {
    await start(closesOnSecond(({ socket }) => socket.resetAndDestroy()));
    await post();
    await expect(post({ isRepeatable: false })).rejects.toThrow();
    await settle();
    expect(server.requests).toHaveLength(2);
  });

  test('retries only once', async () => {
    const served = new Set<unknown>();
    await start(({ socket, number }) => {
      if (number === 1) socket.write(response('1'));
      else socket.destroy();
      served.add(socket);
    });
    await post();
    await expect(post()).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
    expect(server.requests).toHaveLength(3);
  });

  test('retries nothing after the first byte of the response', async () => {
    await start(
      closesOnSecond(({ socket }) => {
        socket.write('H');
        setTimeout(() => socket.destroy(), 10);
      }),
    );
    await post();
    await expect(post()).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
    expect(server.requests).toHaveLength(2);
  });

  test('retries nothing on a new connection: the server is at fault', async () => {
    await start(({ socket }) => socket.destroy());
    await expect(post()).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
    expect(server.requests).toHaveLength(1);
  });

  test('retries nothing for a caller that has left', async () => {
    const caller = new AbortController();
    await start(
      closesOnSecond(({ socket }) => {
        caller.abort();
        socket.destroy();
      }),
    );
    await post();
    await expect(post({ signal: caller.signal })).rejects.toThrow();
    await settle();
    expect(server.requests).toHaveLength(2);
  });
});

describe('calls beyond the connections', () => {
  test('wait in order, and are refused beyond the queue’s limit', async () => {
    const held: RawRequest[] = [];
    await start((request) => held.push(request));
    const order: number[] = [];
    const calls = [1, 2, 3, 4].map((number) =>
      post({ body: String(number) }).then(({ text }) => void order.push(Number(text))),
    );
    await expect(post({ body: '5' })).rejects.toMatchObject({ code: 'QUEUE_FULL' });
    for (let answered = 0; answered < 4; answered++) {
      await expect.poll(() => held.length).toBeGreaterThan(0);
      const request = held.shift()!;
      request.socket.write(response(request.body));
    }
    await Promise.all(calls);
    expect(order.slice(2)).toEqual([3, 4]);
    expect(server.mostAtOnce).toBe(2);
    expect(server.accepted).toBe(2);
  });

  test('that are cancelled make room for others', async () => {
    const held: RawRequest[] = [];
    await start((request) => held.push(request));
    const caller = new AbortController();
    const busy = [post(), post()];
    const waiting = [post({ signal: caller.signal }), post({ signal: caller.signal })];
    caller.abort();
    for (const call of waiting) await expect(call).rejects.toMatchObject({ code: 'ABORTED' });
    const others = [post(), post()];
    await expect.poll(() => held.length).toBe(2);
    for (const { socket } of held.splice(0)) socket.write(response('1'));
    await Promise.all(busy);
    await expect.poll(() => held.length).toBe(2);
    for (const { socket } of held.splice(0)) socket.write(response('2'));
    expect((await Promise.all(others)).map(({ text }) => text)).toEqual(['2', '2']);
  });

  test('get the connection of a call that failed', async () => {
    await start(({ socket, body }) => (body === 'bad' ? socket.destroy() : socket.write(response(body))));
    const results = await Promise.allSettled(['bad', 'bad', 'a', 'b'].map((body) => post({ body })));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled', 'fulfilled']);
  });
});

test('a response after its caller has left is discarded', async () => {
  const held: RawRequest[] = [];
  await start((request) =>
    request.body === 'slow' ? held.push(request) : request.socket.write(response(request.body)),
  );
  const caller = new AbortController();
  const slow = post({ body: 'slow', signal: caller.signal });
  await expect.poll(() => held.length).toBe(1);
  caller.abort();
  await expect(slow).rejects.toMatchObject({ code: 'ABORTED' });
  held[0]!.socket.write(response('slow'));
  for (const body of ['a', 'b', 'c']) expect((await post({ body })).text).toBe(body);
});

test.each(['a\r\nx: y', 'a\nb', 'a\0', '\u0100'])('a header with %j is not sent', async (value) => {
  await start(({ socket }) => socket.write(response('1')));
  await expect(post({ headers: { signature: value } })).rejects.toThrow(TypeError);
  expect(server.requests).toHaveLength(0);
});

test('bodies have the announced length, in any script', async () => {
  await start(({ socket, body }) => socket.write(response(body)));
  for (const body of ['{"城":"市"}', 'é'.repeat(50_000), '😀', ''])
    expect((await post({ body })).text).toBe(body);
  expect(server.accepted).toBe(1);
});

describe('closing', () => {
  test('lets calls in progress finish, and accepts no new ones', async () => {
    const held: RawRequest[] = [];
    await start((request) => held.push(request));
    const busy = [post(), post()];
    const waiting = post();
    const closed = client.close();
    await expect(waiting).rejects.toMatchObject({ code: 'CLIENT_CLOSED' });
    await expect(post()).rejects.toMatchObject({ code: 'CLIENT_CLOSED' });
    await expect.poll(() => held.length).toBe(2);
    for (const { socket } of held) socket.write(response('1'));
    await closed;
    expect((await Promise.all(busy)).map(({ text }) => text)).toEqual(['1', '1']);
  });
});

test('a unix socket serves like a port', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'civic-'));
  await start(
    ({ socket, body }) => socket.write(response(body)),
    {},
    { socketPath: join(folder, 'agency.sock') },
  );
  for (const body of ['a', 'b']) expect((await post({ body })).text).toBe(body);
  expect(server.accepted).toBe(1);
  await rm(folder, { recursive: true });
});
