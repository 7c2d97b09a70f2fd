import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import { createRequestSigner } from '@civic-graph/tokens';
import { z } from 'zod';
import { switchSchema } from './switch.ts';

/** A kill switch change, in the identity service's format. */
export type SwitchChange =
  | {
      readonly kind: 'off';
      readonly agency: string | null;
      readonly target: { readonly coordinate: string; readonly owners: readonly string[] } | null;
      readonly clientId: string | null;
      readonly notice: string;
    }
  | { readonly kind: 'on'; readonly id: string };

const outcome = z.union([
  z.object({ kind: z.literal('done'), switch: switchSchema }),
  z.object({ kind: z.enum(['notOwned', 'agencyUnknown', 'appUnknown', 'notInForce', 'nothing']) }),
]);
export type SwitchOutcome = z.infer<typeof outcome>;

/** The official who acts. */
export interface Official {
  readonly principal: Principal;
  readonly requestId: string;
}

/**
 * Records a change at the identity service, which reports it to every gateway.
 * @throws PublicError SUBGRAPH_UNAVAILABLE; the change may still have taken effect
 */
export type SwitchClient = (change: SwitchChange, official: Official) => Promise<SwitchOutcome>;

/** Shorter than a request's deadline, so that the official gets an answer. */
const timeoutMs = 1_500;

export function createSwitchClient(
  identity: { readonly url: string; readonly secret: string } | undefined,
): SwitchClient {
  if (identity === undefined) {
    return async () => {
      throw new PublicError('SUBGRAPH_UNAVAILABLE');
    };
  }
  const sign = createRequestSigner({ secret: identity.secret, keyId: 'identity' });
  return async ({ kind, ...change }, official) => {
    const url = new URL(`switches/${kind}`, identity.url);
    const body = JSON.stringify(change);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          ...sign({ method: 'POST', path: url.pathname, body, ...official }),
          'content-type': 'application/json',
        },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (response.ok) return outcome.parse(await response.json());
      await response.body?.cancel();
    } catch {
      // After any failure the official asks `switches` for the current state.
    }
    throw new PublicError('SUBGRAPH_UNAVAILABLE');
  };
}
