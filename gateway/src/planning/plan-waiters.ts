import { nobody } from '../lib/fair-queue.ts';

/**
 * The callers that wait for one plan: later callers join, and it is planned as soon as any of them is
 * scheduled.
 */
export class PlanWaiters {
  readonly #names = new Set<string>();
  readonly #told = new Set<(name: string) => void>();

  constructor(first: string = nobody) {
    this.#names.add(first);
  }

  get names(): readonly string[] {
    return [...this.#names];
  }

  join(name: string): void {
    if (this.#names.has(name)) return;
    this.#names.add(name);
    for (const tell of this.#told) tell(name);
  }

  /** @returns stops it */
  onJoin(tell: (name: string) => void): () => void {
    this.#told.add(tell);
    return () => {
      this.#told.delete(tell);
    };
  }
}
