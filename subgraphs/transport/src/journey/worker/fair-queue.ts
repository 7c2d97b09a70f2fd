/** Key of a waiting item: the app, and its request. */
export interface QueueCaller {
  readonly app: string;
  readonly request: string;
}

interface Waiting<Item> {
  /** By request, in service order. */
  readonly requests: Map<string, Item[]>;
  size: number;
}

/**
 * A bounded queue, round robin over apps and over the requests of each app (fair queueing, RFC 970).
 * A busy app delays the others by one item at most.
 */
export class FairQueue<Item> {
  readonly #limit: number;
  readonly #apps = new Map<string, Waiting<Item>>();
  size = 0;

  /** @param limit maximum waiting items of all callers */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Adds an item. If the queue is full, the app with most items loses its last one, unless it is the adding
   * app.
   *
   * @returns the rejected item
   */
  push({ app, request }: QueueCaller, item: Item): Item | undefined {
    const waiting = this.#apps.get(app) ?? { requests: new Map<string, Item[]>(), size: 0 };
    const lost = this.size < this.#limit ? undefined : this.#dropFromLargest(waiting.size + 1);
    if (this.size >= this.#limit) return item;
    this.#apps.set(app, waiting);
    const own = waiting.requests.get(request);
    if (own === undefined) waiting.requests.set(request, [item]);
    else own.push(item);
    waiting.size += 1;
    this.size += 1;
    return lost;
  }

  /** Takes the next item; `undefined` if the queue is empty. */
  shift(): Item | undefined {
    const [app, waiting] = first(this.#apps);
    if (app === undefined || waiting === undefined) return undefined;
    const [request, items] = first(waiting.requests);
    if (request === undefined || items === undefined) return undefined;
    const item = items.shift();
    // Moves the app behind the others.
    waiting.requests.delete(request);
    if (items.length > 0) waiting.requests.set(request, items);
    this.#apps.delete(app);
    waiting.size -= 1;
    this.size -= 1;
    if (waiting.size > 0) this.#apps.set(app, waiting);
    return item;
  }

  /** @returns whether it was waiting */
  remove({ app, request }: QueueCaller, item: Item): boolean {
    const waiting = this.#apps.get(app);
    const items = waiting?.requests.get(request);
    const place = items?.indexOf(item) ?? -1;
    if (waiting === undefined || items === undefined || place === -1) return false;
    items.splice(place, 1);
    if (items.length === 0) waiting.requests.delete(request);
    waiting.size -= 1;
    this.size -= 1;
    if (waiting.size === 0) this.#apps.delete(app);
    return true;
  }

  /** Removes the last item of the app with the most, if these are more than `atMost`. */
  #dropFromLargest(atMost: number): Item | undefined {
    let largest: readonly [string, Waiting<Item>] | undefined;
    for (const entry of this.#apps) {
      if (entry[1].size > (largest?.[1].size ?? atMost)) largest = entry;
    }
    if (largest === undefined) return undefined;
    const [app, { requests }] = largest;
    const [request, items] = [...requests].at(-1) ?? [];
    const item = items?.at(-1);
    if (request === undefined || item === undefined) return undefined;
    this.remove({ app, request }, item);
    return item;
  }
}

function first<Key, Value>(
  map: ReadonlyMap<Key, Value>,
): readonly [Key, Value] | readonly [undefined, undefined] {
  const [entry] = map;
  return entry ?? [undefined, undefined];
}
