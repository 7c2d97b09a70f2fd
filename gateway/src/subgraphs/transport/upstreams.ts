import type { SubgraphEndpoint } from './subgraph-endpoint.ts';

export interface UpstreamsOptions<Peer> {
  readonly create: (endpoint: SubgraphEndpoint) => Peer;
  /** Lets it finish what is under way. May be followed by `end`. */
  readonly retire: (peer: Peer) => Promise<void>;
  readonly end: (peer: Peer) => Promise<void>;
  /** How long a request that has begun may take. */
  readonly graceMs: number;
}

interface Known<Peer> {
  readonly endpoint: SubgraphEndpoint;
  readonly peer: Peer;
}

/**
 * Who is called under which name. A subgraph that stays where it was keeps its connections and what is known
 * of it.
 */
export class Upstreams<Peer> {
  readonly #options: UpstreamsOptions<Peer>;
  readonly #byName = new Map<string, Known<Peer>>();
  /** Removed, and called until the timer ends: requests that began before have their time. */
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

  /** From now on it is these: one that was added or moved is called there at once. */
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

  /** What waits for one of its connections would fail if it closed at once. */
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
