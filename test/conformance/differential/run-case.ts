import { PublicError } from '@civic-graph/errors';
import type { PlannerFactory } from '@civic-graph/gateway/testing';
import { CompositionError } from '@civic-graph/supergraph';
import { type DocumentNode, OverlappingFieldsCanBeMergedRule, parse, validate } from 'graphql';
import type { Blueprint } from './blueprint.ts';
import { buildModel } from './build-model.ts';
import { type Answer, difference } from './compare.ts';
import { featuresOf, noCoverage } from './coverage.ts';
import { type AskedGateway, createFederation, type Federation } from './federation.ts';
import type { OperationBlueprint } from './operations.ts';
import { type Operation, writeOperation } from './write-operation.ts';

/** Counts of a run, which show that it did something. */
export class Tally {
  supergraphs = 0;
  /** Graphs that do not compose. */
  refusedSupergraphs = 0;
  operations = 0;
  mutations = 0;
  /** Invalid operations, because their fields cannot be merged. */
  invalidOperations = 0;
  /** Of the equal answers. */
  withErrors = 0;
  /** Operations for which no planner finds a complete plan, as the gateway reports. */
  withoutPlan = 0;
  /** The first of them. */
  firstWithoutPlan: string | null = null;
  /** Operations that exceeded the planning time. */
  beyondBudget = 0;
  /** Counts of compared operations. */
  readonly coverage = noCoverage();
}

/**
 * No generated document exceeds a limit except the planning budget, which other work on the machine also uses
 * up.
 */
const beyondBudget: ReadonlySet<unknown> = new Set(['OPERATION_LIMIT_EXCEEDED', 'OVERLOADED']);

/** @returns `null` if the blueprint does not compose */
export function compose(blueprint: Blueprint, planner: PlannerFactory): Federation | null {
  try {
    return createFederation(buildModel(blueprint), planner);
  } catch (error) {
    // Fields that require each other in a cycle exhaust the composer.
    if (error instanceof CompositionError || error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * Sends the operation to the gateway and the monolith.
 *
 * @returns how the answers differ, with the whole case; `null` if they agree
 */
export async function compareOperation(
  federation: Federation,
  gateway: AskedGateway,
  drawn: OperationBlueprint,
  tally: Tally,
): Promise<string | null> {
  const operation = writeOperation(federation.schema, drawn);
  const document = parse(operation.query);
  if (validate(federation.schema, document, [OverlappingFieldsCanBeMergedRule]).length > 0) {
    tally.invalidOperations += 1;
    return null;
  }
  const expected = asJson(await federation.monolith(document, operation.variables));
  const actual = await answerOf(gateway, document, operation);
  const code = actual.errors?.[0]?.extensions?.code;
  if (code === 'PLAN_FAILED') {
    tally.withoutPlan += 1;
    tally.firstWithoutPlan ??= describeCase(federation, operation, 'no plan', actual, expected, null);
  }
  if (beyondBudget.has(code)) tally.beyondBudget += 1;
  if (code === 'PLAN_FAILED' || beyondBudget.has(code)) return null;
  const differs = difference(actual, expected);
  if (differs !== null)
    return describeCase(federation, operation, differs, actual, expected, gateway.lastPlan);
  tally.operations += 1;
  if (drawn.mutation) tally.mutations += 1;
  if (expected.errors) tally.withErrors += 1;
  const { model, schema } = federation;
  const covered = featuresOf({ model, schema, document, expected, plan: gateway.lastPlan });
  for (const feature of covered) tally.coverage[feature] += 1;
  return null;
}

async function answerOf(
  gateway: AskedGateway,
  document: DocumentNode,
  operation: Operation,
): Promise<Answer> {
  try {
    return await gateway.ask(document, operation);
  } catch (error) {
    if (error instanceof PublicError) return asJson({ errors: [error] });
    return { errors: [{ message: `the gateway throws ${error}` }] };
  }
}

function asJson(answer: object): Answer {
  return JSON.parse(JSON.stringify(answer)) as Answer;
}

/** Everything needed to understand the case, without the parts that every subgraph shares. */
function describeCase(
  { subgraphs }: Federation,
  { query, variables }: Operation,
  differs: string,
  actual: Answer,
  expected: Answer,
  plan: unknown,
): string {
  return [
    differs,
    ...subgraphs.map(({ name, types }) => `# ${name}\n${types}`),
    query,
    `variables ${JSON.stringify(variables)}`,
    ...(plan === null ? [] : [`plan      ${JSON.stringify(plan)}`]),
    `gateway   ${JSON.stringify(actual)}`,
    `monolith  ${JSON.stringify(expected)}`,
  ].join('\n');
}
