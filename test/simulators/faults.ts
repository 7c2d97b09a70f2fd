import { setTimeout as sleep } from 'node:timers/promises';

/** Faults of a simulated provider, which a test changes while the provider runs. Chances are 0 to 1. */
export interface Faults {
  /** Every request gets an unsigned 503, and nothing is done. */
  outage: boolean;
  /** Maximum delay of each answer, in milliseconds. */
  delay: number;
  /** The work is done, but the connection is cut before the answer, so the caller sees a time-out. */
  loseAnswer: number;
  /** Every call gets this code in a signed answer, and nothing is done. */
  refuse: { readonly status: number; readonly code: string } | null;
  /** A notification is delivered twice at the same time. */
  duplicate: number;
  /** A notification is held back until the next one is delivered. */
  reorder: number;
}

export const wellBehaved: Readonly<Faults> = {
  outage: false,
  delay: 0,
  loseAnswer: 0,
  refuse: null,
  duplicate: 0,
  reorder: 0,
};

export async function delay(faults: Faults, random: () => number): Promise<void> {
  if (faults.delay > 0) await sleep(Math.floor(random() * faults.delay));
}
