import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { anonymous } from '@civic-graph/policy';
import { createRequestSigner, type SigningKey } from '@civic-graph/tokens';

/** Cached responses to invalidate. */
export interface Invalidation {
  /** Entities by the fields of one key: `{ __typename: 'Stop', gtfsId: 'HZ:1' }`. */
  readonly entities?: readonly Readonly<Record<string, string | number | boolean>>[];
  /** `Type` or `Type.field`: every response that reads it. */
  readonly tags?: readonly string[];
}

/** The gateways, and the key of the subgraph's calls to them. */
export type GatewayCaches = SigningKey & {
  /** Name of the subgraph. */
  readonly name: string;
  /** Addresses of gateways; one is enough if they share a cache. */
  readonly gateways: readonly string[];
  /** Called for an unreachable gateway, and for names that a gateway does not know. */
  readonly report: (problem: { readonly gateway: string; readonly reason: string }) => void;
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds before the first retry; doubled for each further one. */
  readonly pauseMs?: number;
};

const path = '/cache/invalidate';
const tries = 8;
const deadlineMs = 2_000;

/**
 * Asks the gateways to invalidate cached responses; call it after the change is visible. Retries for half a
 * minute and never rejects: the cache also expires by age.
 */
export async function invalidateCache(caches: GatewayCaches, invalidation: Invalidation): Promise<void> {
  const body = JSON.stringify(invalidation);
  await Promise.all(caches.gateways.map((gateway) => tell(caches, gateway, body)));
}

async function tell(caches: GatewayCaches, gateway: string, body: string): Promise<void> {
  let pause = caches.pauseMs ?? 250;
  for (let attempt = 1; ; attempt++) {
    const outcome = await send(caches, gateway, body);
    if (outcome.kind === 'done') return;
    if (outcome.kind === 'refused' || attempt === tries) {
      caches.report({ gateway, reason: outcome.reason });
      return;
    }
    await sleep(pause, undefined, { ref: false });
    pause *= 2;
  }
}

type Outcome = { readonly kind: 'done' } | { readonly kind: 'again' | 'refused'; readonly reason: string };

async function send(caches: GatewayCaches, gateway: string, body: string): Promise<Outcome> {
  const { name, fetch = globalThis.fetch } = caches;
  // A signature is valid once and for a minute, so each attempt needs a new one.
  const sign = createRequestSigner({ ...caches, keyId: name });
  const signed = sign({ method: 'POST', path, body, principal: anonymous, requestId: randomUUID() });
  try {
    const response = await fetch(new URL(path, gateway), {
      method: 'POST',
      headers: { ...signed, 'content-type': 'application/json' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(deadlineMs),
    });
    const text = await response.text();
    if (response.ok) return unknownNames(text);
    // A gateway without a cache has no such route.
    if (response.status === 404) return { kind: 'done' };
    return { kind: response.status >= 500 ? 'again' : 'refused', reason: `status ${response.status}` };
  } catch (error) {
    return { kind: 'again', reason: error instanceof Error ? error.name : typeof error };
  }
}

/** The known names were invalidated; an unknown name is probably misspelt. */
function unknownNames(text: string): Outcome {
  const { unknown } = JSON.parse(text) as { readonly unknown: readonly string[] };
  if (unknown.length === 0) return { kind: 'done' };
  return { kind: 'refused', reason: `unknown to the gateway: ${unknown.join(', ')}` };
}
