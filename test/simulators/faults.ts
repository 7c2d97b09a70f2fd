import { setTimeout as sleep } from 'node:timers/promises';

/** How a simulated provider misbehaves; a test changes it while the provider runs. Chances are 0 to 1. */
export interface Faults {
  /** Every request is answered 503, unsigned, and nothing is done. */
  outage: boolean;
  /** Milliseconds before each answer, up to this many. */
  delay: number;
  /** The work is done and the connection is cut before the answer: to the caller a time-out. */
  loseAnswer: number;
  /** A notification is delivered once more, at the same time. */
  duplicate: number;
  /** A notification is held back until the one after it has gone. */
  reorder: number;
}

/** A generator with a seed, so that a misbehaviour that broke something can be had again (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const wellBehaved: Readonly<Faults> = {
  outage: false,
  delay: 0,
  loseAnswer: 0,
  duplicate: 0,
  reorder: 0,
};

export async function delay(faults: Faults, random: () => number): Promise<void> {
  if (faults.delay > 0) await sleep(Math.floor(random() * faults.delay));
}
