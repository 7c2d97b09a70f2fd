import { asPublicError, PublicError } from '@civic-graph/errors';
import type {
  EntityFetchNode,
  EntityInput,
  FetchOperation,
  PlanNode,
  RootFetchNode,
} from '../planning/plan.ts';
import type { AnswerBudget } from './answer-budget.ts';
import type { PathTrimmer } from './client-path.ts';
import { keyIn } from './failed-values.ts';
import type { FetchTrace } from './fetch-trace.ts';
import type { Variables } from './inclusion.ts';
import { mergeInto } from './merge.ts';
import { getOwn, isObject, setOwn } from './own-property.ts';
import { type Located, locate } from './path.ts';
import { buildRepresentations, type MergedData, type Representations } from './representations.ts';
import type { ResponseErrors, ResponsePath } from './response-errors.ts';
import { applyRewrites } from './rewrite.ts';
import type { CallContext, SubgraphAnswer, SubgraphError, SubgraphPort } from './subgraph-port.ts';
import { traceFetch } from './trace-operation.ts';
import { matchesAny } from './type-matcher.ts';

/** The merged data lies under the client's response keys; the plan adds to it. */
export interface PlanRun extends MergedData {
  readonly variables: Variables;
  readonly errors: ResponseErrors;
  readonly budget: AnswerBudget;
  readonly call: CallContext;
  readonly subgraphs: SubgraphPort;
  readonly trim: PathTrimmer;
  readonly trace: FetchTrace | undefined;
  /** Told of the entities that are asked for. */
  readonly onEntities?: ((representations: readonly object[]) => void) | undefined;
}

/**
 * Walks a plan: sequences in order, branches at once. A failed fetch never fails the walk: it leaves its error, and
 * fetches that build on it find no entities.
 */
export function executePlan(node: PlanNode, run: PlanRun): Promise<unknown> {
  switch (node.kind) {
    case 'sequence':
      return inTurn(node.nodes, run);
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

async function inTurn(steps: readonly PlanNode[], run: PlanRun): Promise<void> {
  for (const step of steps) await executePlan(step, run);
}

async function fetchRoot(node: RootFetchNode, run: PlanRun): Promise<void> {
  const answer = await call(node.fetch, variablesFor(node.fetch, run.variables), run, 0, (error) => {
    for (const key of node.adds) report(run, error, [key]);
  });
  if (answer) takeRootAnswer(node, answer, run);
}

/** Merges what a root fetch brought, or the event of a subscription, which is an answer to its root fetch. */
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
  // A null that bubbled up to the top took with it what was asked for beside the field that failed.
  for (const key of node.adds) {
    const isTold = answer.errors.some(({ path }) => !path?.length || path[0] === key);
    if (!isTold) report(run, publicError(first), [key]);
  }
}

async function fetchEntities(node: EntityFetchNode, run: PlanRun): Promise<void> {
  const batches = node.inputs.map((input): Batch => {
    const waiting = buildRepresentations(run, input);
    return {
      input,
      waiting,
      places: once(() => placesOf(run, input)),
      all: once(() => waiting.targets.flat()),
    };
  });
  if (batches.every(({ waiting }) => waiting.list.length === 0)) return;
  const variables = variablesFor(node.fetch, run.variables);
  for (const { input, waiting } of batches) {
    run.onEntities?.(waiting.list);
    variables[input.variable] = waiting.list;
  }

  const isWatched = run.trace !== undefined || run.call.span !== undefined;
  const entities = isWatched ? batches.reduce((sum, { waiting }) => sum + waiting.list.length, 0) : 0;
  const answer = await call(node.fetch, variables, run, entities, (error) => {
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
      // Each further target gets its own copy: later fetches merge into them apart.
      for (const [at, target] of targets.entries()) {
        const own = at < targets.length - 1 ? run.budget.copy(entity) : entity;
        if (!isObject(own)) continue;
        dropUnfounded(run, node.fetch, batch, target, own);
        mergeInto(target, own, run.matches);
      }
    }
  }
  for (const error of answer.errors) {
    markFailed(run, error, batches);
    reportEntityError(run, error, batches, answer.data);
  }
}

/** Also of errors that nobody will list. */
function markFailed({ failed }: PlanRun, error: SubgraphError, batches: readonly Batch[]): void {
  const [responseKey, position, ...rest] = error.path ?? [];
  for (const { input, waiting } of batches) {
    if (responseKey !== input.responseKey || typeof position !== 'number') continue;
    for (const target of waiting.targets[position] ?? []) {
      failed.markAt(target, rest, input.outputRewrites, publicError(error));
    }
  }
}

interface Batch {
  readonly input: EntityInput;
  readonly waiting: Representations;
  /** Response paths of every object that the input can lie on; looked up once, and only where something failed. */
  readonly places: () => Located;
  /** Every object that waits; gathered once. */
  readonly all: () => readonly object[];
}

/** Objects and items that are looked at for the places of a failure: more than an answer can list, by far. */
const maxSteps = 100_000;

/** An error of an entity fetch belongs to every place that waits for this entity. */
function reportEntityError(
  run: PlanRun,
  error: SubgraphError,
  batches: readonly Batch[],
  data: SubgraphAnswer['data'],
): void {
  // What would be counted alone need not be looked for: an agency may send a thousand errors about all of a thousand places.
  if (run.errors.isFull) {
    run.errors.omit(1);
    return;
  }
  const [responseKey, position, ...rest] = error.path ?? [];
  const failed = publicError(error);
  for (const batch of batches) {
    const { input, waiting, places, all } = batch;
    if (responseKey !== undefined && responseKey !== input.responseKey) continue;
    const targets = (typeof position === 'number' && waiting.targets[position]) || all();
    if (rest.length === 0) {
      reportAdded(run, failed, batch, targets);
      continue;
    }
    for (const target of targets) {
      for (const place of placesFor(run, places, target)) report(run, failed, [...place, ...rest]);
    }
    // The null bubbled up to the entity, and took with it what was asked for beside the field that failed.
    const entities = data && getOwn(data, input.responseKey);
    if (Array.isArray(entities) && isObject(entities[Number(position)])) continue;
    const adds = input.adds.filter((key) => key !== rest[0]);
    reportAdded(run, failed, { ...batch, input: { ...input, adds } }, targets);
  }
}

/** What was computed from a null that stands for a failure fails as well. */
function dropUnfounded(
  run: PlanRun,
  { computed }: FetchOperation,
  { input, places }: Batch,
  target: object,
  entity: object,
): void {
  const { failed, matches } = run;
  if (failed.areNone || computed === undefined) return;
  for (const { typeName, responseKey, requires } of computed) {
    const key = keyIn(entity, responseKey, input.outputRewrites);
    if (!Object.hasOwn(entity, key) || !matchesAny(matches, [typeName], target)) continue;
    const part = { selections: input.requires, required: [requires], matches };
    const failure = failed.within(target, part);
    if (failure === undefined) continue;
    setOwn(entity, key, null);
    failed.mark(target, key, failure);
    if (run.errors.isFull) run.errors.omit(1);
    else for (const place of placesFor(run, places, target)) report(run, failure, [...place, responseKey]);
  }
}

/** Everything that the fetch would have added is missing on these targets. */
function reportAdded(
  run: PlanRun,
  error: PublicError,
  { input, places }: Batch,
  targets: readonly object[],
): void {
  for (const target of targets) {
    if (run.errors.isFull) {
      run.errors.omit(targets.length * input.adds.length);
      return;
    }
    for (const place of placesFor(run, places, target)) {
      for (const key of input.adds) report(run, error, [...place, key]);
    }
  }
}

function placesOf({ data, matches }: PlanRun, { paths }: EntityInput): Located {
  const located = paths.map((path) => locate(data, path, matches, maxSteps));
  return {
    places: new Map(located.flatMap(({ places }) => [...places])),
    isWhole: located.every(({ isWhole }) => isWhole),
  };
}

function placesFor(run: PlanRun, places: Batch['places'], target: object): readonly ResponsePath[] {
  const located = places();
  const found = located.places.get(target);
  if (found !== undefined) return found;
  if (located.isWhole) return [[]];
  // It lies somewhere, and nobody has the time to say where.
  run.errors.omit(1);
  return [];
}

function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

async function call(
  operation: FetchOperation,
  variables: Record<string, unknown>,
  run: PlanRun,
  entities: number,
  failed: (error: PublicError) => void,
): Promise<SubgraphAnswer | undefined> {
  const { trace } = run;
  const startMs = trace?.now() ?? 0;
  const { subgraph } = operation;
  const traced =
    run.call.span === undefined ? run.call : traceFetch(run.call, run.call.span, operation, entities);
  try {
    const answer = await run.subgraphs.call(operation, variables, traced);
    trace?.add({ subgraph, startMs, entities, outcome: 'ok' });
    if (traced !== run.call) traced.span?.end(answer.errors[0]?.code);
    return answer;
  } catch (error) {
    const failure = asPublicError(error) ?? new PublicError('INTERNAL_SERVER_ERROR');
    trace?.add({ subgraph, startMs, entities, outcome: failure.code });
    if (traced !== run.call) traced.span?.end(failure.code);
    failed(failure);
    return undefined;
  }
}

/** Those of the client's variables that a fetch uses. */
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

function publicError(error: SubgraphError): PublicError {
  return new PublicError(error.code, error.message, { extensions: error.extensions });
}

function report(run: PlanRun, { code, message, extensions }: PublicError, path: ResponsePath): void {
  run.errors.add(() => {
    const trimmed = run.trim(path);
    return new PublicError(
      code,
      message,
      trimmed.length > 0 ? { path: trimmed, extensions } : { extensions },
    );
  });
}
