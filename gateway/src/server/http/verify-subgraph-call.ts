import { PublicError } from '@civic-graph/errors';
import { createRequestVerifier, type RequestVerifier } from '@civic-graph/tokens';
import type { FastifyRequest } from 'fastify';
import { type EndpointKeys, hasSameKeys } from '../../subgraphs/transport/subgraph-endpoint.ts';

/** The current keys of a subgraph; `undefined` for an unknown one. */
export type KeysOf = (subgraph: string) => EndpointKeys | undefined;

/**
 * Verifies a call from a subgraph to the gateway, and accepts each signature once.
 * @returns the name of the subgraph
 * @throws PublicError if no subgraph of the supergraph has signed it
 */
export type VerifySubgraphCall = (request: FastifyRequest, body: Buffer) => Promise<string>;

export function createSubgraphCallVerifier(keysOf: KeysOf): VerifySubgraphCall {
  // Reused, because a verifier remembers used signatures.
  const verifiers = new Map<string, { readonly keys: EndpointKeys; readonly verifier: RequestVerifier }>();
  return async ({ method, url: path, headers }, body) => {
    const subgraph = signer(headers['signature-input']);
    const keys = keysOf(subgraph);
    if (keys === undefined) throw new PublicError('SIGNATURE_REQUIRED');
    let known = verifiers.get(subgraph);
    if (known === undefined || !hasSameKeys(known.keys, keys)) {
      known = { keys, verifier: createRequestVerifier({ ...keys, keyId: subgraph }) };
      verifiers.set(subgraph, known);
    }
    const verified = await known.verifier.verify({ method, path, headers, body });
    await verified.useUp();
    return subgraph;
  };
}

/** Returns the claimed signer; its verifier checks the claim. */
function signer(signatureInput: string | string[] | undefined): string {
  return /;keyid="([^"\\]*)"/.exec(String(signatureInput ?? ''))?.[1] ?? '';
}
