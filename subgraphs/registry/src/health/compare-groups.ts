/** What gateways answered. */
export interface Traffic {
  readonly requests: number;
  readonly failed: number;
}

/** The same stretch of time at both groups of gateways. */
export interface TrafficSlice {
  readonly canary: Traffic;
  readonly others: Traffic;
}

export interface Comparison {
  readonly canary: Traffic;
  readonly others: Traffic;
  /** By how much the canary's error rate is above that of the others, 0 to 1; below it is negative. */
  readonly excess: number;
  /** Bound of the probability that equal groups would have given the canary as many failures, 0 to 1. */
  readonly chance: number;
  /** Slices in which the excess is above the bound. */
  readonly worseSlices: number;
}

/**
 * Compares the error rates of two groups slice by slice, so that a subgraph which fails for a while fails for
 * both. The excess is the risk difference of Mantel and Haenszel. Slices in which one group answered nothing
 * say nothing.
 *
 * @param bound excess that is accepted, 0 to 1
 */
export function compareGroups(slices: readonly TrafficSlice[], bound: number): Comparison {
  const both = slices.filter(({ canary, others }) => canary.requests > 0 && others.requests > 0);
  const [canary, others] = [sum(both.map((each) => each.canary)), sum(both.map((each) => each.others))];
  let weighted = 0;
  let weights = 0;
  let expected = 0;
  let worseSlices = 0;
  for (const slice of both) {
    const requests = slice.canary.requests + slice.others.requests;
    const difference = rateOf(slice.canary) - rateOf(slice.others);
    const weight = (slice.canary.requests * slice.others.requests) / requests;
    weighted += weight * difference;
    weights += weight;
    expected += (slice.canary.requests * (slice.canary.failed + slice.others.failed)) / requests;
    if (difference > bound) worseSlices += 1;
  }
  return {
    canary,
    others,
    excess: weights === 0 ? 0 : weighted / weights,
    chance: chanceOf(canary.failed, expected, canary.failed + others.failed),
    worseSlices,
  };
}

/**
 * Chernoff's bound for as many of all failures or more. It holds for draws without replacement whose shares
 * differ (Hoeffding, 1963), and needs no minimum of failures.
 */
function chanceOf(failed: number, expected: number, all: number): number {
  if (failed <= expected) return 1;
  const [found, share] = [failed / all, expected / all];
  return Math.exp(-all * (divergence(found, share) + divergence(1 - found, 1 - share)));
}

function divergence(found: number, share: number): number {
  return found === 0 ? 0 : found * Math.log(found / share);
}

function rateOf({ requests, failed }: Traffic): number {
  return failed / requests;
}

function sum(traffic: readonly Traffic[]): Traffic {
  return {
    requests: traffic.reduce((total, { requests }) => total + requests, 0),
    failed: traffic.reduce((total, { failed }) => total + failed, 0),
  };
}
