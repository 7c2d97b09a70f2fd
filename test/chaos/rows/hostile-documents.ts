import { createHash } from 'node:crypto';
import { request } from 'undici';
import type { ChaosRow } from '../row.ts';
import { type Bomb, bombs } from '../stand/bombs.ts';
import { inspectable } from '../stand/held-memory.ts';
import { openStand } from '../stand/stand.ts';
import { harmText, underAttack } from '../stand/under-attack.ts';

const answeredWithinMs = 100;
const canaryMs = 200;
const memoryMb = 50;
/** If other rows share the CPU, the test only shows that the gateway does not stall. */
const besideOthersMs = 10_000;

interface Way {
  readonly name: string;
  send(url: string, bomb: Bomb): Promise<{ readonly status: number; readonly text: string }>;
}

const json = { 'content-type': 'application/json' };

const post = async (url: string, body: object, headers: Record<string, string> = {}) => {
  const answer = await request(url, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.statusCode, text: await answer.body.text() };
};

const bodyOf = ({ query, variables, operationName }: Bomb) => ({ query, variables, operationName });

/** A limit applies on every entry path. */
const ways: readonly Way[] = [
  { name: 'POST', send: (url, bomb) => post(url, bodyOf(bomb)) },
  {
    name: 'POST in another spelling',
    send: (url, bomb) => post(url, bodyOf(bomb), { 'content-type': 'application/json; charset="utf-8"' }),
  },
  {
    name: 'GET',
    async send(url, bomb) {
      const address = new URL(url);
      address.searchParams.set('query', bomb.query);
      if (bomb.operationName) address.searchParams.set('operationName', bomb.operationName);
      if (bomb.variables) address.searchParams.set('variables', JSON.stringify(bomb.variables));
      try {
        const answer = await request(address, { headers: { 'apollo-require-preflight': '1' } });
        return { status: answer.statusCode, text: await answer.body.text() };
      } catch {
        // The head is too long: the gateway refuses it and closes the connection before all of it is sent.
        return { status: 431, text: '' };
      }
    },
  },
  {
    name: 'by hash',
    send(url, bomb) {
      const sha256Hash = createHash('sha256').update(bomb.query).digest('hex');
      return post(url, { ...bodyOf(bomb), extensions: { persistedQuery: { version: 1, sha256Hash } } });
    },
  },
  { name: 'events', send: (url, bomb) => post(url, bodyOf(bomb), { accept: 'text/event-stream' }) },
];

/** Event streams are always 200; the first event has the error. A URL or body may also be too large. */
function isRefused({ status, text }: { readonly status: number; readonly text: string }): boolean {
  if (status === 200)
    return text.includes('event: next') && text.includes('"errors"') && !text.includes('"data"');
  return [400, 405, 413, 431].includes(status);
}

export const row: ChaosRow = {
  name: 'hostile-documents',
  runsAlone: true,
  holds:
    'documents that multiply, nest and repeat, on every protocol: 4xx in 100 ms, no subgraph called, canary at most 200 ms, memory up by at most 50 MB',
  unit: 'rounds',
  fullSize: 20,
  smallSize: 1,
  needs: 'a gateway over stub agencies; a minute',
  async run({ size, log, patience }) {
    const stand = await openStand();
    try {
      const gateway = await stand.startGateway({ env: inspectable });
      const served: string[] = [];
      let sent = 0;
      let slowest = { ms: 0, name: '' };
      // Warm-up, because code is slow when it runs for the first time.
      for (const bomb of bombs) await post(gateway.graphqlUrl, bodyOf(bomb));
      const callsBefore = stand.agencyCalls;
      const harm = await underAttack({ gateway, patience }, async () => {
        for (let round = 0; round < size; round += 1) {
          for (const bomb of bombs) {
            for (const way of ways) {
              const start = performance.now();
              const answer = await way.send(gateway.graphqlUrl, bomb);
              const ms = performance.now() - start;
              sent += 1;
              if (ms > slowest.ms) slowest = { ms, name: `${bomb.name}, ${way.name}` };
              if (!isRefused(answer))
                served.push(`${bomb.name}, ${way.name}: ${answer.status} ${answer.text.slice(0, 200)}`);
            }
          }
        }
      });
      const calls = stand.agencyCalls - callsBefore;
      for (const line of served.slice(0, 10)) log(`NOT REFUSED: ${line}`);
      return {
        figure:
          `${sent} documents, ${served.length} not refused, ${calls} calls to agencies, the slowest answered in ` +
          `${slowest.ms.toFixed(0)} ms (${slowest.name}; at most ${answeredWithinMs}), ${harmText(harm)} ` +
          `(at most ${canaryMs} ms, ${memoryMb} MB)`,
        passed:
          served.length === 0 &&
          calls === 0 &&
          slowest.ms <= (patience > 1 ? besideOthersMs : answeredWithinMs) &&
          harm.canaryMaxMs <= (patience > 1 ? besideOthersMs : canaryMs) &&
          harm.canaryFailed === 0 &&
          Math.max(harm.grownMb, harm.keptMb) <= memoryMb * (patience > 1 ? 2 : 1),
      };
    } finally {
      await stand.close();
    }
  },
};
