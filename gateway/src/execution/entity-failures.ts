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

/** The entities that one input of a fetch asks for, and who waits for them. */
export interface EntityBatch {
  readonly input: EntityInput;
  readonly waiting: Representations;
  /**
   * Response paths of every object that the input can lie on; looked up once, and only where something
   * failed.
   */
  readonly places: () => Located;
  /** Every object that waits; gathered once. */
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
 * Errors of an answer: each is told where it is missed, and known to whatever is computed from what failed.
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
 * Also of errors that nobody will list. Each null of the answer is marked once, however many errors lead to
 * it: a thousand errors about one entity that ten thousand places wait for would otherwise be ten million
 * marks.
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

/** Objects and items that are looked at for the places of a failure: more than an answer can list, by far. */
const maxSteps = 100_000;

/** An error of an entity fetch belongs to every place that waits for this entity. */
function reportEntityError(
  run: PlanRun,
  error: SubgraphError,
  batches: readonly EntityBatch[],
  data: SubgraphAnswer['data'],
): void {
  // What would be counted alone need not be looked for: an agency may send a thousand errors about all of a
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
    // The null bubbled up to the entity, and took with it what was asked for beside the field that failed.
    const entities = data && getOwn(data, input.responseKey);
    if (Array.isArray(entities) && isObject(entities[Number(position)])) continue;
    const adds = input.adds.filter((key) => key !== rest[0]);
    reportAdded(run, failed, { ...batch, input: { ...input, adds } }, targets);
  }
}

/** What was computed from a null that stands for a failure fails as well. */
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

/** Everything that the fetch would have added is missing on these targets. */
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
