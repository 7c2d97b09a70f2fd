import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { fuzzing, personas, randomNumbers, testSecrets } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type RawRequest,
  type RawServer,
  response,
  startRawServer,
} from '../../../test/fixtures/raw-server.ts';
import { testSubgraphSettings } from '../../../test/fixtures/subgraph-settings.ts';
import type { FetchOperation } from '../../planning/plan.ts';
import { createSubgraphClient, type SubgraphClient } from '../transport/subgraph-client.ts';

const { rounds, seed } = fuzzing(1_500);
const random = randomNumbers(seed);
const pick = <T>(items: readonly T[]): T => items[random(items.length)]!;

const connections = 6;
const deadlineMs = 150;
const callers = 12;
/** Far beyond the deadline, for a busy machine. */
const hangMs = 10_000;

let server: RawServer;
let client: SubgraphClient;
let isGood = false;
/** The server's actions, for the failure message. */
const deeds = new Map<string, string[]>();

/** The correct response to a call, complete and its own. */
function answerTo(id: string): { readonly id: string; readonly filler: string; readonly sum: string } {
  const filler = '城x"\\\r\n}'.repeat(Number(id) % 7 === 0 ? 2_000 : Number(id) % 23);
  return {
    id,
    filler,
    sum: createHash('sha256')
      .update(id + filler)
      .digest('hex'),
  };
}

const textFor = (id: string) => JSON.stringify({ data: answerTo(id) });

/**
 * A part of a response, one character per byte. Content is never altered, because HTTP cannot detect that.
 */
interface Part {
  readonly bytes: string;
  readonly isData: boolean;
}

const framing = (bytes: string): Part => ({ bytes, isData: false });
const data = (bytes: Buffer): Part => ({ bytes: bytes.toString('latin1'), isData: true });
const join = (parts: readonly Part[]) => parts.map(({ bytes }) => bytes).join('');

function withLength(text: string, fields: string): Part[] {
  const message = Buffer.from(response(text, fields));
  const head = message.indexOf('\r\n\r\n') + 4;
  return [framing(message.toString('latin1', 0, head)), data(message.subarray(head))];
}

function inChunks(text: string, fields: string): Part[] {
  const bytes = Buffer.from(text);
  const type = 'content-type: application/json\r\n';
  const parts = [framing(`HTTP/1.1 200 OK\r\n${type}transfer-encoding: chunked\r\n${fields}\r\n`)];
  for (let at = 0; at < bytes.length; ) {
    const part = bytes.subarray(at, at + 1 + random(pick([3, 40, 5_000])));
    parts.push(
      framing(`${part.length.toString(16)}${pick(['', '', ';a=b'])}\r\n`),
      data(part),
      framing('\r\n'),
    );
    at += part.length;
  }
  return [...parts, framing(`0\r\n${pick(['', '', 'X-Sum: a\r\n'])}\r\n`)];
}

function goodResponse(id: string): Part[] {
  const interim = pick(['', '', '', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n']);
  const fields = pick(['', 'Keep-Alive: timeout=5\r\n', 'Connection: close\r\n', 'Vary: a\r\nDate: b\r\n']);
  return [framing(interim), ...pick([withLength, inChunks])(textFor(id), fields)];
}

const splinters = [
  '\r\n',
  '\n',
  '\r',
  '\0',
  ' ',
  '\t',
  ':',
  ';',
  '0',
  '1',
  'f',
  ',',
  'HTTP/1.1 200 OK\r\n',
  '\r\n\r\n',
];
const lines = [
  'Content-Length: 5\r\n',
  'Transfer-Encoding: chunked\r\n',
  'Transfer-Encoding: gzip\r\n',
  ' folded\r\n',
];

function mutated(parts: readonly Part[]): Part[] {
  const chosen = pick(parts.filter(({ isData }) => !isData));
  return parts.map((part) => (part === chosen ? framing(mutatedText(part.bytes)) : part));
}

function mutatedText(text: string): string {
  const at = random(text.length + 1);
  switch (random(5)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1 + random(6));
    case 1:
      return text.slice(0, at) + pick(splinters) + text.slice(at);
    case 2: {
      const line = text.indexOf('\r\n') + 2;
      return text.slice(0, line) + pick(lines) + text.slice(line);
    }
    case 3:
      return text.slice(0, at) + String.fromCharCode(random(256)) + text.slice(at + 1);
    default:
      return text.slice(0, at) + text.slice(at, at + random(60)) + text.slice(at);
  }
}

/** In parts, each in its own event loop iteration. */
async function write(socket: Socket, message: string): Promise<void> {
  const bytes = Buffer.from(message, 'latin1');
  let cuts = pick([0, 0, 1, 3, 30]);
  for (let at = 0; at < bytes.length; cuts -= 1) {
    const to = cuts > 0 ? at + 1 + random(bytes.length - at) : bytes.length;
    if (!socket.writable) return;
    socket.write(bytes.subarray(at, to));
    at = to;
    await new Promise(setImmediate);
  }
}

type Deed = (id: string, socket: Socket) => void | Promise<void>;

const behaviours: Readonly<Record<string, Deed>> = {
  good: (id, socket) => write(socket, join(goodResponse(id))),
  'good again': (id, socket) => write(socket, join(goodResponse(id))),
  mutated: (id, socket) => write(socket, join(mutated(goodResponse(id)))),
  'mutated twice': (id, socket) => write(socket, join(mutated(mutated(goodResponse(id))))),
  'mutated, then closed': async (id, socket) => {
    await write(socket, join(mutated(goodResponse(id))));
    socket.end();
  },
  'cut off': async (id, socket) => {
    const message = join(goodResponse(id));
    await write(socket, message.slice(0, random(message.length)));
    pick([() => socket.destroy(), () => socket.end(), () => socket.resetAndDestroy(), () => socket])();
  },
  'closed after': async (id, socket) => {
    await write(socket, join(goodResponse(id)));
    socket.end();
  },
  smuggled: (id, socket) => {
    const other = String(Number(id) + 1);
    // In one write, because HTTP/1.1 cannot distinguish a late response from the next request's.
    socket.write(Buffer.from(response(textFor(id)) + response(textFor(other))));
  },
  reset: (_, socket) => void socket.resetAndDestroy(),
  closed: (_, socket) => void socket.destroy(),
  silent: () => undefined,
  dripped: async (id, socket) => {
    for (const byte of Buffer.from(join(goodResponse(id)), 'latin1')) {
      if (!socket.writable) return;
      socket.write(Buffer.of(byte));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  },
  garbage: (_, socket) => {
    socket.write(Buffer.from(Array.from({ length: random(500) }, () => random(256))));
  },
};
const names = Object.keys(behaviours);

async function answer({ socket, body }: RawRequest): Promise<void> {
  const { id } = JSON.parse(body).variables as { id: string };
  const name = isGood ? 'good' : pick(names);
  deeds.set(id, [...(deeds.get(id) ?? []), name]);
  if (isGood) socket.write(response(textFor(id)));
  else await behaviours[name]?.(id, socket);
}

beforeAll(async () => {
  server = await startRawServer((request) => void answer(request));
  client = createSubgraphClient({
    endpoints: [{ name: 'agency', url: server.url, secret: testSecrets.subgraph }],
    client: 'lean',
    settings: { ...testSubgraphSettings, connections, breakerFailures: 1_000_000 },
  });
});
afterAll(async () => {
  await client.close();
  await server.close();
});

const query: FetchOperation = { subgraph: 'agency', type: 'query', text: '{ a }', variables: [] };
const mutation: FetchOperation = { ...query, type: 'mutation' };

/** @returns the fault of the outcome, or `null` */
async function judge(id: string, operation: FetchOperation, milliseconds: number): Promise<string | null> {
  const signal = AbortSignal.timeout(milliseconds);
  const call = client.call(operation, { id }, { principal: personas.lin, requestId: id, signal });
  const hang = new Promise<'hang'>((resolve) => setTimeout(resolve, hangMs, 'hang').unref());
  try {
    const outcome = await Promise.race([call, hang]);
    if (outcome === 'hang') return 'hangs';
    const got = outcome.data as { id?: unknown; filler?: string; sum?: unknown } | null;
    const { filler, sum } = answerTo(id);
    const isWhole = got?.id === id && got.sum === sum && got.filler === filler;
    return isWhole || outcome.errors.length > 0 ? null : `is wrong: ${JSON.stringify(got).slice(0, 200)}`;
  } catch (error) {
    const { code } = error as { code?: unknown };
    return /^SUBGRAPH_/.test(String(code)) ? null : `fails with ${String(error)}`;
  }
}

test(`a hostile server (FUZZ_SEED=${seed}, FUZZ_ROUNDS=${rounds}) makes no answer wrong and no call hang`, async () => {
  const found: string[] = [];
  let next = 0;
  const caller = async () => {
    while (next < rounds && found.length < 5) {
      const id = String(next++);
      const operation = random(5) === 0 ? mutation : query;
      const wrong = await judge(id, operation, deadlineMs);
      if (wrong !== null) found.push(`call ${id} ${wrong}; the server: ${deeds.get(id)}`);
      const sent = deeds.get(id)?.length ?? 0;
      if (sent > (operation === mutation ? 1 : 2)) found.push(`call ${id} was sent ${sent} times`);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  expect(found).toEqual([]);

  // Once the server behaves, no connection is lost or out of step.
  isGood = true;
  const calls = Array.from({ length: 200 }, (_, at) => judge(String(rounds + at), query, hangMs));
  expect((await Promise.all(calls)).filter((wrong) => wrong !== null)).toEqual([]);
  expect(server.mostAtOnce).toBeLessThanOrEqual(connections * 2);
}, 600_000);
