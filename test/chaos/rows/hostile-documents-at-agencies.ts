import { randomUUID } from 'node:crypto';
import { personas } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { request } from 'undici';
import type { ChaosRow } from '../row.ts';
import { type RunningAgency, startAgencies, startTransport } from '../stand/agencies.ts';
import { agencyBombs } from '../stand/agency-bombs.ts';
import { startCanaryApart } from '../stand/canary-apart.ts';

const answeredWithinMs = 100;
const canaryMs = 200;
const besideOthersMs = 10_000;

export const row: ChaosRow = {
  name: 'hostile-documents-at-agencies',
  runsAlone: true,
  holds:
    'documents that multiply, nest and repeat, signed and sent directly to each subgraph: 4xx in 100 ms, canary at most 200 ms',
  unit: 'rounds',
  fullSize: 20,
  smallSize: 1,
  needs: 'the city as `npm start` runs it, without its gateway (in npm test, transport alone); a minute',
  async run({ size, log, patience }) {
    const running = await (patience > 1 ? startTransport() : startAgencies());
    const figures: string[] = [];
    let passed = true;
    try {
      for (const agency of running.agencies) {
        const { wrong, slowest, canary } = await attack(agency, size);
        for (const line of wrong) log(`WRONG: ${line}`);
        figures.push(
          `${agency.subgraph}: ${wrong.size} answered wrongly, the slowest in ${slowest.ms.toFixed(0)} ms ` +
            `(${slowest.name}), canary at most ${canary.maxMs.toFixed(0)} ms, ${canary.failed} of ${canary.sent} failed`,
        );
        passed &&=
          wrong.size === 0 &&
          slowest.ms <= (patience > 1 ? besideOthersMs : answeredWithinMs) &&
          canary.maxMs <= (patience > 1 ? besideOthersMs : canaryMs) &&
          canary.failed === 0;
      }
    } finally {
      await running.end();
    }
    return {
      figure: `${agencyBombs.length} documents, ${size} times each (at most ${answeredWithinMs} ms, ${canaryMs} ms): ${figures.join('; ')}`,
      passed,
    };
  },
};

async function attack({ subgraph, url, secret }: RunningAgency, rounds: number) {
  const sign = createRequestSigner({ secret, keyId: subgraph });
  const path = new URL(url).pathname;
  const post = async (query: string) => {
    const method = 'POST';
    const body = JSON.stringify({ query });
    const signature = sign({ method, path, body, principal: personas.lin, requestId: randomUUID() });
    const headers = { ...signature, 'content-type': 'application/json' };
    const start = performance.now();
    const answer = await request(url, { method, headers, body });
    const text = await answer.body.text();
    return { status: answer.statusCode, text, ms: performance.now() - start };
  };
  const wrong = new Set<string>();
  let slowest = { ms: 0, name: '' };
  // Warm-up, because code is slow when it runs for the first time.
  for (const { query } of agencyBombs) await post(query);
  const canary = await startCanaryApart({ url, signed: { subgraph, secret, principal: personas.lin } });
  try {
    await canary.look();
    for (let round = 0; round < rounds; round += 1) {
      for (const { name, query } of agencyBombs) {
        const { status, text, ms } = await post(query);
        if (ms > slowest.ms) slowest = { ms, name };
        if (status !== 400) wrong.add(`${subgraph}, ${name}: ${status} ${text.slice(0, 200)}`);
      }
    }
    return { wrong, slowest, canary: await canary.look() };
  } finally {
    canary.end();
  }
}
