import type { OperationResult } from '../../execution/engine.ts';

/**
 * Makes something of each result once: the subscribers of a shared stream all get the same result.
 *
 * @param make must not depend on the subscriber
 */
export function oncePerResult<Made extends object>(
  make: (result: OperationResult) => Made,
): (result: OperationResult) => Made {
  const known = new WeakMap<OperationResult, Made>();
  return (result) => {
    const before = known.get(result);
    if (before !== undefined) return before;
    const made = make(result);
    known.set(result, made);
    return made;
  };
}
