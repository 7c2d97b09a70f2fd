import { randomNumbers } from '@civic-graph/testing';
import { request } from 'undici';
import type { ChaosRow } from '../row.ts';
import { bombs } from '../stand/bombs.ts';
import { publicFields } from '../stand/city.ts';
import { patientDeadline } from '../stand/gateway-process.ts';
import { createGraphqlClient } from '../stand/graphql-client.ts';
import { inspectable } from '../stand/held-memory.ts';
import { openStand } from '../stand/stand.ts';
import { harmText, underAttack } from '../stand/under-attack.ts';

const longestMs = 1_000;
const atOnce = 8;
/** Of the gateway and its planners, with full document caches. */
const mostMb = 768;
/** Allowed growth above the level with full document caches. */
const keptMb = 25;
/** Fills the caches, so that later documents only replace earlier ones. */
const documents = 1_100;
const splinters = [
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  ':',
  '!',
  '$',
  '@',
  '"',
  '\\',
  '...',
  '"""',
  '__proto__',
  '__schema',
  'null',
  '1e999',
  '-0',
  '\\u0000',
  '\ud800',
  'query',
  'mutation',
  'subscription',
  '_entities',
  '@skip(if: true)',
  'on Query',
];

/** Correct requests, and requests with known mistakes; both are mutated. */
const seeds = [
  ...Object.values(publicFields).map((field) => JSON.stringify({ query: `{ ${field} }` })),
  JSON.stringify({
    query: 'query Q($id: ID!) { station(gtfsId: $id) { ... on Station { name } } }',
    variables: { id: 'HZ:wulin' },
    operationName: 'Q',
  }),
  JSON.stringify({
    query: '{ __schema { types { name fields { name } } } }',
    extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } },
  }),
  ...bombs.filter(({ query }) => query.length < 3_000).map(({ query }) => JSON.stringify({ query })),
];

export const row: ChaosRow = {
  name: 'fuzz',
  runsAlone: true,
  holds:
    '100,000 mutated bodies and documents: no crash, no 5xx, none over a second, memory at most 768 MB, 25 MB more afterwards than before',
  unit: 'requests',
  fullSize: 100_000,
  smallSize: 100,
  needs: 'a gateway over stub agencies; two minutes',
  async run({ size, seed, log, patience }) {
    const stand = await openStand();
    const random = randomNumbers(seed);
    try {
      const gateway = await stand.startGateway({ env: { ...inspectable, ...patientDeadline(patience) } });
      const broken: string[] = [];
      let slowestMs = 0;
      let left = size;
      const sendOne = async () => {
        const body = mutated(seeds[random(seeds.length)] ?? '', random);
        const start = performance.now();
        const answer = await request(gateway.graphqlUrl, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        });
        const text = await answer.body.text();
        slowestMs = Math.max(slowestMs, performance.now() - start);
        if (answer.statusCode >= 500 || !isAnswer(text))
          broken.push(`${answer.statusCode} ${text.slice(0, 200)} to ${body.slice(0, 500)}`);
      };
      await fillWhatIsKept(gateway.graphqlUrl, patience > 1 ? 10 : documents);
      const harm = await underAttack({ gateway, patience }, async () => {
        const sender = async () => {
          while (left > 0) {
            left -= 1;
            await sendOne();
          }
        };
        await Promise.all(Array.from({ length: atOnce }, sender));
      });
      for (const line of broken.slice(0, 10)) log(`BROKEN: ${line}`);
      return {
        figure: `${size} requests, ${broken.length} with 5xx or no GraphQL answer, the slowest ${slowestMs.toFixed(0)} ms (at most ${longestMs}), ${harmText(harm)} (at most ${keptMb} MB), at most ${harm.mostMb.toFixed(0)} MB in all (${mostMb})`,
        passed:
          broken.length === 0 &&
          slowestMs <= longestMs * patience &&
          harm.canaryFailed === 0 &&
          // A short run says nothing about memory.
          (patience > 1 || (harm.mostMb <= mostMb && harm.keptMb <= keptMb)),
      };
    } finally {
      await stand.close();
    }
  },
};

/**
 * Distinct valid documents of about a thousand characters, after which further ones only replace earlier
 * ones.
 */
async function fillWhatIsKept(url: string, count: number): Promise<void> {
  const client = createGraphqlClient(url, { connections: 1 });
  for (let at = 0; at < count; at += 1) {
    const names = Array.from({ length: 80 }, (_, name) => `n${at}x${name}: name`).join(' ');
    const { status } = await client.ask(`query Q${at} { station(gtfsId: "HZ:wulin") { ${names} } }`);
    if (status !== 200) throw new Error(`a document got ${status}`);
  }
  await client.close();
}

function mutated(text: string, random: (below: number) => number): string {
  let result = text;
  for (let times = random(4); times >= 0; times -= 1) {
    const at = random(result.length + 1);
    const length = random(20);
    const splinter = splinters[random(splinters.length)] ?? '';
    const kinds = [
      () => result.slice(0, at) + splinter + result.slice(at),
      () => result.slice(0, at) + result.slice(at + length),
      () => result.slice(0, at) + result.slice(at, at + length).repeat(3) + result.slice(at),
      () => result.slice(0, at) + String.fromCharCode(random(0x3000)) + result.slice(at + 1),
    ];
    result = kinds[random(kinds.length)]?.() ?? result;
  }
  return result;
}

function isAnswer(text: string): boolean {
  try {
    const answer = JSON.parse(text) as Record<string, unknown>;
    return 'data' in answer || 'errors' in answer;
  } catch {
    return false;
  }
}
