import { createRemoteJWKSet, customFetch, type FetchImplementation, type JWTVerifyGetKey } from 'jose';
import { type Clock, systemClock } from './clock.ts';

/** The issuer's keys are unavailable, and none are cached. */
export class KeysUnavailableError extends Error {
  override readonly name = 'KeysUnavailableError';
}

export interface IssuerKeysOptions {
  readonly jwksUri: string;
  readonly clock?: Clock;
  readonly fetch?: typeof fetch;
}

/** At most five fetches a minute, regardless of how many unknown key ids callers invent. */
const fetchIntervalMilliseconds = 12_000;
const refreshMilliseconds = 10 * 60_000;
/** How long cached keys stay valid while the issuer is down. */
const graceMilliseconds = 24 * 3_600_000;

/** The issuer's public keys (RFC 7517): fetched when one is missing, cached while the issuer is down. */
export function createIssuerKeys(options: IssuerKeysOptions): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(options.jwksUri), {
    timeoutDuration: 2_000,
    cooldownDuration: fetchIntervalMilliseconds,
    cacheMaxAge: refreshMilliseconds,
    [customFetch]: rememberingFetch(options),
  });
}

function rememberingFetch(options: IssuerKeysOptions): FetchImplementation {
  const { clock = systemClock, fetch: fetchKeys = fetch } = options;
  let remembered: { readonly body: string; readonly at: number } | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;

  const fallback = (now: number) => {
    if (remembered === undefined || now - remembered.at > graceMilliseconds) throw new KeysUnavailableError();
    return new Response(remembered.body);
  };
  return async (url, init) => {
    const now = clock().getTime();
    // jose enforces its cooldown only after a successful fetch.
    if (now - failedAt < fetchIntervalMilliseconds) return fallback(now);
    try {
      const response = await fetchKeys(url, init);
      const body = await response.text();
      // An error page with status 200 must not replace valid keys.
      if (response.status !== 200 || !isKeySet(body)) throw new KeysUnavailableError();
      remembered = { body, at: now };
      return new Response(remembered.body);
    } catch {
      failedAt = now;
      return fallback(now);
    }
  };
}

function isKeySet(body: string): boolean {
  const parsed: unknown = JSON.parse(body);
  return typeof parsed === 'object' && parsed !== null && 'keys' in parsed && Array.isArray(parsed.keys);
}
