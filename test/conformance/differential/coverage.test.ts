import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blueprint } from './blueprint.ts';
import { buildModel } from './build-model.ts';
import { type Feature, featuresOfGraphs, featuresOfModel } from './coverage.ts';

const graphs = 500;

/** Minimum frequency; the gate generates about 150 graphs and would rarely meet anything rarer. */
const leastShare = 0.05;

test('every feature of a graph is generated often enough', () => {
  const met = new Map<Feature, number>();
  for (const graph of fc.sample(blueprint, { seed: 1, numRuns: graphs })) {
    for (const feature of featuresOfModel(buildModel(graph))) met.set(feature, (met.get(feature) ?? 0) + 1);
  }
  const rare = featuresOfGraphs.filter((feature) => (met.get(feature) ?? 0) < graphs * leastShare);
  expect(rare, JSON.stringify([...met])).toEqual([]);
});
