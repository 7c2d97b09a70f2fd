/** What a reader makes of a change. */
export interface Change<Event> {
  readonly event: Event;
  /** Whether nothing can come after it. */
  readonly isLast?: boolean;
}

/**
 * Tells those who wait that something under a key is no longer as it was. Not what happened: whoever is told
 * reads how things stand. So however fast changes come, one at most waits for each reader, and none is lost.
 */
export class ChangeFeed {
  readonly #watchers = new Map<string, Set<Watcher>>();

  /** How many wait. */
  get size(): number {
    let size = 0;
    for (const watchers of this.#watchers.values()) size += watchers.size;
    return size;
  }

  changed(key: string): void {
    for (const watcher of this.#watchers.get(key) ?? []) watcher.wake();
  }

  /** Where it is not known what was missed. */
  anythingChanged(): void {
    for (const key of this.#watchers.keys()) this.changed(key);
  }

  /**
   * Events for one subscriber: one at once, of how things stand, and one after each change.
   *
   * @param read reads how things stand; `null` where that is nothing new
   */
  watch<Event>(key: string, read: () => Promise<Change<Event> | null>): AsyncIterableIterator<Event> {
    const watcher = new Watcher();
    const watchers = this.#watchers.get(key) ?? new Set();
    this.#watchers.set(key, watchers.add(watcher));
    const stop = () => {
      watcher.stop();
      watchers.delete(watcher);
      if (watchers.size === 0 && this.#watchers.get(key) === watchers) this.#watchers.delete(key);
    };
    return {
      async next() {
        try {
          while (await watcher.change()) {
            const change = await read();
            if (change === null) continue;
            if (change.isLast) stop();
            return { done: false, value: change.event };
          }
        } catch (error) {
          stop();
          throw error;
        }
        return { done: true, value: undefined };
      },
      async return() {
        stop();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}

class Watcher {
  #state: 'changed' | 'unchanged' | 'stopped' = 'changed';
  #wake: (() => void) | null = null;

  wake(): void {
    if (this.#state === 'unchanged') this.#state = 'changed';
    this.#wake?.();
  }

  stop(): void {
    this.#state = 'stopped';
    this.#wake?.();
  }

  /** @returns `false` where nobody waits any more */
  async change(): Promise<boolean> {
    if (this.#state === 'unchanged') {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = null;
    }
    if (this.#state === 'stopped') return false;
    this.#state = 'unchanged';
    return true;
  }
}
