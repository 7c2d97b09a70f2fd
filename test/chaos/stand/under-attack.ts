import { setTimeout as wait } from 'node:timers/promises';
import { startCanaryApart } from './canary-apart.ts';
import type { GatewayProcess } from './gateway-process.ts';
import { heldMemoryMb } from './held-memory.ts';

/** Started with `inspectable`. */
export type Attacked = Pick<GatewayProcess, 'graphqlUrl' | 'rssMb' | 'output'>;

/** Effect of an attack on innocent callers. */
export interface Harm {
  readonly canaryMaxMs: number;
  readonly canaryFailed: number;
  readonly canarySent: number;
  /** Peak resident memory during the attack, minus the peak before it with only the canary. */
  readonly grownMb: number;
  /** Peak resident memory. */
  readonly mostMb: number;
  /** Growth of resident memory after garbage collection. */
  readonly keptMb: number;
}

const lookEveryMs = 50;
const usualCalmMs = 4_000;
const hurriedCalmMs = 300;

/**
 * Runs an attack while a trivial query is sent every 20 ms, and measures the gateway's memory. Garbage of the
 * start is collected first, or an attack could reuse its memory unnoticed.
 */
export async function underAttack(
  { gateway, patience }: { readonly gateway: Attacked; readonly patience: number },
  attack: () => Promise<void>,
): Promise<Harm> {
  const calmMs = patience > 1 ? hurriedCalmMs : usualCalmMs;
  const settling = { settleMs: calmMs / 8 };
  const canary = await startCanaryApart({ url: gateway.graphqlUrl });
  try {
    const heldBefore = await heldMemoryMb(gateway, settling);
    const before = await mostMb(gateway, () => wait(calmMs));
    await canary.look();
    const most = await mostMb(gateway, attack);
    const { maxMs, failed, sent } = await canary.look();
    const heldAfter = await heldMemoryMb(gateway, settling);
    return {
      canaryMaxMs: maxMs,
      canaryFailed: failed,
      canarySent: sent,
      grownMb: most - before,
      mostMb: most,
      keptMb: heldAfter - heldBefore,
    };
  } finally {
    canary.end();
  }
}

/** Peak resident memory. */
async function mostMb(
  { rssMb }: Pick<GatewayProcess, 'rssMb'>,
  during: () => Promise<unknown>,
): Promise<number> {
  let most = rssMb();
  const look = () => {
    most = Math.max(most, rssMb());
  };
  const timer = setInterval(look, lookEveryMs);
  await during().finally(() => clearInterval(timer));
  look();
  return most;
}

export function harmText({ canaryMaxMs, canaryFailed, canarySent, grownMb, keptMb }: Harm): string {
  return (
    `canary at most ${canaryMaxMs.toFixed(0)} ms, ${canaryFailed} of ${canarySent} failed, ` +
    `memory up by ${grownMb.toFixed(0)} MB at the peak and ${keptMb.toFixed(0)} MB afterwards`
  );
}
