import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { anonymous } from '@civic-graph/policy';
import { createRequestSigner } from '@civic-graph/tokens';

/** What of a subgraph's answers is no longer true. */
export interface Invalidation {
  /** Entities by the fields of one of their keys: `{ __typename: 'Stop', gtfsId: 'HZ:1' }`. */
  readonly entities?: readonly Readonly<Record<string, string | number | boolean>>[];
  /** `Type` or `Type.field`: every answer that reads it. */
  readonly tags?: readonly string[];
}

export interface GatewayCaches {
  /** Name of the subgraph. */
  readonly name: string;
  /** base64url; the one that gateway and subgraph share. */
  readonly secret: string;
  /** Addresses of gateways; with a cache that they share, one of them is enough. */
  readonly gateways: readonly string[];
  /** Told where a gateway could not be told, and of names that it does not know. */
  readonly report: (problem: { readonly gateway: string; readonly reason: string }) => void;
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds before the second try, doubled for each further one. */
  readonly pauseMs?: number;
}

const path = '/cache/invalidate';
const tries = 8;
const deadlineMs = 2_000;

/**
 * Tells the gateways that answers of this subgraph have changed, after the change can be read. It tries for
 * half a minute and never rejects: what is not invalidated runs out by its age.
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
  const { name, secret, fetch = globalThis.fetch } = caches;
  // Each try is signed anew: a signature is good once, and for a minute.
  const sign = createRequestSigner({ secret, keyId: name });
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
    // A gateway that keeps nothing has no such route.
    if (response.status === 404) return { kind: 'done' };
    return { kind: response.status >= 500 ? 'again' : 'refused', reason: `status ${response.status}` };
  } catch (error) {
    return { kind: 'again', reason: error instanceof Error ? error.name : typeof error };
  }
}

/** The rest was invalidated; what the gateway does not know is most likely misspelt. */
function unknownNames(text: string): Outcome {
  const { unknown } = JSON.parse(text) as { readonly unknown: readonly string[] };
  if (unknown.length === 0) return { kind: 'done' };
  return { kind: 'refused', reason: `unknown to the gateway: ${unknown.join(', ')}` };
}
