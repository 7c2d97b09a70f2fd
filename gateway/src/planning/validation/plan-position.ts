/** A position in a plan: its enclosing branches, outermost first. */
export type PlanPosition = readonly Branch[];

interface Branch {
  /** Parallel siblings: a parallel node, or a fetch of several inputs. */
  readonly fork: object;
  readonly branch: number;
}

export const start: PlanPosition = [];

export function within(position: PlanPosition, fork: object, branch: number): PlanPosition {
  return [...position, { fork, branch }];
}

/** Whether an earlier position is done by then; parallel ones are not. */
export function isDoneBy(earlier: PlanPosition, later: PlanPosition): boolean {
  const at = earlier.findIndex(
    ({ fork, branch }, depth) => later[depth]?.fork !== fork || later[depth]?.branch !== branch,
  );
  return at < 0 || earlier[at]?.fork !== later[at]?.fork;
}
