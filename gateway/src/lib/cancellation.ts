/** Checked during the work for a request; an `AbortSignal` is one. */
export interface CancellationToken {
  /** True once nobody waits for the result any more. */
  readonly aborted: boolean;
  /** True where all clients have left, before or after the deadline; absent where that is not known. */
  readonly isAbandoned?: boolean;
}
