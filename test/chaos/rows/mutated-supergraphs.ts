import { readFile, rename, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { randomNumbers } from '@civic-graph/testing';
import type { ChaosRow } from '../row.ts';
import { startCanaryApart } from '../stand/canary-apart.ts';
import { publicFields } from '../stand/city.ts';
import { type GatewayProcess, patientDeadline } from '../stand/gateway-process.ts';
import { createGraphqlClient } from '../stand/graphql-client.ts';
import { isDeadly, mutateSupergraph } from '../stand/mutate-supergraph.ts';
import { openStand } from '../stand/stand.ts';

const noticeWithinMs = 30_000;

export const row: ChaosRow = {
  name: 'mutated-supergraphs',
  runsAlone: true,
  holds:
    '1,000 mutated supergraphs while serving, a tenth of which crash the native planner: refused and reported, 0 failed requests',
  unit: 'supergraphs',
  fullSize: 1_000,
  smallSize: 11,
  needs: 'a gateway over stub agencies; a quarter of an hour',
  async run({ size, seed, log, patience }) {
    const stand = await openStand();
    const random = randomNumbers(seed);
    const genuine = await readFile(stand.supergraphFile, 'utf8');
    const replace = async (sdl: string) => {
      await writeFile(`${stand.supergraphFile}.new`, sdl);
      await rename(`${stand.supergraphFile}.new`, stand.supergraphFile);
    };
    const gateway = await stand.startGateway({ env: patientDeadline(patience) });
    const client = createGraphqlClient(gateway.graphqlUrl, { patience, connections: 1 });
    const noticeMs = noticeWithinMs * patience;
    const canary = await startCanaryApart({ url: gateway.graphqlUrl });
    try {
      let [refused, unnoticed, deadly, endedPlanner, unreported] = [0, 0, 0, 0, 0];
      for (let number = 0; number < size; number += 1) {
        const before = await changesOf(gateway);
        await replace(mutateSupergraph(genuine, number, random));
        const outcome = await noticed(gateway, before, noticeMs);
        if (isDeadly(number)) deadly += 1;
        if (outcome === null) unnoticed += 1;
        if (outcome === 'refused') {
          refused += 1;
          const reason = await refusedReason(gateway);
          if (reason === null) unreported += 1;
          if (reason?.includes('The planner ended')) endedPlanner += 1;
        }
        if (number % 100 === 99) log(`${number + 1}: ${refused} refused, ${endedPlanner} of them by a crash`);
      }
      const before = await changesOf(gateway);
      await replace(`${genuine}\n# again\n`);
      const last = await noticed(gateway, before, noticeMs);
      const answer = await client.ask(`{ again: __typename ${publicFields.transport} }`);
      const servesOn = last === 'served' && answer.status === 200 && !answer.json?.errors;
      const { sent, failed, maxMs } = await canary.look();
      return {
        figure:
          `${size} supergraphs: ${refused} refused, ${endedPlanner} of them crashed the planner ` +
          `(at least ${deadly}), ${unreported} without a reason at /readyz (0), ${unnoticed} without an effect (0), ` +
          `${failed} of ${sent} requests failed (0), the longest ${maxMs.toFixed(0)} ms; ` +
          `afterwards the genuine one is ${servesOn ? '' : 'NOT '}served`,
        passed: failed === 0 && unnoticed === 0 && unreported === 0 && endedPlanner >= deadly && servesOn,
      };
    } finally {
      canary.end();
      await client.close();
      await stand.close();
    }
  },
};

type Changes = Readonly<Record<'served' | 'refused', number>>;

async function changesOf({ adminUrl }: GatewayProcess): Promise<Changes> {
  const text = await (await fetch(`${adminUrl}/metrics`)).text();
  const count = (outcome: string) =>
    Number(
      new RegExp(`^civic_gateway_supergraph_changes_total{outcome="${outcome}"} (\\d+)`, 'm').exec(
        text,
      )?.[1] ?? 0,
    );
  return { served: count('served'), refused: count('refused') };
}

/** @returns the outcome of the change; `null` if it was not noticed in time */
async function noticed(
  gateway: GatewayProcess,
  before: Changes,
  withinMs: number,
): Promise<'served' | 'refused' | null> {
  for (const end = performance.now() + withinMs; performance.now() < end; await wait(20)) {
    const { served, refused } = await changesOf(gateway);
    if (refused > before.refused) return 'refused';
    if (served > before.served) return 'served';
  }
  return null;
}

async function refusedReason({ url }: GatewayProcess): Promise<string | null> {
  const readiness = (await (await fetch(`${url}/readyz`)).json()) as {
    readonly refusedSupergraph?: { readonly reason: string };
  };
  return readiness.refusedSupergraph?.reason || null;
}
