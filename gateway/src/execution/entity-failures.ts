import type { PublicError } from '@civic-graph/errors';
import { matchesAny } from '../lib/graphql/type-matcher.ts';
import { getOwn, isObject, setOwn } from '../lib/json/own-property.ts';
import type { EntityInput, FetchOperation } from '../planning/plan.ts';
import type { SubgraphAnswer, SubgraphError } from '../subgraphs/subgraph-port.ts';
import { keyIn, pathToNull } from './failed-values.ts';
import { type Located, locate } from './path.ts';
import { type PlanRun, publicError, report } from './plan-run.ts';
import { buildRepresentations, type Representations } from './representations.ts';
import type { ResponsePath } from './response-errors.ts';

/** The entities that one input of a fetch asks for, and the objects that wait for them. */
export interface EntityBatch {
  readonly input: EntityInput;
  readonly waiting: Representations;
  /** Response paths of every object at the input's paths; looked up once, and only after a failure. */
  readonly places: () => Located;
  /** Every waiting object; collected once. */
  readonly all: () => readonly object[];
}

export function entityBatch(run: PlanRun, input: EntityInput): EntityBatch {
  const waiting = buildRepresentations(run, input);
  return {
    input,
    waiting,
    places: once(() => placesOf(run, input)),
    all: once(() => waiting.targets.flat()),
  };
}

/**
 * Reports an answer's errors at each place that lacks the value, and marks the failed values for fields
 * computed from them.
 */
export function takeEntityErrors(
  run: PlanRun,
  batches: readonly EntityBatch[],
  answer: SubgraphAnswer,
): void {
  for (const batch of batches) markFailed(run, batch, answer);
  for (const error of answer.errors) reportEntityError(run, error, batches, answer.data);
}

/**
 * Marks failures, including those of errors beyond the limit. Each null is marked once: a thousand errors
 * about one entity with ten thousand places would make ten million marks.
 */
function markFailed(
  { failed }: PlanRun,
  { input: { responseKey, outputRewrites }, waiting }: EntityBatch,
  { data, errors }: SubgraphAnswer,
): void {
  const entities = data && getOwn(data, responseKey);
  if (!Array.isArray(entities)) return;
  const marked = new Set<string>();
  for (const error of errors) {
    const [key, position, ...rest] = error.path ?? [];
    const entity: unknown = key === responseKey && typeof position === 'number' ? entities[position] : null;
    const path = isObject(entity) ? pathToNull(entity, rest, outputRewrites) : null;
    const place = JSON.stringify([position, path]);
    if (path === null || marked.has(place)) continue;
    marked.add(place);
    const failure = publicError(error);
    for (const target of waiting.targets[Number(position)] ?? []) {
      failed.markAt(target, path, outputRewrites, failure);
    }
  }
}

/** Maximum objects and items visited to locate a failure; far more than an answer can list. */
const maxSteps = 100_000;

/** Reports an error of an entity fetch at every place that waits for this entity. */
function reportEntityError(
  run: PlanRun,
  error: SubgraphError,
  batches: readonly EntityBatch[],
  data: SubgraphAnswer['data'],
): void {
  // Errors that would only be counted need no search: an agency may send a thousand errors for each of a
  // thousand places.
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
    // The null bubbled up to the entity and removed the fields beside the failed one.
    const entities = data && getOwn(data, input.responseKey);
    if (Array.isArray(entities) && isObject(entities[Number(position)])) continue;
    const adds = input.adds.filter((key) => key !== rest[0]);
    reportAdded(run, failed, { ...batch, input: { ...input, adds } }, targets);
  }
}

/** Fails the fields that were computed from a null that stands for a failure. */
export function failComputed(
  run: PlanRun,
  { computed }: FetchOperation,
  { input, places }: EntityBatch,
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

/** Reports everything that the fetch would have added as missing on these targets. */
export function reportAdded(
  run: PlanRun,
  error: PublicError,
  { input, places }: EntityBatch,
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

function placesFor(run: PlanRun, places: EntityBatch['places'], target: object): readonly ResponsePath[] {
  const located = places();
  const found = located.places.get(target);
  if (found !== undefined) return found;
  if (located.isWhole) return [[]];
  // Locating it took too many steps, so the error is only counted.
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
