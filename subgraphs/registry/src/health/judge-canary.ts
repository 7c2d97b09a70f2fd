import { compareGroups, type Traffic, type TrafficSlice } from './compare-groups.ts';

export interface CanarySettings {
  /** Percentage points by which a canary's error rate may exceed that of the other gateways. */
  readonly maxExcessPercent: number;
  /** Requests that each group must have answered before they are compared. */
  readonly minRequests: number;
  /** How far back requests count, in milliseconds. */
  readonly windowMs: number;
}

export const usualCanary: CanarySettings = { maxExcessPercent: 1, minRequests: 100, windowMs: 300_000 };

/** What is known of a canary. */
export interface CanaryEvidence {
  /** A gateway that cannot load the version. */
  readonly refusal: { readonly gateway: string; readonly reason: string } | null;
  readonly slices: readonly TrafficSlice[];
}

/** Slices of a window; reports of gateways must come more often than slices. */
export const slicesInWindow = 30;
/** With a comparison each second, chance rolls back at most 36 canaries in a million hours. */
const maxChance = 1e-8;
/** A machine or network that fails for a moment stays below it. */
const minWorseSlices = 3;

/** @returns why the canary must be rolled back, in one line; `null` if it need not be */
export function judgeCanary({ refusal, slices }: CanaryEvidence, settings: CanarySettings): string | null {
  if (refusal !== null) {
    return `The gateway ${refusal.gateway} of the canary cannot load the version: ${refusal.reason}`;
  }
  const { maxExcessPercent, minRequests, windowMs } = settings;
  const found = compareGroups(slices, maxExcessPercent / 100);
  const { canary, others, excess, chance, worseSlices } = found;
  const isTold = Math.min(canary.requests, others.requests) >= minRequests;
  const isWorse = excess * 100 > maxExcessPercent && chance <= maxChance;
  if (!isTold || !isWorse || worseSlices < minWorseSlices) return null;
  return (
    `In the last ${Math.round(windowMs / 1_000)} s ${told(canary)} at the canary's gateways and ${told(others)} ` +
    `at the others; ${maxExcessPercent} percentage points more are accepted`
  );
}

function told({ requests, failed }: Traffic): string {
  return `${failed} of ${requests} requests failed (${((failed / requests) * 100).toFixed(1)} %)`;
}
