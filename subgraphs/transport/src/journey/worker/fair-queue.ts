/**
 * A bounded queue that serves its callers in turn (fair queueing, RFC 970): one that asks for much waits longer itself, and
 * keeps the others waiting for one piece of its work at most.
 */
export class FairQueue<Item> {
  readonly #limit: number;
  readonly #byCaller = new Map<string, Item[]>();
  size = 0;

  /** @param limit items that may wait, of all callers together */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @returns whether there was room */
  push(caller: string, item: Item): boolean {
    if (this.size >= this.#limit) return false;
    const waiting = this.#byCaller.get(caller);
    if (waiting === undefined) this.#byCaller.set(caller, [item]);
    else waiting.push(item);
    this.size += 1;
    return true;
  }

  /** Takes the first item of the caller whose turn it is; `undefined` where nothing waits. */
  shift(): Item | undefined {
    const [next] = this.#byCaller;
    if (next === undefined) return undefined;
    const [caller, waiting] = next;
    const item = waiting.shift();
    this.#byCaller.delete(caller);
    // To the end of the map, behind the callers that wait as well.
    if (waiting.length > 0) this.#byCaller.set(caller, waiting);
    this.size -= 1;
    return item;
  }

  /** @returns whether it was waiting */
  remove(caller: string, item: Item): boolean {
    const waiting = this.#byCaller.get(caller);
    const place = waiting?.indexOf(item) ?? -1;
    if (waiting === undefined || place === -1) return false;
    waiting.splice(place, 1);
    if (waiting.length === 0) this.#byCaller.delete(caller);
    this.size -= 1;
    return true;
  }
}
