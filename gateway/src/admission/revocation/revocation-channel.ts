import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { anonymous, type Principal } from '@civic-graph/policy';
import { Outage, type OutageReport } from '@civic-graph/service';
import { createRequestSigner, type VerifiedToken, verifiedToken } from '@civic-graph/tokens';
import { parseRevocationPage, type RevocationPage } from './revocation-page.ts';
import { RevokedTokens } from './revoked-tokens.ts';

export interface RevocationSettings {
  /** URL of the identity service. */
  readonly url: string;
  /** base64url; the key that signs calls to it. */
  readonly secret: string;
  /** Personal data is withheld after a longer silence. */
  readonly maxSilenceMs: number;
}

/**
 * How current the gateway's knowledge of revocations is: none yet after the start, current, or too old after
 * a long silence.
 */
export type RevocationState = 'starting' | 'current' | 'lost';

export interface RevocationChannel {
  /** Whether a token's grant is revoked, as far as this gateway knows. */
  isRevoked(token: VerifiedToken): boolean;
  /** The same for a caller that is already verified, because a revocation may have arrived since. */
  isRevokedFor(principal: Principal): boolean;
  state(): RevocationState;
  /** Milliseconds since the latest answered request was sent; earlier revocations are known here. */
  silenceMs(): number;
  /** Starts the feed; resolves after the first attempt, successful or not. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** More than a country's citizens withdraw in half an hour; each takes about 200 bytes. */
const capacity = 100_000;
/** The service answers within a second, with or without updates. */
const answerDeadlineMs = 4_000;
const retryMs = 500;

/**
 * Follows the identity feed (revocations, kill switches, safelists) by long polling. Each request names the
 * last number received, so that an interruption loses nothing.
 */
export function createRevocationChannel(
  { url, secret, maxSilenceMs }: RevocationSettings,
  report: (kind: OutageReport['kind'], failure: string) => void,
  onUpdate: (update: RevocationPage) => void,
): RevocationChannel {
  const sign = createRequestSigner({ secret, keyId: 'identity' });
  const revoked = new RevokedTokens(capacity);
  const stop = new AbortController();
  let last: number | null = null;
  const began = performance.now();
  let currentAsOf: number | null = null;
  const outage = new Outage();
  let failing = false;
  let following: Promise<void> | undefined;

  return {
    isRevoked: (token) => revoked.has(token),
    isRevokedFor(principal) {
      const token = verifiedToken(principal);
      return token !== undefined && revoked.has(token);
    },
    silenceMs,
    state() {
      if (silenceMs() > maxSilenceMs) return 'lost';
      return currentAsOf === null ? 'starting' : 'current';
    },
    async start() {
      await poll();
      following = follow();
    },
    async close() {
      stop.abort();
      await following;
    },
  };

  function silenceMs(): number {
    return performance.now() - (currentAsOf ?? began);
  }

  async function follow(): Promise<void> {
    while (!stop.signal.aborted) {
      if (failing) await sleep(retryMs, undefined, { signal: stop.signal }).catch(() => {});
      await poll();
    }
  }

  /** One poll; a failure is reported once until the feed recovers. */
  async function poll(): Promise<void> {
    const sentAt = performance.now();
    try {
      const page = await request();
      const now = Date.now();
      for (const revocation of page.revocations) revoked.add(revocation, now);
      onUpdate(page);
      last = page.last;
      // A page that is incomplete or was long in transit vouches only for revocations from before its
      // request.
      if (page.complete) currentAsOf = sentAt;
      failing = false;
      outage.answered();
    } catch (error) {
      failing = true;
      if (stop.signal.aborted) return;
      const { kind, isNews } = outage.failed(error);
      if (isNews) report(kind, error instanceof Error ? error.message : String(error));
    }
  }

  async function request(): Promise<RevocationPage> {
    const path = last === null ? '/revocations' : `/revocations/after/${last}`;
    const headers = sign({
      method: 'GET',
      path,
      body: '',
      principal: anonymous,
      requestId: randomUUID(),
    });
    const response = await fetch(new URL(path, url), {
      headers,
      redirect: 'error',
      signal: AbortSignal.any([stop.signal, AbortSignal.timeout(answerDeadlineMs)]),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`status ${response.status}`);
    }
    return parseRevocationPage(await response.json());
  }
}
