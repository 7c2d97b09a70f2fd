import { setTimeout as wait } from 'node:timers/promises';
import { type Fault, faults, startFaultProxy } from '@civic-graph/testing';
import type { ChaosRow } from '../row.ts';
import { startCanary } from '../stand/canary.ts';
import { publicFields } from '../stand/city.ts';
import { createGraphqlClient, type GraphqlClient } from '../stand/graphql-client.ts';
import { openStand } from '../stand/stand.ts';

const usualEveryMs = 5;
/** Beside other tests: seldom enough that a busy machine refuses none. */
const patientEveryMs = 50;
const openBoundMs = 20;
const recoveryBoundMs = 5_000;
/** Time in which a hanging agency fails often enough. */
const opensWithinMs = 5_000;

export const row: ChaosRow = {
  name: 'circuit-breaker',
  runsAlone: true,
  holds: 'circuit breaker: opens, p99 under 20 ms while open, recovers in 5 s',
  unit: 'seconds for each of two faults',
  fullSize: 20,
  smallSize: 2,
  needs: 'a gateway over stub agencies, a proxy in front of one; 200 requests a second, one minute',
  async run({ size, log, patience }) {
    const everyMs = patience === 1 ? usualEveryMs : patientEveryMs;
    const stand = await openStand();
    const proxy = await startFaultProxy(stand.agenciesOrigin);
    const gateway = await stand.startGateway({ via: { transport: proxy.origin }, env: { CACHE: 'off' } });
    const client = createGraphqlClient(gateway.graphqlUrl, { patience, connections: 2_000 });
    const parts: string[] = [];
    let passed = true;
    try {
      for (const [name, fault] of [
        ['hangs', faults.hangs()],
        ['refuses', faults.refused()],
      ] as const) {
        const { openedMs, p99Ms, callsWhileOpen, spoilt, recoveredMs } = await suffer(fault, name);
        parts.push(
          `${name}: opens after ${shown(openedMs)}, while open p99 ${p99Ms.toFixed(1)} ms (${openBoundMs}) and ` +
            `${callsWhileOpen} calls in ${size} s, recovers in ${shown(recoveredMs)} (${recoveryBoundMs}), ${spoilt} answers without the other agency`,
        );
        passed &&=
          openedMs !== null &&
          recoveredMs !== null &&
          recoveredMs <= recoveryBoundMs * patience &&
          p99Ms < openBoundMs * patience &&
          // One probe a second, and the first.
          callsWhileOpen <= (size + 1) * (patience === 1 ? 1 : 2) &&
          spoilt === 0;
      }
    } finally {
      await client.close();
      await stand.close();
      await proxy.close();
    }
    return { figure: parts.join('; '), passed };

    async function suffer(fault: Fault, name: string) {
      const ask = asker(client);
      const warmUp = startCanary(ask.isWhole, { everyMs });
      await wait(2_000);
      const calm = await warmUp.stop();
      log(`before: p99 ${calm.p99Ms.toFixed(1)} ms, ${calm.failed} of ${calm.sent} failed`);

      await proxy.behave(fault);
      const brokenAt = performance.now();
      const breaking = startCanary(ask.isSpared, { everyMs });
      const opened = await until(() => isOpen(gateway.adminUrl), opensWithinMs * patience);
      const openedMs = opened ? performance.now() - brokenAt : null;
      await breaking.stop();
      log(`${name}: open after ${shown(openedMs)}`);

      proxy.forgetRequests();
      const whileOpen = startCanary(ask.isSpared, { everyMs });
      await wait(size * 1_000);
      // Includes calls that wait for a probe.
      const open = await whileOpen.stop();
      const callsWhileOpen = proxy.requests.length;

      await proxy.behave(null);
      const mendedAt = performance.now();
      const isBack = await until(ask.isWhole, 2 * recoveryBoundMs * patience);
      const recoveredMs = isBack ? performance.now() - mendedAt : null;
      // Where few requests fit in, one that waits for a probe would be the percentile.
      const p99Ms = open.p99WithoutMs(callsWhileOpen);
      return { openedMs, p99Ms, callsWhileOpen, spoilt: open.failed, recoveredMs };
    }
  },
};

/** Each requests something else, so that none shares another's call. */
function asker(client: GraphqlClient) {
  let serial = 0;
  const query = `query ($id: ID!) { station(gtfsId: $id) { name } ${publicFields.statistics} }`;
  const ask = () => {
    serial += 1;
    return client.ask(query, { variables: { id: `HZ:${serial}` } });
  };
  return {
    /** Whether both agencies have answered. */
    isWhole: async () => {
      const { json } = await ask();
      return json?.data?.station != null && json.data.dataflow != null;
    },
    /** Whether the healthy agency has answered. */
    isSpared: async () => (await ask()).json?.data?.dataflow != null,
  };
}

async function isOpen(adminUrl: string): Promise<boolean> {
  const text = await (await fetch(`${adminUrl}/metrics`)).text();
  return /^civic_gateway_subgraph_breaker_open\{[^}]*subgraph="transport"[^}]*\} 1$/m.test(text);
}

async function until(isSo: () => Promise<boolean>, withinMs: number): Promise<boolean> {
  const start = performance.now();
  while (performance.now() - start < withinMs) {
    if (await isSo()) return true;
    await wait(50);
  }
  return false;
}

function shown(milliseconds: number | null): string {
  return milliseconds === null ? 'NEVER' : `${milliseconds.toFixed(0)} ms`;
}
