import { createHmac, randomBytes } from 'node:crypto';
import type { Principal } from '@civic-graph/policy';
import { httpbis } from 'http-message-signatures';
import { type Clock, systemClock } from './clock.ts';
import { contentDigest } from './content-digest.ts';
import { encodePrincipal } from './principal-header.ts';
import { hmacKey, signatureProfile } from './request-signature.ts';

export interface RequestToSign {
  readonly method: string;
  /** URL or path without a query: the query is not covered, and a subgraph refuses it. */
  readonly url: string | URL;
  readonly body: Uint8Array | string;
  readonly principal: Principal;
  readonly requestId: string;
  /** base64url, at least 32 bytes; one for each subgraph. */
  readonly secret: string;
  /** Name of the subgraph that the call is for: signed for one, it is no good for another. */
  readonly keyId: string;
  readonly clock?: Clock;
}

/** The headers that make a request a signed call; add them to those of the request. Sign each attempt anew. */
export async function signRequest(request: RequestToSign): Promise<Record<string, string>> {
  const key = hmacKey(request.secret);
  const created = (request.clock ?? systemClock)();
  const expires = new Date(created.getTime() + signatureProfile.lifetimeSeconds * 1000);
  const covered = {
    'content-digest': contentDigest(request.body),
    'civic-principal': encodePrincipal(request.principal),
    'civic-request-id': request.requestId,
  };
  const { headers } = await httpbis.signMessage(
    {
      name: signatureProfile.label,
      fields: [...signatureProfile.components],
      params: [...signatureProfile.parameters],
      paramValues: {
        created,
        expires,
        nonce: randomBytes(16).toString('base64url'),
        keyid: request.keyId,
        tag: signatureProfile.tag,
      },
      key: {
        alg: signatureProfile.algorithm,
        sign: async (base) => createHmac('sha256', key).update(base).digest(),
      },
    },
    // Only the path is covered, so any origin will do.
    { method: request.method, url: new URL(request.url, 'http://subgraph'), headers: covered },
  );
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}
