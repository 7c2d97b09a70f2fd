import { CompositionError } from '@civic-graph/gateway';
import { parse, validate } from 'graphql';
import type { Blueprint } from './blueprint.ts';
import { buildModel } from './build-model.ts';
import { type Answer, difference } from './compare.ts';
import { createFederation, type Federation, type PlannerName } from './federation.ts';
import type { OperationBlueprint } from './operations.ts';
import { type Operation, writeOperation } from './write-operation.ts';

/** What was done, so that a run can show that it did it. */
export class Tally {
  supergraphs = 0;
  refusedSupergraphs = 0;
  operations = 0;
  invalidOperations = 0;
}

/**
 * Asks the gateway and the monolith. Blueprints that mean no valid graph or operation are counted, and left out.
 *
 * @throws Error that shows the whole case where the answers differ
 */
export async function runCase(
  planner: PlannerName,
  blueprint: Blueprint,
  operations: readonly OperationBlueprint[],
  tally: Tally,
): Promise<void> {
  const federation = composed(blueprint);
  if (federation === null) {
    tally.refusedSupergraphs += 1;
    return;
  }
  tally.supergraphs += 1;
  for (const drawn of operations) {
    const operation = writeOperation(federation.schema, drawn);
    const document = parse(operation.query);
    if (validate(federation.schema, document).length > 0) {
      tally.invalidOperations += 1;
      continue;
    }
    tally.operations += 1;
    const expected = asJson(await federation.monolith(document, operation.variables));
    const actual = await federation
      .ask(planner, document, operation)
      .catch((error: unknown) => ({ errors: [{ message: `the gateway throws ${error}` }] }));
    const differs = difference(actual, expected);
    if (differs !== null) throw new Error(describeCase(federation, operation, differs, actual, expected));
  }
}

function composed(blueprint: Blueprint): Federation | null {
  try {
    return createFederation(buildModel(blueprint));
  } catch (error) {
    if (error instanceof CompositionError) return null;
    throw error;
  }
}

function asJson(answer: object): Answer {
  return JSON.parse(JSON.stringify(answer)) as Answer;
}

/** All that is needed to see the case, and to add it to the regressions. */
function describeCase(
  { subgraphs }: Federation,
  { query, variables }: Operation,
  differs: string,
  actual: Answer,
  expected: Answer,
): string {
  return [
    differs,
    ...subgraphs.map(({ name, sdl }) => `# ${name}\n${sdl.replaceAll(' @dataClass(class: C0)', '')}`),
    query,
    `variables ${JSON.stringify(variables)}`,
    `gateway   ${JSON.stringify(actual)}`,
    `monolith  ${JSON.stringify(expected)}`,
  ].join('\n');
}
