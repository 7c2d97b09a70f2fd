/** A subgraph's address and secret. */
export interface SubgraphEndpoint {
  readonly name: string;
  /** URL of its `/graphql`. */
  readonly url: string;
  /** Shared secret of gateway and subgraph, base64url of at least 32 bytes. */
  readonly secret: string;
}
