import type { SubgraphEndpoint } from './subgraph-endpoint.ts';

export interface UpstreamsOptions<Peer> {
  readonly create: (endpoint: SubgraphEndpoint) => Peer;
  /** Lets calls in progress finish. May be followed by `end`. */
  readonly retire: (peer: Peer) => Promise<void>;
  readonly end: (peer: Peer) => Promise<void>;
  /** Maximum duration of a running request. */
  readonly graceMs: number;
}

interface Known<Peer> {
  readonly endpoint: SubgraphEndpoint;
  readonly peer: Peer;
}

/** Upstreams by name. A subgraph with an unchanged address keeps its connections and state. */
export class Upstreams<Peer> {
  readonly #options: UpstreamsOptions<Peer>;
  readonly #byName = new Map<string, Known<Peer>>();
  /** Removed, but still called during the grace period of earlier requests. */
  readonly #leaving = new Map<string, NodeJS.Timeout>();
  /** No longer called, and not closed yet. */
  readonly #former = new Set<Peer>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(options: UpstreamsOptions<Peer>) {
    this.#options = options;
  }

  get(name: string): Peer | undefined {
    return this.#byName.get(name)?.peer;
  }

  /** Replaces the endpoints; added or moved ones are called at once. */
  reach(endpoints: readonly SubgraphEndpoint[]): void {
    const reached = new Set(endpoints.map(({ name }) => name));
    for (const endpoint of endpoints) {
      this.#stay(endpoint.name);
      const known = this.#byName.get(endpoint.name);
      if (known && isSame(known.endpoint, endpoint)) continue;
      this.#byName.set(endpoint.name, { endpoint, peer: this.#options.create(endpoint) });
      if (known) this.#retireLater(known.peer);
    }
    for (const [name, { peer }] of this.#byName) {
      if (reached.has(name) || this.#leaving.has(name)) continue;
      const leave = () => {
        this.#leaving.delete(name);
        this.#byName.delete(name);
        this.#retire(peer);
      };
      this.#leaving.set(name, this.#later(leave));
    }
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    const peers = [...[...this.#byName.values()].map(({ peer }) => peer), ...this.#former];
    await Promise.all(peers.map((peer) => this.#options.end(peer)));
  }

  /** Closing it at once would fail the calls waiting for a connection. */
  #retireLater(peer: Peer): void {
    this.#former.add(peer);
    this.#later(() => this.#retire(peer));
  }

  #retire(peer: Peer): void {
    this.#former.add(peer);
    const gone = () => void this.#former.delete(peer);
    this.#options.retire(peer).then(gone, gone);
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

function isSame(one: SubgraphEndpoint, other: SubgraphEndpoint): boolean {
  return one.url === other.url && one.secret === other.secret;
}
