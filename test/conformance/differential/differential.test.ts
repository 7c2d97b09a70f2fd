import { randomInt } from 'node:crypto';
import { loadPlanner } from '@civic-graph/gateway';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Blueprint, blueprint } from './blueprint.ts';
import { startEngine } from './federation.ts';
import { gatewayOverHttp } from './gateway-over-http.ts';
import { type OperationBlueprint, operation } from './operations.ts';
import { compareOperation, compose, Tally } from './run-case.ts';
import { smallestCase } from './smallest-case.ts';

/** Of the gate, which refuses what a change has broken and nothing else. */
const gateSeed = 202;
/** Set to repeat a run. A developer's is another each time. */
const seed = Number(process.env.DIFFERENTIAL_SEED ?? (process.env.CI ? gateSeed : randomInt(2 ** 31)));
/** 1: 10,000 operations. The gate compares as many, a developer's run a fifth. */
const size = Number(process.env.DIFFERENTIAL_SIZE ?? (process.env.CI ? 1 : 0.2));

let answeredFast = 0;
const overHttp = gatewayOverHttp((answers) => {
  answeredFast += answers;
});

/** 10,000 operations in all. */
const runs = [
  { way: 'the Rust planner', planner: 'rust', start: startEngine, operations: 8_000 },
  { way: 'the Apollo planner', planner: 'apollo', start: startEngine, operations: 1_500 },
  { way: 'both lanes over HTTP', planner: 'rust', start: overHttp, operations: 500 },
] as const;

const operationsPerGraph = 60;

/** Graphs with their operations, always the same for a seed; each run has its own. */
function* draw(run: number): Iterable<[Blueprint, OperationBlueprint[]]> {
  const operations = fc.array(operation, { minLength: operationsPerGraph, maxLength: operationsPerGraph });
  for (let chunk = 0; ; chunk++) {
    yield* fc.sample(fc.tuple(blueprint, operations), { seed: seed + run + 1_000 * chunk, numRuns: 20 });
  }
}

test.each(runs.map((run, at) => ({ ...run, at })))(
  `the gateway answers as one monolith: $way (DIFFERENTIAL_SEED=${seed})`,
  async ({ way, planner, start, operations, at }) => {
    const tally = new Tally();
    let fallbacks = 0;
    const { createPlanner } = await loadPlanner(planner, () => {
      fallbacks += 1;
    });
    for (const [graph, asked] of draw(at)) {
      if (tally.operations >= operations * size) break;
      const federation = compose(graph, createPlanner);
      if (federation === null) {
        tally.refusedSupergraphs += 1;
        continue;
      }
      tally.supergraphs += 1;
      const gateway = await start(federation);
      for (const one of asked) {
        const differs = await compareOperation(federation, gateway, one, tally);
        if (differs === null) continue;
        await gateway.close();
        const smallest = await smallestCase(createPlanner, start, [one, graph], differs);
        throw new Error(`DIFFERENTIAL_SEED=${seed} DIFFERENTIAL_SIZE=${size}, ${way}: ${smallest}`);
      }
      await gateway.close();
    }
    console.info(`${way}: ${JSON.stringify({ seed, ...tally, fallbacks })}`);
    // What was drawn means something, and nearly all of it can be planned.
    expect(tally.refusedSupergraphs).toBeLessThan(tally.supergraphs);
    // One graph that a planner cannot plan takes its sixty operations with it: mostly 2 % are refused, never answered wrong.
    expect(tally.withoutPlan).toBeLessThan(3 * operationsPerGraph + tally.operations * 0.05);
    // Each is asked twice, and what is asked again takes the fast lane.
    if (start === overHttp) expect(answeredFast).toBeGreaterThan(tally.operations * 0.9);
  },
  1_800_000 * size,
);
