import type { PointStore, QuotaPolicy } from './point-store.ts';

/** The store is asked for this part of a quota at a time. */
const blocksInQuota = 20;

/**
 * What one caller may still spend of one quota, as this gateway holds it: points that it has taken from the
 * store beforehand, a block at a time, so that a request waits for the store once in a block at most.
 *
 * Nothing is ever given out twice: over all gateways, a caller gets at most his quota in a window. What a
 * gateway has taken and not given out when the window ends is lost: at most one and a half blocks at each
 * gateway, 7.5 % of the quota.
 */
export class Allowance {
  readonly policy: QuotaPolicy;
  readonly #store: PointStore;
  readonly #key: string;
  readonly #block: number;
  #held = 0;
  /** In the store, when it was last asked. */
  #left = 0;
  #endsAt = Number.NEGATIVE_INFINITY;
  /** The store has no more in this window. */
  #isLast = false;
  #refilling: Promise<void> | null = null;

  constructor(policy: QuotaPolicy, store: PointStore, key: string) {
    this.policy = policy;
    this.#store = store;
    this.#key = key;
    this.#block = Math.max(1, Math.ceil(policy.points / blocksInQuota));
  }

  has(points: number, now: number): boolean {
    return now < this.#endsAt && this.#held >= points;
  }

  /** Whether it is certain that there are too few until the window ends. */
  refuses(points: number, now: number): boolean {
    return now < this.#endsAt && this.#isLast && this.#held < points;
  }

  /** Only where it has them. The next block is fetched while there is some left of this one. */
  spend(points: number): void {
    this.#held -= points;
    if (this.#held < this.#block / 2 && !this.#isLast) void this.refill(this.#block);
  }

  /** Whoever waits for it looks again afterwards: others may have spent it, or it was too little. */
  refill(points: number): Promise<void> {
    this.#refilling ??= this.#take(Math.max(points, this.#block)).finally(() => {
      this.#refilling = null;
    });
    return this.#refilling;
  }

  remaining(now: number): number {
    return now < this.#endsAt ? this.#held + this.#left : this.policy.points;
  }

  /** Whole seconds until the window ends. */
  resetSeconds(now: number): number {
    return Math.max(1, Math.ceil((this.#endsAt - now) / 1_000));
  }

  async #take(points: number): Promise<void> {
    const { granted, left, endsInMs } = await this.#store.take(this.#key, points);
    const now = performance.now();
    if (now >= this.#endsAt) this.#held = 0;
    this.#held += granted;
    this.#left = left;
    this.#isLast = granted < points;
    this.#endsAt = now + endsInMs;
  }
}
