import { setTimeout as wait } from 'node:timers/promises';
import { eventually, testSecrets } from '@civic-graph/testing';
import { type GatewayProcess, patientDeadline } from './gateway-process.ts';
import { createGraphqlClient, type GraphqlClient } from './graphql-client.ts';
import type { RegistryStand } from './registry-stand.ts';
import type { Stand } from './stand.ts';

/** Gateways that pull from a registry. */
export interface RolloutGateways {
  readonly ids: readonly string[];
  readonly clients: readonly GraphqlClient[];
  /** Their addresses. */
  readonly urls: readonly [string, string];
  /** What each serves, as it says itself. */
  serving(): Promise<readonly string[]>;
  /** Waits until `isServed`. @returns the milliseconds since then. @throws Error where that takes too long */
  until(isServed: (serving: readonly string[]) => boolean, since?: number): Promise<number>;
  /** The next of them. */
  next(): GraphqlClient;
  close(): Promise<void>;
}

const firstRolloutMs = 180_000;
const servedWithinMs = 60_000;

/** @param subgraph that has no address or secret of its own in the environment of a stand's gateways */
export async function startRolloutGateways(
  stand: Stand,
  registry: RegistryStand,
  { subgraph, patience }: { readonly subgraph: string; readonly patience: number },
): Promise<RolloutGateways> {
  const ids = ['gateway-1', 'gateway-2'] as const;
  const start = (GATEWAY_ID: string): Promise<GatewayProcess> =>
    stand.startGateway({
      env: {
        ...registry.ofGateways,
        ...patientDeadline(patience),
        GATEWAY_ID,
        [`SUBGRAPH_SECRET_${subgraph.toUpperCase()}`]: testSecrets.subgraph,
      },
    });
  // The first rollout is composed meanwhile; a gateway waits half a minute for it.
  const first = await eventually(() => start(ids[0]), { withinMs: firstRolloutMs });
  const gateways = [first, await start(ids[1])] as const;
  const clients = [
    createGraphqlClient(gateways[0].graphqlUrl, { patience }),
    createGraphqlClient(gateways[1].graphqlUrl, { patience }),
  ] as const;
  let turn = 0;
  const serving = () => Promise.all(gateways.map(servedBy));
  return {
    ...{ ids, clients, serving },
    urls: [gateways[0].url, gateways[1].url],
    async until(isServed, since = performance.now()) {
      const end = performance.now() + servedWithinMs * patience;
      while (!isServed(await serving())) {
        if (performance.now() > end) throw new Error('a rollout is not served');
        await wait(20);
      }
      return performance.now() - since;
    },
    next() {
      turn += 1;
      return turn % 2 === 0 ? clients[0] : clients[1];
    },
    close: async () => void (await Promise.all(clients.map((client) => client.close()))),
  };
}

async function servedBy({ url }: GatewayProcess): Promise<string> {
  const response = await fetch(`${url}/readyz`, { redirect: 'error' });
  return ((await response.json()) as { readonly supergraph: string }).supergraph;
}
