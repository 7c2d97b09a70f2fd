import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { anonymous, type Principal } from '@civic-graph/policy';
import { createRequestSigner, type VerifiedToken, verifiedToken } from '@civic-graph/tokens';
import type { Switch } from '../kill-switches/switch.ts';
import type { SafelistUpdate } from '../safelists/safelists.ts';
import { parseRevocationPage, type RevocationPage } from './revocation-page.ts';
import { RevokedTokens } from './revoked-tokens.ts';

export interface RevocationSettings {
  /** Of the identity service. */
  readonly url: string;
  /** base64url; the one that signs calls to it. */
  readonly secret: string;
  /** Personal data is withheld where nothing was heard for longer. */
  readonly maxSilenceMs: number;
}

/**
 * What a gateway knows of what was revoked: nothing yet, since it has just begun; everything, but for the
 * last moments; or, after too long a silence, nothing to go by.
 */
export type RevocationState = 'starting' | 'current' | 'lost';

export interface RevocationChannel {
  /** Whether what a token rests on is gone, as far as this gateway has heard. */
  isRevoked(token: VerifiedToken): boolean;
  /** The same of the token that a caller was known by: news may have come since it was looked at. */
  isRevokedFor(principal: Principal): boolean;
  state(): RevocationState;
  /**
   * Milliseconds since the latest request that was answered was sent: what was revoked before it is known
   * here.
   */
  silenceMs(): number;
  /** Begins to follow; resolves after the first try, whatever came of it. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** More than a country's citizens withdraw in half an hour; a gateway holds each for about 200 bytes. */
const capacity = 100_000;
/** The service answers within a second, with or without news. */
const answerDeadlineMs = 4_000;
const retryMs = 500;

/**
 * Follows the revocations of the identity service, what is switched off, and changes of safelists: one
 * request waits there at any time, and is answered when something is revoked, switched or listed, or after a
 * while as a sign of life. Nothing is lost while the line is cut: each request names the last number that was
 * seen.
 */
export function createRevocationChannel(
  { url, secret, maxSilenceMs }: RevocationSettings,
  report: (failure: string) => void,
  onNews: (news: { readonly switches: readonly Switch[]; readonly safelists: SafelistUpdate }) => void,
): RevocationChannel {
  const sign = createRequestSigner({ secret, keyId: 'identity' });
  const revoked = new RevokedTokens(capacity);
  const stop = new AbortController();
  let last: number | null = null;
  const began = performance.now();
  let heard: number | null = null;
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
      return heard === null ? 'starting' : 'current';
    },
    async start() {
      await ask();
      following = follow();
    },
    async close() {
      stop.abort();
      await following;
    },
  };

  function silenceMs(): number {
    return performance.now() - (heard ?? began);
  }

  async function follow(): Promise<void> {
    while (!stop.signal.aborted) {
      if (failing) await sleep(retryMs, undefined, { signal: stop.signal }).catch(() => {});
      await ask();
    }
  }

  /** One request. A failure is told once, until the line is back. */
  async function ask(): Promise<void> {
    const asked = performance.now();
    try {
      const page = await request();
      const now = Date.now();
      for (const revocation of page.revocations) revoked.add(revocation, now);
      onNews(page);
      last = page.last;
      // Before the rest is here, this gateway does not know it. The answer may have been long on its way, so
      // what it vouches for is only what was revoked before it was asked for.
      if (page.complete) heard = asked;
      failing = false;
    } catch (error) {
      if (!failing && !stop.signal.aborted) report(error instanceof Error ? error.message : String(error));
      failing = true;
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
