import { randomUUID } from 'node:crypto';
import type { Principal } from '@civic-graph/policy';
import { type Clock, systemClock } from './clock.ts';
import { contentDigest } from './content-digest.ts';
import { encodePrincipal } from './principal-header.ts';
import { baseSigner, type SigningKey } from './request-key.ts';
import { requestIdFormat, signatureProfile } from './request-signature.ts';
import {
  constantParameters,
  coveredComponents,
  coveredWithQuery,
  createBaseWriter,
} from './signature-base.ts';

/** The key, a different secret for each subgraph, and the name for which it signs. */
export type RequestSignerOptions = SigningKey & {
  /** Name of the called subgraph; another subgraph rejects the call. */
  readonly keyId: string;
  readonly clock?: Clock | undefined;
};

export interface RequestToSign {
  readonly method: string;
  /** As `URL.pathname` returns it. */
  readonly path: string;
  /** As `URL.search` returns it, or `?` for none. Absent: it is not covered, and a subgraph rejects one. */
  readonly query?: string;
  readonly body: Uint8Array | string;
  /** Must be immutable: its serialised header is cached for the life of the object. */
  readonly principal: Principal;
  readonly requestId: string;
}

/** Headers that sign a request; add them to those of the request. */
export interface SignedHeaders extends Record<string, string> {
  readonly 'content-digest': string;
  readonly 'civic-principal': string;
  readonly 'civic-request-id': string;
  readonly 'signature-input': string;
  readonly signature: string;
}

/** Signs one attempt; sign each retry again. @throws RangeError if the request has no signature base */
export type RequestSigner = (request: RequestToSign) => SignedHeaders;

const keyIdFormat = /^[\w.-]+$/;

/**
 * Makes a signer of calls to one subgraph (RFC 9421, section 3.1).
 *
 * The signature base is written by hand because the covered components are fixed and a general library would
 * cost more than the whole call.
 */
export function createRequestSigner(options: RequestSignerOptions): RequestSigner {
  const { keyId, clock = systemClock } = options;
  const { algorithm, sign } = baseSigner(options);
  // RFC 8941, section 4.1.6: a quote would end the string and allow injected parameters.
  if (!keyIdFormat.test(keyId)) throw new RangeError(`${keyId} is not the name of a subgraph`);
  const { label, lifetimeSeconds } = signatureProfile;
  const constant = constantParameters(keyId, algorithm);
  const baseOf = createBaseWriter();

  return ({ method, path, query, body, principal, requestId }) => {
    if (!requestIdFormat.test(requestId)) throw new RangeError('the request id is not one');
    const created = Math.floor(clock().getTime() / 1000);
    const digest = contentDigest(body);
    const principalHeader = encodePrincipal(principal);
    const covered = query === undefined ? coveredComponents : coveredWithQuery;
    const input = `${covered};created=${created};expires=${created + lifetimeSeconds};nonce="${randomUUID()}"${constant}`;
    const base = baseOf({ method, path, digest, principal: principalHeader, requestId, query, input });
    return {
      'content-digest': digest,
      'civic-principal': principalHeader,
      'civic-request-id': requestId,
      'signature-input': `${label}=${input}`,
      signature: `${label}=:${sign(base)}:`,
    };
  };
}
