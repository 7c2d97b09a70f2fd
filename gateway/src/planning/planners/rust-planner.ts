import type { Planner } from '../planner.ts';
import { IsolatedPlanner, named, plannerOf } from './isolated-planner.ts';

/** Plans for all supergraphs; the first operations start its processes. */
const native = new IsolatedPlanner('rust');

/**
 * The default planner, native code: about twenty times faster than the JavaScript planner, and correct on
 * `resolvable: false` keys and conflicting `@requires` arguments.
 * @param supergraphSdl full SDL with its SECURITY links
 */
export function createRustPlanner(supergraphSdl: string): Planner {
  return plannerOf('rust', native, supergraphSdl);
}

/** @throws PlanError if the planner rejects the supergraph or crashes on it */
export function loadForRust(supergraphSdl: string): Promise<void> {
  return native.load(named(supergraphSdl));
}
