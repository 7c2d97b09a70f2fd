/** A failed call to a dependency, as the log should have it. */
export interface OutageReport {
  /** `awaited`: it does not listen yet, because a deployment starts all services at once. */
  readonly kind: 'awaited' | 'failed';
  /** Whether it was not reported yet. */
  readonly isNews: boolean;
}

export interface OutageOptions {
  /** Time (in milliseconds) for which a dependency may take to start. Default is 30,000. */
  readonly patienceMs?: number;
  /** Milliseconds. Default is `performance.now`. */
  readonly now?: () => number;
}

/** Tells a dependency that is still starting from one that fails, and reports each once per outage. */
export class Outage {
  readonly #now: () => number;
  readonly #awaitedUntil: number;
  #hasAnswered = false;
  #reported: OutageReport['kind'] | null = null;

  constructor({ patienceMs = 30_000, now = () => performance.now() }: OutageOptions = {}) {
    this.#now = now;
    this.#awaitedUntil = now() + patienceMs;
  }

  /** To be called after each failed call. */
  failed(error: unknown): OutageReport {
    const isAwaited = !this.#hasAnswered && this.#now() < this.#awaitedUntil && isNotListening(error);
    const kind = isAwaited ? 'awaited' : 'failed';
    const isNews = this.#reported !== kind;
    this.#reported = kind;
    return { kind, isNews };
  }

  /** To be called after each answer. */
  answered(): void {
    this.#hasAnswered = true;
    this.#reported = null;
  }
}

const notListening: ReadonlySet<unknown> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** Whether nobody listens at an address, or its name does not exist (yet). */
function isNotListening(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && notListening.has(error.code)) || isNotListening(error.cause);
}
