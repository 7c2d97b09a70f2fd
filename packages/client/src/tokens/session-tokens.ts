import * as client from 'openid-client';
import type { Settings } from '../options.ts';
import type { Issuer } from '../sign-in/connect-issuer.ts';
import type { Lock } from '../store/in-turn.ts';
import { keyPairOf } from './binding-key.ts';
import { parseTokenSet, type TokenSet, tokenSetOf } from './token-set.ts';

/** The stored tokens of one session. */
export interface SessionTokens {
  /** Returns the stored tokens. */
  held(): Promise<TokenSet | null>;
  /** Returns the stored tokens, refreshed before they expire if possible. */
  current(): Promise<TokenSet | null>;
  /** Refreshes the tokens. @returns `null` if the session has ended */
  renew(stale: TokenSet): Promise<TokenSet | null>;
  save(tokens: TokenSet): Promise<void>;
  /** Deletes the stored tokens and returns them. */
  forget(): Promise<TokenSet | null>;
}

/** Covers the travel time of a request. */
const marginMs = 30_000;
/** Maximum storage time of an unused session. */
const storedSeconds = 30 * 24 * 3_600;

/** @param lock orders all changes, so that a refresh in progress does not overwrite a later sign-in */
export function sessionTokens(
  key: string,
  { store, now, dpop }: Pick<Settings, 'store' | 'now' | 'dpop'>,
  issuer: Issuer,
  lock: Lock,
): SessionTokens {
  const held = async () => parseTokenSet(await store.get(key));

  async function write(tokens: TokenSet): Promise<void> {
    const isRenewable = tokens.refreshToken !== null;
    const lastsSeconds = Math.max(1, Math.ceil((tokens.expiresAt - now()) / 1_000));
    await store.set(key, JSON.stringify(tokens), isRenewable ? storedSeconds : lastsSeconds);
  }

  async function renew(stale: TokenSet): Promise<TokenSet | null> {
    return lock(key, async () => {
      const found = await held();
      // Another call has refreshed meanwhile, and a refresh token is valid only once.
      if (found?.accessToken !== stale.accessToken) return found;
      const renewed = found.refreshToken === null ? null : await refresh(found, found.refreshToken);
      if (renewed === null) await store.delete(key);
      else await write(renewed);
      return renewed;
    });
  }

  /** @returns `null` if the issuer rejects the refresh token */
  async function refresh(from: TokenSet, refreshToken: string): Promise<TokenSet | null> {
    const configuration = await issuer();
    const pair = from.isBound ? await keyPairOf(dpop, from.key) : null;
    const proof = pair === null ? {} : { DPoP: client.getDPoPHandle(configuration, pair) };
    try {
      const response = await client.refreshTokenGrant(configuration, refreshToken, undefined, proof);
      return tokenSetOf(response, now(), from);
    } catch (error) {
      if (error instanceof client.ResponseBodyError && error.error === 'invalid_grant') return null;
      throw error;
    }
  }

  return {
    held,
    renew,
    save: (tokens) => lock(key, () => write(tokens)),
    async current() {
      const tokens = await held();
      if (tokens === null || tokens.refreshToken === null || tokens.expiresAt - now() > marginMs)
        return tokens;
      try {
        return await renew(tokens);
      } catch (error) {
        if (tokens.expiresAt <= now()) throw error;
        return tokens;
      }
    },
    forget: () =>
      lock(key, async () => {
        const tokens = await held();
        await store.delete(key);
        return tokens;
      }),
  };
}
