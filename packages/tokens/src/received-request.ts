export interface ReceivedRequest {
  readonly method: string;
  /** The request target as received. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The bytes as received, before any parser. */
  readonly body: Uint8Array;
}
