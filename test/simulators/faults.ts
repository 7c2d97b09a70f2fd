import { setTimeout as sleep } from 'node:timers/promises';

/** How a simulated provider misbehaves; a test changes it while the provider runs. Chances are 0 to 1. */
export interface Faults {
  /** Every request is answered 503, unsigned, and nothing is done. */
  outage: boolean;
  /** Milliseconds before each answer, up to this many. */
  delay: number;
  /** The work is done and the connection is cut before the answer: to the caller a time-out. */
  loseAnswer: number;
  /** Every call is answered with this code and nothing is done: signed as any answer is. */
  refuse: { readonly status: number; readonly code: string } | null;
  /** A notification is delivered once more, at the same time. */
  duplicate: number;
  /** A notification is held back until the one after it has gone. */
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
