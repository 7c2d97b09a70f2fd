import { asPublicError, errorTable } from '@civic-graph/errors';
import { getOwn, isObject, setOwn } from '../../lib/json/own-property.ts';
import type { CachedInput } from '../../planning/cacheable-fetch.ts';
import type { SubgraphAnswer, SubgraphError } from '../subgraph-port.ts';
import type { CachedResponse, CachedResponses, ResponseToCache } from './answer-cache.ts';
import { type CachedFetch, readAsOf, selectionKey } from './cached-fetch.ts';

/** The representations of one input, split into cached and missing ones. */
interface Batch extends CachedInput {
  readonly representations: readonly Readonly<Record<string, unknown>>[];
  readonly keys: readonly string[];
  readonly cached: CachedResponses;
  /** Positions in `representations`, in the order in which they are fetched. */
  readonly missing: readonly number[];
}

const nothingFetched: SubgraphAnswer = { data: null, errors: [] };

/** Entities by representation: cached ones, and the rest in one fetch. */
export async function fetchCachedEntities(
  fetch: CachedFetch,
  inputs: readonly CachedInput[],
): Promise<SubgraphAnswer> {
  const { operation, variables, context, inner, cache, now } = fetch;
  const found = inputs.map((input) => lookUp(fetch, input));
  // Stays synchronous where everything is in memory.
  const batches = found.every(isFound) ? found : await Promise.all(found);
  const isAnyCached = batches.some(({ representations, missing }) => missing.length < representations.length);
  if (isAnyCached && batches.every(({ missing }) => missing.length === 0)) {
    return merge(batches, nothingFetched);
  }
  const epoch = cache.epoch();
  const asked = isAnyCached ? withoutCached(variables, batches) : variables;
  let answer: SubgraphAnswer;
  try {
    answer = await inner.call(operation, asked, readAsOf(context, epoch?.at));
  } catch (error) {
    // The cached entities are still served; the others fail as if the subgraph had refused each of them.
    if (!isAnyCached) throw error;
    answer = failed(error);
  }
  if (answer.errors.length > 0) context.freshness?.limit(0);
  const toCache: ResponseToCache[] = [];
  for (const batch of batches) addCacheable(batch, answer, now(), toCache);
  cache.set(epoch, toCache);
  return isAnyCached ? merge(batches, answer) : answer;
}

function isFound(batch: Batch | Promise<Batch>): batch is Batch {
  return !(batch instanceof Promise);
}

function withoutCached(
  variables: CachedFetch['variables'],
  batches: readonly Batch[],
): Readonly<Record<string, unknown>> {
  const reduced: Record<string, unknown> = { ...variables };
  for (const { variable, representations, missing } of batches) {
    reduced[variable] = missing.map((position) => representations[position]);
  }
  return reduced;
}

function lookUp(fetch: CachedFetch, input: CachedInput): Batch | Promise<Batch> {
  const { variables, context, cache } = fetch;
  const { selection, variable, responseKey } = input;
  const representations = variables[variable] as Batch['representations'];
  if (selection === null) {
    if (representations.length > 0) context.freshness?.limit(0);
    const missing = [...representations.keys()];
    return { variable, responseKey, selection, representations, keys: [], cached: [], missing };
  }
  const { maxAge } = selection;
  const prefix = selectionKey(selection, variables);
  const keys = representations.map((representation) => `${prefix}\n${JSON.stringify(representation)}`);
  const cached = cache.get(keys, selection.tags);
  return cached instanceof Promise ? cached.then(batch) : batch(cached);

  function batch(found: CachedResponses): Batch {
    const missing: number[] = [];
    for (let at = 0; at < keys.length; at += 1) {
      const answer = found[at];
      if (answer === undefined) missing.push(at);
      else context.freshness?.limit((answer.expiresAt - fetch.now()) / 1000);
    }
    fetch.observe(keys.length - missing.length, missing.length);
    if (missing.length > 0) context.freshness?.limit(maxAge);
    return { variable, responseKey, selection, representations, keys, cached: found, missing };
  }
}

/** Adds the entities that came without an error. Entities that do not exist are not cached. */
function addCacheable(
  { selection, responseKey, representations, keys, missing }: Batch,
  { data, errors }: SubgraphAnswer,
  now: number,
  toCache: ResponseToCache[],
): void {
  const entities = data ? getOwn(data, responseKey) : null;
  if (selection === null || !Array.isArray(entities) || entities.length !== missing.length) return;
  const failedAt = new Set<unknown>();
  for (const { path } of errors) {
    const [key, position] = path ?? [];
    if (key !== undefined && key !== responseKey) continue;
    if (typeof position !== 'number') return;
    failedAt.add(position);
  }
  const expiresAt = now + selection.maxAge * 1000;
  for (const [position, at] of missing.entries()) {
    const entity: unknown = entities[position];
    const representation = representations[at];
    const key = keys[at];
    if (!isObject(entity) || failedAt.has(position) || !representation || key === undefined) continue;
    const tags = [...selection.tagsOf(representation), ...selection.entitiesIn(entity)];
    toCache.push({ key, text: JSON.stringify(entity), expiresAt, tags });
  }
}

/** The response that the subgraph would have given to all representations. */
function merge(batches: readonly Batch[], { data, errors }: SubgraphAnswer): SubgraphAnswer {
  const merged: Record<string, unknown> = {};
  const placed = errors.flatMap((error) => placesOf(error, batches));
  for (const batch of batches) {
    const { responseKey, representations, cached, missing } = batch;
    const entities: unknown[] = representations.map((_, at) => parsed(cached[at]));
    const fetched = data ? getOwn(data, responseKey) : null;
    if (Array.isArray(fetched) && fetched.length === missing.length) {
      for (const [position, at] of missing.entries()) entities[at] = fetched[position];
    } else if (errors.length === 0) {
      placed.push(...placesOf({ ...invalid, path: [responseKey] }, [batch]));
    }
    setOwn(merged, responseKey, entities);
  }
  return { data: merged, errors: placed };
}

const invalid: Omit<SubgraphError, 'path'> = {
  code: 'SUBGRAPH_RESPONSE_INVALID',
  message: errorTable.SUBGRAPH_RESPONSE_INVALID.meaning,
  extensions: {},
};

function parsed(cached: CachedResponse | undefined): unknown {
  return cached ? JSON.parse(cached.text) : null;
}

/** An error belongs to the fetched entity in its path; one without a path to each of them. */
function placesOf(error: SubgraphError, batches: readonly Batch[]): SubgraphError[] {
  const [responseKey, position, ...rest] = error.path ?? [];
  return batches
    .filter((batch) => responseKey === undefined || responseKey === batch.responseKey)
    .flatMap(({ responseKey: key, missing }) => {
      const at = typeof position === 'number' ? missing[position] : undefined;
      if (at !== undefined) return [{ ...error, path: [key, at, ...rest] }];
      return missing.map((each) => ({ ...error, path: [key, each] }));
    });
}

function failed(error: unknown): SubgraphAnswer {
  const known = asPublicError(error);
  if (known === undefined) throw error;
  const { code, message, extensions } = known;
  return { data: null, errors: [{ code, message, extensions, path: null }] };
}
