import type { Store } from './store.ts';

/** Runs tasks with the same key one after another. */
export type Lock = <Value>(key: string, work: () => Promise<Value>) => Promise<Value>;

/** Creates a lock within this process. */
export function inTurn(): Lock {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = last.get(key);
    const mine = before === undefined ? work() : before.then(work, work);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}

/** Extends a lock of this process to all processes that share the store, if the store has one. */
export function withStore(lock: Lock, store: Store): Lock {
  return (key, work) => lock(key, () => store.exclusive?.(key, work) ?? work());
}
