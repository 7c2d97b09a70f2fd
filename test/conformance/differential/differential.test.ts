import { randomInt } from 'node:crypto';
import { loadPlanner } from '@civic-graph/gateway/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validatingPlanner } from '../../../gateway/src/planning/planners/validating-planner.ts';
import { createStepwisePlanner } from '../../../gateway/src/planning/stepwise/stepwise-planner.ts';
import { type Blueprint, blueprint } from './blueprint.ts';
import { startEngine } from './federation.ts';
import { gatewayOverHttp } from './gateway-over-http.ts';
import { type OperationBlueprint, operation } from './operations.ts';
import { compareOperation, compose, Tally } from './run-case.ts';
import { smallestCase } from './smallest-case.ts';

const isGate = process.env.CI === 'true';
/** Seed of the gate, so that only a change can make it fail. */
const gateSeed = 202;
/** Set to repeat a run. Default outside the gate is a new seed each time. */
const seed = Number(process.env.DIFFERENTIAL_SEED ?? (isGate ? gateSeed : randomInt(2 ** 31)));
/** 1 is 20,000 operations, as in the gate; `npm test` runs one or two graphs in each way. */
const size = Number(process.env.DIFFERENTIAL_SIZE ?? (isGate ? 1 : 0.01));

let answeredFast = 0;
const overHttp = gatewayOverHttp((answers) => {
  answeredFast += answers;
});

const loadStepwise: typeof loadPlanner = async () => ({
  createPlanner: (sdl) => validatingPlanner(createStepwisePlanner(sdl), sdl),
  trySupergraph: async () => undefined,
});

/** 20,000 operations in total at size 1. */
const runs = [
  { way: 'the Rust planner', planner: 'rust', start: startEngine, load: loadPlanner, operations: 15_000 },
  { way: 'the Apollo planner', planner: 'apollo', start: startEngine, load: loadPlanner, operations: 2_000 },
  { way: 'the stepwise planner', planner: 'rust', start: startEngine, load: loadStepwise, operations: 2_500 },
  {
    way: 'both request paths over HTTP',
    planner: 'rust',
    start: overHttp,
    load: loadPlanner,
    operations: 500,
  },
] as const;

/** Composing a graph takes as long as 20 operations. */
const operationsPerGraph = 100;

/** Graphs with their operations, always the same for a seed; each run has its own. */
function* draw(run: number): Iterable<[Blueprint, OperationBlueprint[]]> {
  const operations = fc.array(operation, { minLength: operationsPerGraph, maxLength: operationsPerGraph });
  for (let chunk = 0; ; chunk++) {
    yield* fc.sample(fc.tuple(blueprint, operations), { seed: seed + run + 1_000 * chunk, numRuns: 20 });
  }
}

test.each(runs.map((run, at) => ({ ...run, at })))(
  `the gateway answers as one monolith: $way (DIFFERENTIAL_SEED=${seed})`,
  async ({ way, planner, start, load, operations, at }) => {
    const tally = new Tally();
    let fallbacks = 0;
    const { createPlanner } = await load(planner, () => {
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
    const { firstWithoutPlan, ...counted } = tally;
    console.info(`${way}: ${JSON.stringify({ seed, ...counted, fallbacks })}`);
    // The generated cases are meaningful, and all can be planned.
    expect(tally.refusedSupergraphs).toBeLessThanOrEqual(tally.supergraphs);
    // The stepwise planner alone also gets operations that it is not meant for.
    if (load !== loadStepwise) expect(tally.withoutPlan, firstWithoutPlan ?? '').toBe(0);
    // Other work on the machine also uses up a planner's limited time.
    expect(tally.beyondBudget).toBeLessThan(20 + tally.operations * 0.02);
    // Sent twice, so that the second takes the fast path.
    if (start === overHttp) expect(answeredFast).toBeGreaterThan(tally.operations * 0.9);
  },
  Math.max(600_000, 3_600_000 * size),
);
