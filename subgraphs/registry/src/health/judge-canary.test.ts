import { drawSeed, randomNumbers } from '@civic-graph/testing';
import { expect, test } from 'vitest';
import { compareGroups, type Traffic, type TrafficSlice } from './compare-groups.ts';
import { judgeCanary, slicesInWindow, usualCanary } from './judge-canary.ts';

const seed = drawSeed();
const judge = (slices: readonly TrafficSlice[], settings = usualCanary) =>
  judgeCanary({ refusal: null, slices }, settings);
const slice = (canary: readonly [number, number], others: readonly [number, number]): TrafficSlice => ({
  canary: { failed: canary[0], requests: canary[1] },
  others: { failed: others[0], requests: others[1] },
});
const repeated = (count: number, each: TrafficSlice) => Array.from({ length: count }, () => each);

test('the chance is Chernoff’s bound, and the excess that of Mantel and Haenszel', () => {
  // Of 40 failures the canary has 30, where 10 are expected: 40 * (0.75 ln 3 + 0.25 ln (1 / 3)).
  const { excess, chance } = compareGroups(repeated(2, slice([15, 50], [5, 150])), 0.01);
  expect(excess).toBeCloseTo(0.3 - 5 / 150, 10);
  expect(chance).toBeCloseTo(Math.exp(-40 * (0.75 * Math.log(3) + 0.25 * Math.log(1 / 3))), 15);
  // All of 20 failures, where 5 are expected: the probability of a binomial distribution is 0.25 ^ 20.
  expect(compareGroups([slice([20, 50], [0, 150])], 0.01).chance).toBeCloseTo(0.25 ** 20, 15);
  expect(compareGroups([slice([5, 50], [15, 150])], 0.01).chance).toBe(1);
  expect(compareGroups([], 0.01)).toMatchObject({ excess: 0, chance: 1 });
});

test('a canary that fails is rolled back after three slices, with the figures', () => {
  const bad = slice([40, 100], [1, 900]);
  expect(judge(repeated(2, bad))).toBeNull();
  expect(judge(repeated(3, bad))).toBe(
    "In the last 300 s 120 of 300 requests failed (40.0 %) at the canary's gateways and 3 of 2700 requests failed " +
      '(0.1 %) at the others; 1 percentage points more are accepted',
  );
});

test.each<[string, readonly TrafficSlice[]]>([
  ['nothing has been answered', []],
  ['there are no others', repeated(30, slice([100, 100], [0, 0]))],
  ['too few requests have been answered', repeated(9, slice([11, 11], [0, 900]))],
  ['the others have answered too few', repeated(9, slice([100, 100], [0, 11]))],
  ['both fail alike', repeated(30, slice([100, 100], [900, 900]))],
  ['the others fail more', repeated(30, slice([1, 100], [90, 900]))],
  ['it fails more, within the bound', repeated(30, slice([9, 1_000], [0, 9_000]))],
  [
    'it failed for a moment',
    [...repeated(2, slice([100, 100], [0, 900])), ...repeated(28, slice([0, 100], [0, 900]))],
  ],
  // Together the canary has far more failures: it had most of its traffic while the subgraph failed for both.
  [
    'a subgraph fails for both while the canary has more traffic',
    [...repeated(4, slice([900, 900], [100, 100])), ...repeated(26, slice([0, 10], [0, 900]))],
  ],
])('a canary is not rolled back where %s', (_, slices) => {
  expect(judge(slices)).toBeNull();
});

test('a canary that cannot be loaded is rolled back without any traffic', () => {
  const refusal = { gateway: 'gateway-7', reason: 'unknown policy "auditor"' };
  expect(judgeCanary({ refusal, slices: [] }, usualCanary)).toBe(
    'The gateway gateway-7 of the canary cannot load the version: unknown policy "auditor"',
  );
});

/** Failures of requests that fail independently. */
function traffic(random: (below: number) => number, requests: number, rate: number): Traffic {
  let failed = 0;
  for (let at = 0; at < requests; at += 1) if (random(1_000_000) < rate * 1_000_000) failed += 1;
  return { requests, failed };
}

test(`chance rolls nothing back, and a worse canary is found; seed ${seed}`, () => {
  const random = randomNumbers(seed);
  const run = (canaryRate: number, othersRate: number, slices: number): number | null => {
    const seen: TrafficSlice[] = [];
    for (let at = 1; at <= slices; at += 1) {
      seen.push({ canary: traffic(random, 40, canaryRate), others: traffic(random, 200, othersRate) });
      if (judge(seen.slice(-slicesInWindow)) !== null) return at;
    }
    return null;
  };
  for (const rate of [0, 0.001, 0.02, 0.3]) {
    for (let canary = 0; canary < 10; canary += 1) expect(run(rate, rate, 90), `at ${rate}`).toBeNull();
  }
  for (let canary = 0; canary < 10; canary += 1) {
    expect(run(1, 0.001, 90)).toBe(3);
    expect(run(0.15, 0.001, 90)).toBeLessThan(slicesInWindow);
  }
});
