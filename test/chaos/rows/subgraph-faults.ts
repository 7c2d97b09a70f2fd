import { type Fault, type FaultProxy, faults, plantedText, startFaultProxy } from '@civic-graph/testing';
import type { ChaosRow } from '../row.ts';
import { type Agency, agencies, publicFields } from '../stand/city.ts';
import type { GatewayProcess } from '../stand/gateway-process.ts';
import { createGraphqlClient, type GraphqlClient } from '../stand/graphql-client.ts';
import { openStand } from '../stand/stand.ts';

/** The gateway's default. */
const usualDeadlineMs = 2_000;
/** With other tests beside it, a busy machine exceeds the default. Shorter than a dripping answer. */
const patientDeadlineMs = 3_500;
const memoryBoundMb = 30;
const sampleMs = 5;
const hugeBytes = 300_000_000;
/** Warm-up, so that heap growth of a young process does not count as an effect of a fault. */
const warmUpRequests = 1_500;

const [unavailable, timeout] = ['SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_TIMEOUT'];
const [invalid, tooLarge] = ['SUBGRAPH_RESPONSE_INVALID', 'SUBGRAPH_RESPONSE_TOO_LARGE'];

export const row: ChaosRow = {
  name: 'subgraph-faults',
  holds:
    'each subgraph: refused, reset, half a body, hangs, drips, slow, 5xx, HTML, wrong type, null, garbage, 300 MB, redirect, ' +
    'hostile errors and data: stable code, the data of the others intact, the deadline (2 s) + 10 %, no body echoed, no ' +
    'redirect followed, memory up by at most 30 MB',
  unit: 'requests for each fault of each agency',
  fullSize: 5,
  smallSize: 1,
  needs: 'a gateway over stub agencies, a proxy in front of each; four minutes',
  async run({ size, log, patience }) {
    const deadlineMs = patience > 1 ? patientDeadlineMs : usualDeadlineMs;
    const stand = await openStand();
    const proxies = new Map<Agency, FaultProxy>();
    for (const name of agencies) proxies.set(name, await startFaultProxy(stand.agenciesOrigin));
    const trap = await startFaultProxy('http://127.0.0.1:1');
    const gateway = await stand.startGateway({
      env: { REQUEST_DEADLINE_MS: String(deadlineMs), CACHE: 'off' },
      via: Object.fromEntries([...proxies].map(([name, proxy]) => [name, proxy.origin])),
    });
    const client = createGraphqlClient(gateway.graphqlUrl, { patience });
    const problems: string[] = [];
    let [requests, slowestMs, mostMb] = [0, 0, 0];
    try {
      // The first one loads and plans, which may take longer than the deadline.
      const good = await untilGood(client);
      if (good === null) throw new Error('no answer without a fault');
      for (let count = 0; count < warmUpRequests; count += 1) await client.ask(query);

      for (const [agency, proxy] of proxies) {
        for (const [name, fault, code] of allFaults(`${trap.origin}/graphql`)) {
          const what = `${agency}, ${name}`;
          const memory = watchMemory(gateway);
          await proxy.behave(fault);
          for (let count = 0; count < size; count += 1) {
            const answer = await client.ask(query);
            requests += 1;
            slowestMs = Math.max(slowestMs, answer.ms);
            problems.push(...judge(answer, good, { agency, code }).map((why) => `${what}: ${why}`));
            if (answer.ms > 1.1 * deadlineMs * patience) problems.push(`${what}: ${answer.ms.toFixed(0)} ms`);
          }
          await proxy.behave(null);
          const upMb = memory.stop();
          if (upMb > mostMb) log(`${what}: memory up by ${upMb.toFixed(1)} MB`);
          mostMb = Math.max(mostMb, upMb);
          // Resets connections and breakers between faults.
          if ((await untilGood(client)) === null) problems.push(`${what}: not served again`);
        }
        log(`${agency}: ${problems.length} problems so far`);
      }
      if (trap.requests.length > 0) problems.push(`a redirect was followed ${trap.requests.length} times`);
      if (mostMb > memoryBoundMb * (patience > 1 ? 3 : 1))
        problems.push(`memory was up by ${mostMb.toFixed(1)} MB`);
    } finally {
      await client.close();
      await stand.close();
      for (const proxy of [...proxies.values(), trap]) await proxy.close();
    }
    for (const problem of problems.slice(0, 20)) log(problem);
    return {
      figure:
        `${requests} requests, ${problems.length} with a wrong result; the slowest took ${slowestMs.toFixed(0)} ms ` +
        `(deadline ${deadlineMs} ms + 10 %), memory up by at most ${mostMb.toFixed(1)} MB (${memoryBoundMb})`,
      passed: problems.length === 0,
    };
  },
};

const fieldOf: Readonly<Record<Agency, string>> = {
  identity: 'partnerApp',
  transport: 'station',
  payments: 'notice',
  statistics: 'dataflow',
};
const query = `{ ${agencies.map((agency) => publicFields[agency]).join(' ')} }`;

/** Each fault with the code that the client gets. */
function allFaults(elsewhere: string): readonly (readonly [string, Fault, string])[] {
  return [
    ['refused', faults.refused(), unavailable],
    ['reset', faults.reset(), unavailable],
    ['closed', faults.closed(), unavailable],
    ['half a body', faults.halfBody(), unavailable],
    ['no HTTP', faults.noise(), unavailable],
    ['hangs', faults.hangs(), timeout],
    ['drips', faults.drips(), timeout],
    ['slow', faults.slow(10_000), timeout],
    ['500', faults.status(500), unavailable],
    ['503', faults.status(503), unavailable],
    ['502 with HTML', faults.html(502), unavailable],
    ['HTML', faults.html(), invalid],
    ['wrong type', faults.wrongType(), invalid],
    ['null', faults.nothing(), invalid],
    ['garbage', faults.garbage(), invalid],
    ['300 MB', faults.huge(hugeBytes), tooLarge],
    ['300 MB, announced', faults.huge(hugeBytes, { isTold: true }), tooLarge],
    ['redirect', faults.redirect(elsewhere), invalid],
    ['hostile errors', faults.hostileErrors(), 'INTERNAL_SERVER_ERROR'],
    ['hostile data', faults.hostileData(), invalid],
  ];
}

function judge(
  { status, text, json }: { readonly status: number; readonly text: string; readonly json: Answer | null },
  good: Readonly<Record<string, unknown>>,
  { agency, code }: { readonly agency: Agency; readonly code: string },
): string[] {
  const problems: string[] = [];
  if (status !== 200) problems.push(`status ${status}`);
  if (/SELECT|10\.20\.30\.40|127\.0\.0\.1|polluted/.test(text) || text.includes(plantedText)) {
    problems.push(`shown: ${text.slice(0, 300)}`);
  }
  for (const other of agencies) {
    const field = fieldOf[other];
    if (other === agency) continue;
    if (JSON.stringify(json?.data?.[field]) !== JSON.stringify(good[field])) {
      problems.push(`${other} was affected: ${text.slice(0, 300)}`);
    }
  }
  const codes = [...new Set(json?.errors?.map((error) => error.extensions.code))];
  if (codes.join() !== code) problems.push(`${codes.join()} instead of ${code}: ${text.slice(0, 300)}`);
  return problems;
}

interface Answer {
  readonly data?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

function watchMemory(gateway: GatewayProcess): { stop(): number } {
  const before = gateway.rssMb();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, gateway.rssMb());
  }, sampleMs);
  return {
    stop() {
      clearInterval(timer);
      return Math.max(most, gateway.rssMb()) - before;
    },
  };
}

/** @returns the data of an answer without errors; `null` if none comes */
async function untilGood(client: GraphqlClient): Promise<Readonly<Record<string, unknown>> | null> {
  for (let count = 0; count < 100; count += 1) {
    const { json } = await client.ask(query);
    if (json !== null && json.errors === undefined) return json.data;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return null;
}
