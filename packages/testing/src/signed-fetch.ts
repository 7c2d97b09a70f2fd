import { randomUUID } from 'node:crypto';
import type { Principal } from '@civic-graph/policy';
import { createRequestSigner } from '@civic-graph/tokens';
import { testSecrets } from './secrets.ts';

export interface SignedFetchOptions {
  /** Name of the subgraph. */
  readonly subgraph: string;
  readonly url: string | URL;
  readonly principal: Principal;
  readonly secret?: string;
}

/** Calls a running subgraph like the gateway: signed, for this principal. */
export async function signedFetch(
  { subgraph, url, principal, secret = testSecrets.subgraph }: SignedFetchOptions,
  operation: { readonly query: string; readonly variables?: object },
): Promise<Response> {
  const body = JSON.stringify(operation);
  const sign = createRequestSigner({ secret, keyId: subgraph });
  const path = new URL(url).pathname;
  const headers = sign({ method: 'POST', path, body, principal, requestId: randomUUID() });
  return fetch(url, { method: 'POST', body, headers: { ...headers, 'content-type': 'application/json' } });
}
