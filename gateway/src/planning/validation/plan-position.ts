/** Where in a plan something is done: the branches around it, from the outside in. */
export type PlanPosition = readonly Branch[];

interface Branch {
  /** What is done at once with the others of it: a parallel node, or a fetch of several inputs. */
  readonly fork: object;
  readonly branch: number;
}

export const start: PlanPosition = [];

export function within(moment: PlanPosition, fork: object, branch: number): PlanPosition {
  return [...moment, { fork, branch }];
}

/**
 * Of something that stands earlier in the plan, whether it is done by then: not where both are done at once.
 */
export function isDoneBy(earlier: PlanPosition, later: PlanPosition): boolean {
  const at = earlier.findIndex(
    ({ fork, branch }, depth) => later[depth]?.fork !== fork || later[depth]?.branch !== branch,
  );
  return at < 0 || earlier[at]?.fork !== later[at]?.fork;
}
