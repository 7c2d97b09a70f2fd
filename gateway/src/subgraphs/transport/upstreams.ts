import { isSameEndpoint, type SubgraphEndpoint } from './subgraph-endpoint.ts';

export interface UpstreamsOptions<Upstream> {
  readonly create: (endpoint: SubgraphEndpoint) => Upstream;
  /** Lets calls in progress finish. May be followed by `end`. */
  readonly drain: (upstream: Upstream) => Promise<void>;
  readonly end: (upstream: Upstream) => Promise<void>;
  /** Maximum duration of a running request. */
  readonly graceMs: number;
}

interface Known<Upstream> {
  readonly endpoint: SubgraphEndpoint;
  readonly upstream: Upstream;
}

/** Upstreams by name. A subgraph with an unchanged address keeps its connections and state. */
export class Upstreams<Upstream> {
  readonly #options: UpstreamsOptions<Upstream>;
  readonly #byName = new Map<string, Known<Upstream>>();
  /** Removed, but still called during the grace period of earlier requests. */
  readonly #leaving = new Map<string, NodeJS.Timeout>();
  /** No longer called, and not closed yet. */
  readonly #former = new Set<Upstream>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(options: UpstreamsOptions<Upstream>) {
    this.#options = options;
  }

  get(name: string): Upstream | undefined {
    return this.#byName.get(name)?.upstream;
  }

  /** Replaces the endpoints; added or moved ones are called immediately. */
  setEndpoints(endpoints: readonly SubgraphEndpoint[]): void {
    const reached = new Set(endpoints.map(({ name }) => name));
    for (const endpoint of endpoints) {
      this.#stay(endpoint.name);
      const known = this.#byName.get(endpoint.name);
      if (known && isSameEndpoint(known.endpoint, endpoint)) continue;
      this.#byName.set(endpoint.name, { endpoint, upstream: this.#options.create(endpoint) });
      if (known) this.#drainLater(known.upstream);
    }
    for (const [name, { upstream }] of this.#byName) {
      if (reached.has(name) || this.#leaving.has(name)) continue;
      const leave = () => {
        this.#leaving.delete(name);
        this.#byName.delete(name);
        this.#drain(upstream);
      };
      this.#leaving.set(name, this.#later(leave));
    }
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    const upstreams = [...[...this.#byName.values()].map(({ upstream }) => upstream), ...this.#former];
    await Promise.all(upstreams.map((upstream) => this.#options.end(upstream)));
  }

  /** Closing it immediately would fail the calls waiting for a connection. */
  #drainLater(upstream: Upstream): void {
    this.#former.add(upstream);
    this.#later(() => this.#drain(upstream));
  }

  #drain(upstream: Upstream): void {
    this.#former.add(upstream);
    const gone = () => void this.#former.delete(upstream);
    this.#options.drain(upstream).then(gone, gone);
  }

  #stay(name: string): void {
    const timer = this.#leaving.get(name);
    if (timer === undefined) return;
    clearTimeout(timer);
    this.#timers.delete(timer);
    this.#leaving.delete(name);
  }

  #later(act: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, this.#options.graceMs).unref();
    this.#timers.add(timer);
    return timer;
  }
}
