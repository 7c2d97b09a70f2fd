import type { SelectionSetNode } from 'graphql';
import type { FetchCaching } from './cacheable-fetch.ts';

/**
 * The plan that the engine executes. Each planner's adapter validates its output into this format, so that
 * nothing unknown reaches the executor.
 */
export type PlanNode = SequenceNode | ParallelNode | ConditionNode | RootFetchNode | EntityFetchNode;

/** A planner's result; a subscription is never part of another node. */
export type Plan = (PlanNode | SubscriptionNode) & { readonly unfetched?: UnfetchedTypes };

/**
 * Path of response keys, joined by dots -> types whose selection the plan does not fetch completely, because
 * not every subgraph knows them. Such objects are answered partially, with an error.
 */
export type UnfetchedTypes = ReadonlyMap<string, ReadonlySet<string>>;

/** One stream of events, and the fetches for each of them. */
export interface SubscriptionNode {
  readonly kind: 'subscription';
  /** The subscription operation for its subgraph; each event is a response to it. */
  readonly primary: RootFetchNode;
  readonly rest: PlanNode | null;
}

export interface SequenceNode {
  readonly kind: 'sequence';
  readonly nodes: readonly PlanNode[];
}

export interface ParallelNode {
  readonly kind: 'parallel';
  readonly nodes: readonly PlanNode[];
}

/** `@skip`/`@include` on a whole branch: `variable` is the name of a Boolean variable. */
export interface ConditionNode {
  readonly kind: 'condition';
  readonly variable: string;
  readonly whenTrue: PlanNode | null;
  readonly whenFalse: PlanNode | null;
}

/** A fetch of root fields. */
export interface RootFetchNode {
  readonly kind: 'root';
  readonly fetch: FetchOperation;
  readonly outputRewrites: readonly Rewrite[];
  /** Response keys at the root, where a failed fetch appears as errors. */
  readonly adds: readonly string[];
}

/**
 * A fetch through `_entities`, with several inputs if the planner batches fetches from one subgraph under
 * aliases.
 */
export interface EntityFetchNode {
  readonly kind: 'entities';
  readonly fetch: FetchOperation;
  readonly inputs: readonly EntityInput[];
}

export interface FetchOperation {
  readonly subgraph: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly text: string;
  /** Names of the client's variables that `text` uses, without representations. */
  readonly variables: readonly string[];
  /** Whether it reads only public data. */
  readonly isPublic?: boolean;
  /** How its response is cached; absent if it is not. */
  readonly caching?: FetchCaching;
  /** Of the entities; absent if there are none. */
  readonly computed?: readonly ComputedField[];
}

/** A field that its subgraph computes from fields of others (`@requires`). */
export interface ComputedField {
  readonly typeName: string;
  readonly responseKey: string;
  readonly requires: SelectionSetNode;
}

export interface EntityInput {
  /** Response key of the `_entities` field. */
  readonly responseKey: string;
  /** Variable that carries the representations. */
  readonly variable: string;
  /** Path of the entities in the merged data. */
  readonly paths: readonly Path[];
  readonly requires: readonly RequiredSelection[];
  readonly inputRewrites: readonly Rewrite[];
  readonly outputRewrites: readonly Rewrite[];
  /** Response keys that the fetch adds to each entity, where a failed fetch appears as errors. */
  readonly adds: readonly string[];
}

export type Path = readonly PathSegment[];
export type PathSegment =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'list' }
  | { readonly kind: 'types'; readonly names: readonly string[] };

/** The selection of a representation: the fields of a `@key` and of `@requires`. */
export type RequiredSelection =
  | {
      readonly kind: 'field';
      /** Response key in the merged data. */
      readonly responseKey: string;
      /** Name in the representation. */
      readonly name: string;
      readonly selections: readonly RequiredSelection[] | null;
    }
  | {
      readonly kind: 'fragment';
      readonly typeCondition: string | null;
      readonly selections: readonly RequiredSelection[];
    };

/** Rewrites of requests and responses where names or types differ from the merged data. */
export type Rewrite =
  | { readonly kind: 'set'; readonly path: Path; readonly value: unknown }
  | { readonly kind: 'rename'; readonly path: Path; readonly to: string };
