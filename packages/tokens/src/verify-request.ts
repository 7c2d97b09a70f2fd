import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import { httpbis } from 'http-message-signatures';
import { type Clock, systemClock } from './clock.ts';
import { contentDigestMatches } from './content-digest.ts';
import { decodePrincipal } from './principal-header.ts';
import type { ReceivedRequest } from './received-request.ts';
import { createMemoryReplayStore, type ReplayStore } from './replay-store.ts';
import { type BaseVerifier, baseVerifier, type VerificationKey } from './request-key.ts';
import { requestIdFormat, signatureProfile } from './request-signature.ts';
import { type CivicSignature, readSignatureInput } from './signature-input.ts';
import { createOwnSignatureCheck } from './verify-own-signature.ts';

/** The key of the caller, and what calls must be signed for. */
export type RequestVerifierOptions = VerificationKey & {
  /** Name of this subgraph. */
  readonly keyId: string;
  readonly clock?: Clock | undefined;
  readonly replayStore?: ReplayStore | undefined;
  /**
   * Whether calls may have a query. A signature may cover it (`@query`), but those of older callers do not.
   * Default is false.
   */
  readonly allowsQuery?: boolean;
};

export interface VerifiedRequest {
  readonly principal: Principal;
  readonly requestId: string;
  /**
   * Await it before changing anything for this call.
   *
   * @throws PublicError SIGNATURE_REPLAYED if the signature was used before
   */
  useUp(): Promise<void>;
}

export interface RequestVerifier {
  /** @throws PublicError SIGNATURE_REQUIRED, SIGNATURE_INVALID, SIGNATURE_EXPIRED */
  verify(request: ReceivedRequest): Promise<VerifiedRequest>;
}

/**
 * Verifies that a call comes from the gateway, unaltered, for this subgraph, within its lifetime (RFC 9421,
 * section 3.2).
 */
export function createRequestVerifier(options: RequestVerifierOptions): RequestVerifier {
  const { keyId, clock = systemClock, allowsQuery = false } = options;
  const { replayStore = createMemoryReplayStore(clock) } = options;
  const key = baseVerifier(options);
  const checkOwn = createOwnSignatureCheck(key, keyId);

  async function verify(request: ReceivedRequest): Promise<VerifiedRequest> {
    const header = (name: string) => singleHeader(request.headers, name);
    const signatureInput = header('signature-input');
    if (signatureInput === undefined || header('signature') === undefined) {
      throw new PublicError('SIGNATURE_REQUIRED');
    }
    const at = request.path.indexOf('?');
    if (!request.path.startsWith('/') || (at >= 0 && !allowsQuery))
      throw invalid('the query of a signed call is not covered and must be absent');
    const own = at < 0 ? request : { ...request, path: request.path.slice(0, at) };
    const signature = checkOwn(own) ?? (await readAndCheck(request, signatureInput));
    refuseExpired(signature, clock());
    const principal = decodePrincipal(header('civic-principal') ?? '');
    const requestId = header('civic-request-id') ?? '';
    if (principal === undefined) throw invalid('civic-principal is not a principal');
    if (!requestIdFormat.test(requestId)) throw invalid('civic-request-id is not an id');
    const useUp = async () => {
      const claimed = await replayStore.claim(signature.nonce, new Date(signature.expires * 1000 + 1000));
      if (!claimed) throw new PublicError('SIGNATURE_REPLAYED');
    };
    return { principal, requestId, useUp };
  }

  /** The general verifier for everything that RFC 9421 allows, such as signatures of proxies. */
  async function readAndCheck(request: ReceivedRequest, signatureInput: string): Promise<CivicSignature> {
    const signature = readSignatureInput(signatureInput, keyId, key.algorithm);
    const digest = singleHeader(request.headers, 'content-digest') ?? '';
    if (!contentDigestMatches(digest, request.body)) {
      throw invalid('Content-Digest is not the digest of the body');
    }
    if (!(await signatureHolds(request, signature.input, key))) {
      throw invalid('the signature does not match the request');
    }
    return signature;
  }

  return { verify };
}

/** Rebuilds our signature base and verifies it. A request that lacks a covered component is rejected. */
async function signatureHolds(
  request: ReceivedRequest,
  input: string,
  { algorithm, holds }: BaseVerifier,
): Promise<boolean> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = value;
  }
  headers['signature-input'] = input;
  const ours = {
    algs: [algorithm],
    verify: async (base: Buffer, signature: Buffer) => holds(base, signature),
  };
  try {
    const verdict = await httpbis.verifyMessage(
      {
        keyLookup: async () => ours,
        // The library uses the system clock; refuseExpired checks times with ours.
        tolerance: Number.POSITIVE_INFINITY,
      },
      { method: request.method, url: new URL(`http://subgraph${request.path}`), headers },
    );
    return verdict === true;
  } catch {
    return false;
  }
}

function refuseExpired({ created, expires }: CivicSignature, now: Date): void {
  const seconds = now.getTime() / 1000;
  if (created > seconds + signatureProfile.futureSeconds || expires < seconds) {
    throw new PublicError('SIGNATURE_EXPIRED');
  }
  if (expires - created > signatureProfile.lifetimeSeconds) {
    throw invalid(`a signature lives at most ${signatureProfile.lifetimeSeconds} seconds`);
  }
}

function singleHeader(headers: ReceivedRequest['headers'], name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

function invalid(message: string): PublicError {
  return new PublicError('SIGNATURE_INVALID', message);
}
