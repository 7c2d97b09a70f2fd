/** Whom the gateway calls. */
export interface SubgraphEndpoint {
  readonly name: string;
  /** Where its `/graphql` is. */
  readonly url: string;
  /** Shared secret of gateway and subgraph, base64url of at least 32 bytes. */
  readonly secret: string;
}
