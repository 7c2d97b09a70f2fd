/** How a fetch of a plan is kept. Absent on a fetch that is not. */
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
  /** Begin of every key: supergraph, subgraph and what is selected, but not where in which plan. */
  readonly keyPrefix: string;
  /** Seconds, at least 1. */
  readonly maxAge: number;
  /** What all answers to it can be invalidated by. */
  readonly tags: readonly string[];
  /** Names of the client's variables that it uses. */
  readonly variables: readonly string[];
  /** What one answer can be invalidated by besides: the entities in it. */
  entitiesIn(answer: unknown): readonly string[];
}

export interface CachedEntity extends CachedSelection {
  /** What the entity itself can be invalidated by. */
  tagsOf(representation: Readonly<Record<string, unknown>>): readonly string[];
}
