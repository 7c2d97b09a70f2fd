import type { TypedDocumentNode } from '@graphql-typed-document-node/core';

/** An operation: a typed document of `civic types` or GraphQL Code Generator, or text. */
export type Operation<Data, Variables> = TypedDocumentNode<Data, Variables> | string;

/** Further arguments of a call. Variables are optional if the operation requires none. */
export type Rest<Variables> =
  Record<string, never> extends Variables
    ? [variables?: Variables, options?: CallOptions]
    : [variables: Variables, options?: CallOptions];

export interface CallOptions {
  /** Aborts the call, which then rejects with the reason of the signal. */
  readonly signal?: AbortSignal;
}
