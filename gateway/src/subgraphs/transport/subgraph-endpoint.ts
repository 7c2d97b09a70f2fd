import type { KeyObject } from 'node:crypto';

/** A subgraph's address, and the keys of its calls (RFC 9421). */
export type SubgraphEndpoint = EndpointKeys & {
  readonly name: string;
  /** URL of its `/graphql`. */
  readonly url: string;
};

export type EndpointKeys =
  | SharedSecret
  /** Ed25519: each side signs with its own key, so neither can forge the other's calls. */
  | {
      /** Key of this gateway. */
      readonly privateKey: KeyObject;
      /** Key of the subgraph. */
      readonly publicKey: KeyObject;
    };

export interface SharedSecret {
  /** HMAC: shared by gateway and subgraph, base64url of at least 32 bytes. */
  readonly secret: string;
}

export function isSameEndpoint(one: SubgraphEndpoint, other: SubgraphEndpoint): boolean {
  return one.url === other.url && hasSameKeys(one, other);
}

export function hasSameKeys(one: EndpointKeys, other: EndpointKeys): boolean {
  if ('secret' in one) return 'secret' in other && one.secret === other.secret;
  if ('secret' in other) return false;
  return one.privateKey.equals(other.privateKey) && one.publicKey.equals(other.publicKey);
}
