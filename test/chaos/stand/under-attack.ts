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
  /**
   * How much more memory was resident at the worst moment than at the worst one before, with the canary
   * alone.
   */
  readonly grownMb: number;
  /** Resident at the worst moment. */
  readonly mostMb: number;
  /** How much more was resident afterwards, once garbage was collected. */
  readonly keptMb: number;
}

const lookEveryMs = 50;
const usualCalmMs = 4_000;
const hurriedCalmMs = 300;

/**
 * Runs an attack, with a trivial query sent every 20 ms meanwhile, and looks at the gateway's memory. What
 * was allocated at the start is collected before: an attack that fills what it has left free would seem to
 * take nothing.
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

/** Resident at the worst moment. */
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
    `memory up by ${grownMb.toFixed(0)} MB at the worst moment and ${keptMb.toFixed(0)} MB afterwards`
  );
}
