import { systemCaller } from '../lib/fair-queue.ts';

/**
 * The callers that wait for one plan: later callers join, and it is planned as soon as any of them is
 * scheduled.
 */
export class PlanWaiters {
  readonly #names = new Set<string>();
  readonly #listeners = new Set<(name: string) => void>();

  constructor(first: string = systemCaller) {
    this.#names.add(first);
  }

  get names(): readonly string[] {
    return [...this.#names];
  }

  join(name: string): void {
    if (this.#names.has(name)) return;
    this.#names.add(name);
    for (const notify of this.#listeners) notify(name);
  }

  /** @returns stops it */
  onJoin(notify: (name: string) => void): () => void {
    this.#listeners.add(notify);
    return () => {
      this.#listeners.delete(notify);
    };
  }
}
