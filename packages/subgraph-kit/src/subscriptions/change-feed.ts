/** Result of a read after a change. */
export interface Change<Event> {
  readonly event: Event;
  /** Whether this is the last event. */
  readonly isLast?: boolean;
}

/**
 * Notifies readers that the state of a key changed, without the change itself: readers query the current
 * state. So at most one notification is pending per reader, and none is lost.
 */
export class ChangeFeed {
  readonly #watchers = new Map<string, Set<Watcher>>();

  /** Number of waiting readers. */
  get size(): number {
    let size = 0;
    for (const watchers of this.#watchers.values()) size += watchers.size;
    return size;
  }

  changed(key: string): void {
    for (const watcher of this.#watchers.get(key) ?? []) watcher.wake();
  }

  /** Notifies all readers, when notifications may have been missed. */
  anythingChanged(): void {
    for (const key of this.#watchers.keys()) this.changed(key);
  }

  /**
   * Events for one subscriber: the current state, then one after each change.
   *
   * @param read returns the current state; `null` if nothing is new
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

  /** @returns `false` after the reader has stopped */
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
