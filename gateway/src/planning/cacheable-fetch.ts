/** How the response of a fetch is cached; absent on a fetch that is not cacheable. */
export type FetchCaching =
  | { readonly kind: 'root'; readonly selection: CachedSelection }
  | { readonly kind: 'entities'; readonly inputs: readonly CachedInput[] };

/** One `_entities` field of a fetch. */
export interface CachedInput {
  readonly responseKey: string;
  /** Variable that carries the representations. */
  readonly variable: string;
  /** `null`: entities of this input are always fetched. */
  readonly selection: CachedEntity | null;
}

export interface CachedSelection {
  /** Prefix of every cache key: supergraph, subgraph and selection, independent of the plan. */
  readonly keyPrefix: string;
  /** Seconds, at least 1. */
  readonly maxAge: number;
  /** Tags that invalidate every response of it. */
  readonly tags: readonly string[];
  /** Names of the client's variables that it uses. */
  readonly variables: readonly string[];
  /** Tags of the entities in one response, which invalidate it as well. */
  entitiesIn(answer: unknown): readonly string[];
}

export interface CachedEntity extends CachedSelection {
  /** Tags that invalidate the entity itself. */
  tagsOf(representation: Readonly<Record<string, unknown>>): readonly string[];
}
