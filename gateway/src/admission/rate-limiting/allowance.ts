import type { PointStore, QuotaPolicy } from './point-store.ts';

/** The share of a quota taken from the store at a time. */
const blocksInQuota = 20;

/**
 * The rest of one caller's quota at this gateway. Points come from the store in blocks, so that a request
 * waits at most once per block; unspent points lapse with the window: at most one and a half blocks per
 * gateway, 7.5 % of the quota.
 */
export class Allowance {
  readonly policy: QuotaPolicy;
  readonly #store: PointStore;
  readonly #key: string;
  readonly #block: number;
  #held = 0;
  /** Points in the store at the last call. */
  #left = 0;
  #endsAt = Number.NEGATIVE_INFINITY;
  /** The store is empty for this window. */
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

  /** Whether too few points are certain until the window ends. */
  refuses(points: number, now: number): boolean {
    return now < this.#endsAt && this.#isLast && this.#held < points;
  }

  /** Takes points only if all are available; the next block is fetched before this one is used up. */
  spend(points: number): void {
    this.#held -= points;
    if (this.#held < this.#block / 2 && !this.#isLast) void this.refill(this.#block);
  }

  /** Callers check again after the wait: others may have spent the block, or it was too small. */
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
