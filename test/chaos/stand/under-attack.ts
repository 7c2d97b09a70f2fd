import { startCanary } from './canary.ts';
import type { GatewayProcess } from './gateway-process.ts';
import { createGraphqlClient } from './graphql-client.ts';

/** What an attack did to those who did nothing. */
export interface Harm {
  readonly canaryMaxMs: number;
  readonly canaryFailed: number;
  readonly canarySent: number;
  /** How much more memory was resident at the worst moment than before. */
  readonly grownMb: number;
}

const lookEveryMs = 50;

/** Runs an attack, with a trivial query sent every 20 ms meanwhile, and looks at the gateway's memory. */
export async function underAttack(gateway: GatewayProcess, attack: () => Promise<void>): Promise<Harm> {
  const client = createGraphqlClient(gateway.graphqlUrl, { connections: 8 });
  const ask = async () => (await client.ask('{ __typename }')).json?.data?.__typename === 'Query';
  // Connections and code are there before it begins.
  for (let count = 0; count < 50; count += 1) await ask();
  const before = gateway.rssMb();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, gateway.rssMb());
  }, lookEveryMs);
  const canary = startCanary(ask);
  try {
    await attack();
  } finally {
    clearInterval(timer);
  }
  const { maxMs, failed, sent } = await canary.stop();
  most = Math.max(most, gateway.rssMb());
  await client.close();
  return { canaryMaxMs: maxMs, canaryFailed: failed, canarySent: sent, grownMb: most - before };
}

export function harmText({ canaryMaxMs, canaryFailed, canarySent, grownMb }: Harm): string {
  return (
    `canary at most ${canaryMaxMs.toFixed(0)} ms, ${canaryFailed} of ${canarySent} failed, ` +
    `memory up by ${grownMb.toFixed(0)} MB`
  );
}
