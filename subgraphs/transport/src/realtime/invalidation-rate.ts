import { setTimeout } from 'node:timers/promises';

const leastMs = 1_000;

/** Merges invalidations, so that gateways get at most one a second. */
export class InvalidationRate {
  readonly #invalidate: (tags: readonly string[]) => Promise<void>;
  readonly #pause: () => Promise<void>;
  readonly #due = new Set<string>();
  #isBusy = false;

  /** @param invalidate never rejects */
  constructor(
    invalidate: (tags: readonly string[]) => Promise<void>,
    pause: () => Promise<void> = () => setTimeout(leastMs, undefined, { ref: false }),
  ) {
    this.#invalidate = invalidate;
    this.#pause = pause;
  }

  add(tags: readonly string[]): void {
    for (const tag of tags) this.#due.add(tag);
    if (!this.#isBusy && this.#due.size > 0) void this.#send();
  }

  async #send(): Promise<void> {
    this.#isBusy = true;
    const tags = [...this.#due];
    this.#due.clear();
    // Not awaited: a gateway that is down must not keep the others waiting.
    void this.#invalidate(tags);
    await this.#pause();
    this.#isBusy = false;
    if (this.#due.size > 0) void this.#send();
  }
}
