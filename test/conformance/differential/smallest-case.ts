import type { PlannerFactory } from '@civic-graph/gateway/testing';
import fc from 'fast-check';
import { type Blueprint, blueprint } from './blueprint.ts';
import type { StartGateway } from './federation.ts';
import { type OperationBlueprint, operation } from './operations.ts';
import { compareOperation, compose, Tally } from './run-case.ts';

/** Maximum time for reducing a failing case; the smallest case found by then is shown. */
const shrinkingMs = 60_000;

/**
 * Reduces a failing case: first the operation, because that needs no composing, then the graph.
 *
 * @param found how the answers differ in it
 * @returns how the answers differ in the smallest case found
 */
export async function smallestCase(
  planner: PlannerFactory,
  start: StartGateway,
  failed: readonly [OperationBlueprint, Blueprint],
  found: string,
): Promise<string> {
  const difference = differenceIn(planner, start);
  let smallest = await difference(...failed);
  if (smallest === null) return `only after other operations, not alone: ${found}`;
  const property = fc.asyncProperty(operation, blueprint, async (drawn, graph) => {
    const differs = await difference(drawn, graph);
    if (differs === null) return true;
    smallest = differs;
    return false;
  });
  const { numShrinks, interrupted } = await fc.check(property, {
    examples: [[...failed]],
    numRuns: 1,
    interruptAfterTimeLimit: shrinkingMs,
  });
  return `${smallest}\n(reduced ${numShrinks} times${interrupted ? ', until the time limit' : ''})`;
}

/** Reuses the graph of the last case, which most reduced cases share. */
function differenceIn(planner: PlannerFactory, start: StartGateway) {
  let known: { readonly graph: Blueprint; readonly asked: ReturnType<typeof prepare> } | undefined;
  const prepare = async (graph: Blueprint) => {
    const federation = compose(graph, planner);
    return federation && { federation, gateway: await start(federation) };
  };
  return async (drawn: OperationBlueprint, graph: Blueprint): Promise<string | null> => {
    if (known?.graph !== graph) {
      const before = await known?.asked;
      await before?.gateway.close();
      known = { graph, asked: prepare(graph) };
    }
    const asked = await known.asked;
    return asked && compareOperation(asked.federation, asked.gateway, drawn, new Tally());
  };
}
