import { randomUUID } from 'node:crypto';
import type { Principal } from '@civic-graph/policy';
import { signRequest } from '@civic-graph/tokens';
import { testSecrets } from './secrets.ts';

export interface SignedFetchOptions {
  /** Name of the subgraph. */
  readonly subgraph: string;
  readonly url: string | URL;
  readonly principal: Principal;
  readonly secret?: string;
}

/** Calls a running subgraph as the gateway would: signed, for this principal. */
export async function signedFetch(
  { subgraph, url, principal, secret = testSecrets.subgraph }: SignedFetchOptions,
  operation: { readonly query: string; readonly variables?: object },
): Promise<Response> {
  const body = JSON.stringify(operation);
  const call = { method: 'POST', url, body, principal, requestId: randomUUID() };
  const headers = await signRequest({ ...call, secret, keyId: subgraph });
  return fetch(url, { method: 'POST', body, headers: { ...headers, 'content-type': 'application/json' } });
}
