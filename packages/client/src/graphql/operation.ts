import type { TypedDocumentNode } from '@graphql-typed-document-node/core';

/** An operation: typed, as `civic types` or `graphql-codegen` make it, or as text. */
export type Operation<Data, Variables> = TypedDocumentNode<Data, Variables> | string;

/** Further arguments of a call: variables may be left out where the operation has none that it needs. */
export type Rest<Variables> =
  Record<string, never> extends Variables
    ? [variables?: Variables, options?: CallOptions]
    : [variables: Variables, options?: CallOptions];

export interface CallOptions {
  /** Ends the call; it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}
