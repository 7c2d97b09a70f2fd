import { asPublicError, PublicError } from '@civic-graph/errors';
import type { Variables } from '../lib/graphql/variables.ts';
import { getOwn, isObject } from '../lib/json/own-property.ts';
import type { EntityFetchNode, FetchOperation, PlanNode, RootFetchNode } from '../planning/plan.ts';
import type { SubgraphAnswer } from '../subgraphs/subgraph-port.ts';
import { entityBatch, failComputed, reportAdded, takeEntityErrors } from './entity-failures.ts';
import { mergeInto } from './merge.ts';
import { type PlanRun, publicError, report } from './plan-run.ts';
import { applyRewrites } from './rewrite.ts';
import { traceFetch } from './trace-operation.ts';

/**
 * Executes a plan: sequences in order, parallel nodes concurrently. A failed fetch does not stop the walk: it
 * adds its error, and dependent fetches find no entities.
 */
export function executePlan(node: PlanNode, run: PlanRun): Promise<unknown> {
  switch (node.kind) {
    case 'sequence':
      return inSequence(node.nodes, run);
    case 'parallel':
      return Promise.all(node.nodes.map((branch) => executePlan(branch, run)));
    case 'condition': {
      const branch = run.variables[node.variable] === true ? node.whenTrue : node.whenFalse;
      return branch === null ? nothingToDo : executePlan(branch, run);
    }
    case 'root':
      return fetchRoot(node, run);
    case 'entities':
      return fetchEntities(node, run);
  }
}

const nothingToDo = Promise.resolve();

async function inSequence(steps: readonly PlanNode[], run: PlanRun): Promise<void> {
  for (const step of steps) await executePlan(step, run);
}

async function fetchRoot(node: RootFetchNode, run: PlanRun): Promise<void> {
  const answer = await call(node.fetch, variablesFor(node.fetch, run.variables), run, 0, (error) => {
    for (const key of node.adds) report(run, error, [key]);
  });
  if (answer) takeRootAnswer(node, answer, run);
}

/** Merges the response of a root fetch, or a subscription event, which has the same form. */
export function takeRootAnswer(node: RootFetchNode, answer: SubgraphAnswer, run: PlanRun): void {
  if (answer.data) {
    applyRewrites(answer.data, node.outputRewrites, run.matches);
    mergeInto(run.data, answer.data, run.matches);
  }
  for (const error of answer.errors) {
    const paths = error.path?.length ? [error.path] : node.adds.map((key) => [key]);
    const failed = publicError(error);
    for (const path of paths) {
      run.failed.markAt(run.data, path, node.outputRewrites, failed);
      report(run, failed, path);
    }
  }
  const [first] = answer.errors;
  if (answer.data || !first) return;
  // A null that bubbled up to the root removed the fields beside the failed one.
  for (const key of node.adds) {
    const isTold = answer.errors.some(({ path }) => !path?.length || path[0] === key);
    if (!isTold) report(run, publicError(first), [key]);
  }
}

async function fetchEntities(node: EntityFetchNode, run: PlanRun): Promise<void> {
  const batches = node.inputs.map((input) => entityBatch(run, input));
  if (batches.every(({ waiting }) => waiting.list.length === 0)) return;
  const variables = variablesFor(node.fetch, run.variables);
  for (const { input, waiting } of batches) {
    run.onEntities?.(waiting.list);
    variables[input.variable] = waiting.list;
  }

  const isWatched = run.trace !== undefined || run.call.span !== undefined;
  const asked = isWatched ? batches.reduce((sum, { waiting }) => sum + waiting.list.length, 0) : 0;
  const answer = await call(node.fetch, variables, run, asked, (error) => {
    for (const batch of batches) reportAdded(run, error, batch, batch.all());
  });
  if (!answer) return;
  for (const batch of batches) {
    const { input, waiting } = batch;
    const entities = answer.data ? getOwn(answer.data, input.responseKey) : null;
    if (!Array.isArray(entities) || entities.length !== waiting.list.length) {
      if (answer.errors.length === 0) reportAdded(run, invalidAnswer(), batch, batch.all());
      continue;
    }
    applyRewrites(entities, input.outputRewrites, run.matches);
    for (const [position, targets] of waiting.targets.entries()) {
      const entity: unknown = entities[position];
      if (!isObject(entity)) continue;
      // Each further target gets a copy, because later fetches merge into each separately.
      for (const [at, target] of targets.entries()) {
        const own = at < targets.length - 1 ? run.budget.copy(entity) : entity;
        if (!isObject(own)) continue;
        failComputed(run, node.fetch, batch, target, own);
        mergeInto(target, own, run.matches);
      }
    }
  }
  takeEntityErrors(run, batches, answer);
}

async function call(
  operation: FetchOperation,
  variables: Record<string, unknown>,
  run: PlanRun,
  entities: number,
  onFailure: (error: PublicError) => void,
): Promise<SubgraphAnswer | undefined> {
  const timed = run.trace?.begin(operation.subgraph, entities);
  const traced =
    run.call.span === undefined ? run.call : traceFetch(run.call, run.call.span, operation, entities);
  const context = timed === undefined ? traced : { ...traced, timed };
  try {
    const answer = await run.subgraphs.call(operation, variables, context);
    timed?.end(null);
    if (traced !== run.call) traced.span?.end(answer.errors[0]?.code);
    return answer;
  } catch (error) {
    const failure = asPublicError(error) ?? new PublicError('INTERNAL_SERVER_ERROR');
    timed?.end(failure.code);
    if (traced !== run.call) traced.span?.end(failure.code);
    onFailure(failure);
    return undefined;
  }
}

/** The client's variables that a fetch uses. */
export function variablesFor(operation: FetchOperation, given: Variables): Record<string, unknown> {
  const variables: Record<string, unknown> = {};
  for (const name of operation.variables) {
    if (Object.hasOwn(given, name)) variables[name] = given[name];
  }
  return variables;
}

function invalidAnswer(): PublicError {
  return new PublicError('SUBGRAPH_RESPONSE_INVALID');
}
