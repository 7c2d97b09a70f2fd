import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { request } from 'undici';
import type { ChaosRow } from '../row.ts';
import { inspectable } from '../stand/held-memory.ts';
import { openStand } from '../stand/stand.ts';
import { harmText, underAttack } from '../stand/under-attack.ts';

const canaryMs = 200;
const memoryMb = 20;
const megabyte = 1_000_000;

interface Attack {
  readonly name: string;
  readonly method?: 'GET' | 'POST';
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: () => Readable | Buffer | string;
  readonly statuses: readonly number[];
}

const query = '{"query":"{ __typename }"}';
const json = { 'content-type': 'application/json' };
const mutation = 'mutation { withdrawConsent(input: {consent: "x"}) { __typename } }';
const asQuery = (text: string) => `?query=${encodeURIComponent(text)}`;

/** Sixty megabytes, sent in chunks. */
function sixtyMegabytes(): Readable {
  const piece = Buffer.alloc(megabyte, ' ');
  return Readable.from(
    (function* () {
      for (let count = 0; count < 60; count += 1) yield piece;
    })(),
  );
}

const typed = (type: string, statuses: readonly number[], body = query): Attack => ({
  name: `content-type ${JSON.stringify(type)}`,
  headers: { 'content-type': type },
  body: () => body,
  statuses,
});

const attacks: readonly Attack[] = [
  { name: '60 MB', headers: json, body: sixtyMegabytes, statuses: [413] },
  {
    name: '60 MB of known length',
    headers: { ...json, 'content-length': String(60 * megabyte) },
    body: sixtyMegabytes,
    statuses: [413],
  },
  {
    name: 'a gzip bomb',
    headers: { ...json, 'content-encoding': 'gzip' },
    body: () => gzipSync(Buffer.alloc(50 * megabyte)),
    statuses: [415],
  },
  {
    name: 'deep JSON',
    headers: json,
    body: () => `{"query":"{ __typename }","variables":${'['.repeat(400_000)}${']'.repeat(400_000)}}`,
    statuses: [400],
  },
  {
    name: 'deep objects',
    headers: json,
    body: () => `${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}`,
    statuses: [400],
  },
  { name: 'a batch', headers: json, body: () => `[${query},${query}]`, statuses: [400] },
  { name: 'half a JSON body', headers: json, body: () => '{"query":', statuses: [400] },
  { name: 'nothing', headers: json, body: () => '', statuses: [400] },
  {
    name: 'bytes that are not UTF-8',
    headers: json,
    body: () => Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
    statuses: [400],
  },
  {
    name: '__proto__ as a key',
    headers: json,
    body: () => '{"query":"{ __typename }","__proto__":{"polluted":1}}',
    statuses: [400],
  },
  {
    name: 'constructor in variables',
    headers: json,
    body: () => '{"query":"{ __typename }","variables":{"constructor":{"prototype":{"polluted":1}}}}',
    statuses: [200, 400],
  },
  typed('application/json; charset=utf-7', [415]),
  typed('application/json; charset=iso-8859-1', [415]),
  typed('text/plain', [415, 400]),
  typed('text/plain; charset=utf-8', [415, 400]),
  typed('TEXT/PLAIN', [415, 400]),
  typed('text/plain;\tcharset=utf-8', [415, 400]),
  typed('application/x-www-form-urlencoded', [415, 400], `query=${encodeURIComponent(mutation)}`),
  typed(
    'multipart/form-data; boundary=x',
    [415, 400],
    `--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${query}\r\n--x--`,
  ),
  typed('application/graphql', [415, 400], mutation),
  typed('application/json, text/plain', [415, 400]),
  { name: 'no content-type', body: () => Buffer.from(query), statuses: [415, 400] },
  {
    name: 'a mutation by GET',
    method: 'GET',
    path: asQuery(mutation),
    headers: { 'apollo-require-preflight': '1' },
    statuses: [400, 405],
  },
  {
    name: 'a mutation by GET, as a page could',
    method: 'GET',
    path: asQuery(mutation),
    statuses: [400, 405],
  },
  {
    name: 'a query by GET, as a page could',
    method: 'GET',
    path: asQuery('{ __typename }'),
    statuses: [400],
  },
  {
    name: 'a query by GET, as text',
    method: 'GET',
    path: asQuery('{ __typename }'),
    headers: { 'content-type': 'text/plain' },
    statuses: [400],
  },
];

export const row: ChaosRow = {
  name: 'hostile-bodies',
  runsAlone: true,
  holds:
    '60 MB, a gzip bomb, deep JSON, odd types and charsets, pages of other origins: refused, memory up by at most 20 MB',
  unit: 'rounds',
  fullSize: 20,
  smallSize: 1,
  needs: 'a gateway over stub agencies; a minute',
  async run({ size, log, patience }) {
    const stand = await openStand();
    try {
      const gateway = await stand.startGateway({ env: inspectable });
      const wrong: string[] = [];
      const attackOnce = async () => {
        for (const { name, method = 'POST', path = '', headers = {}, body, statuses } of attacks) {
          const status = await statusOf(`${gateway.graphqlUrl}${path}`, method, headers, body?.() ?? null);
          if (!statuses.includes(status))
            wrong.push(`${name}: ${status} instead of ${statuses.join(' or ')}`);
        }
      };
      await attackOnce();
      wrong.length = 0;
      const callsBefore = stand.agencyCalls;
      const harm = await underAttack({ gateway, patience }, async () => {
        for (let round = 0; round < size; round += 1) await attackOnce();
      });
      const calls = stand.agencyCalls - callsBefore;
      for (const line of new Set(wrong)) log(`WRONG: ${line}`);
      return {
        figure:
          `${attacks.length * size} bodies, ${wrong.length} answered wrongly, ${calls} calls to agencies, ` +
          `${harmText(harm)} (at most ${canaryMs} ms, ${memoryMb} MB)`,
        passed:
          wrong.length === 0 &&
          calls === 0 &&
          harm.canaryMaxMs <= (patience > 1 ? 10_000 : canaryMs) &&
          harm.canaryFailed === 0 &&
          Math.max(harm.grownMb, harm.keptMb) <= memoryMb * (patience > 1 ? 3 : 1),
      };
    } finally {
      await stand.close();
    }
  },
};

/**
 * A body that is refused while it is sent ends in a closed connection, often before the answer can be read;
 * that counts as 413 too.
 */
async function statusOf(
  url: string,
  method: 'GET' | 'POST',
  headers: Readonly<Record<string, string>>,
  body: Readable | Buffer | string | null,
): Promise<number> {
  try {
    const answer = await request(url, { method, headers: { ...headers }, body });
    await answer.body.dump();
    return answer.statusCode;
  } catch (error) {
    if (body instanceof Readable) return 413;
    throw error;
  }
}
