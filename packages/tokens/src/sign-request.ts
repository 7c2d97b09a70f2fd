import { createHmac, randomUUID } from 'node:crypto';
import type { Principal } from '@civic-graph/policy';
import { type Clock, systemClock } from './clock.ts';
import { contentDigest } from './content-digest.ts';
import { encodePrincipal } from './principal-header.ts';
import { hmacKey, requestIdFormat, signatureProfile } from './request-signature.ts';
import { constantParameters, coveredComponents, createBaseWriter } from './signature-base.ts';

export interface RequestSignerOptions {
  /** base64url, at least 32 bytes; one for each subgraph. */
  readonly secret: string;
  /** Name of the subgraph that the calls are for: signed for one, a call is no good for another. */
  readonly keyId: string;
  readonly clock?: Clock;
}

export interface RequestToSign {
  readonly method: string;
  /** As `URL.pathname` gives it: the query is not covered, and a subgraph refuses it. */
  readonly path: string;
  readonly body: Uint8Array | string;
  /** Never changed once it was handed in: its header is remembered for as long as the object lives. */
  readonly principal: Principal;
  readonly requestId: string;
}

/** The headers that make a request a signed call; add them to those of the request. */
export interface SignedHeaders extends Record<string, string> {
  readonly 'content-digest': string;
  readonly 'civic-principal': string;
  readonly 'civic-request-id': string;
  readonly 'signature-input': string;
  readonly signature: string;
}

/**
 * Signs each attempt anew: a signature is for one call. @throws RangeError for a request that has no
 * signature base
 */
export type RequestSigner = (request: RequestToSign) => SignedHeaders;

const keyIdFormat = /^[\w.-]+$/;

/**
 * Makes a signer of calls to one subgraph (RFC 9421, section 3.1).
 *
 * The signature base is written by hand: what is covered is always the same, so the general way of a library,
 * which verifies at the other end, would cost more than the whole call. Kept between calls are the key and
 * the names; time, nonce, digest and HMAC are of each call alone.
 */
export function createRequestSigner({
  secret,
  keyId,
  clock = systemClock,
}: RequestSignerOptions): RequestSigner {
  const key = hmacKey(secret);
  // RFC 8941, section 4.1.6: a quote in it would end the string and begin parameters of somebody's choice.
  if (!keyIdFormat.test(keyId)) throw new RangeError(`${keyId} is not the name of a subgraph`);
  const { label, lifetimeSeconds } = signatureProfile;
  const constant = constantParameters(keyId);
  const baseOf = createBaseWriter();

  return ({ method, path, body, principal, requestId }) => {
    if (!requestIdFormat.test(requestId)) throw new RangeError('the request id is not one');
    const created = Math.floor(clock().getTime() / 1000);
    const digest = contentDigest(body);
    const principalHeader = encodePrincipal(principal);
    const input = `${coveredComponents};created=${created};expires=${created + lifetimeSeconds};nonce="${randomUUID()}"${constant}`;
    const base = baseOf({ method, path, digest, principal: principalHeader, requestId, input });
    return {
      'content-digest': digest,
      'civic-principal': principalHeader,
      'civic-request-id': requestId,
      'signature-input': `${label}=${input}`,
      signature: `${label}=:${createHmac('sha256', key).update(base, 'latin1').digest('base64')}:`,
    };
  };
}
