/** Where in a plan something is done: the branches around it, from the outside in. */
export type Moment = readonly Branch[];

interface Branch {
  /** What is done at once with the others of it: a parallel node, or a fetch of several inputs. */
  readonly fork: object;
  readonly branch: number;
}

export const start: Moment = [];

export function within(moment: Moment, fork: object, branch: number): Moment {
  return [...moment, { fork, branch }];
}

/** Of something that stands earlier in the plan, whether it is done by then: not where both are done at once. */
export function isDoneBy(earlier: Moment, later: Moment): boolean {
  const at = earlier.findIndex(
    ({ fork, branch }, depth) => later[depth]?.fork !== fork || later[depth]?.branch !== branch,
  );
  return at < 0 || earlier[at]?.fork !== later[at]?.fork;
}
