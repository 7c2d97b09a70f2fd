import * as client from 'openid-client';
import type { Settings } from '../options.ts';
import type { Issuer } from '../sign-in/connect-issuer.ts';
import { keyPairOf } from './binding-key.ts';
import { parseTokenSet, type TokenSet, tokenSetOf } from './token-set.ts';

/** The tokens of one session, in its store. */
export interface SessionTokens {
  /** What the store holds. */
  held(): Promise<TokenSet | null>;
  /** Valid for a while, refreshed where that is possible; stale tokens where it is not. */
  current(): Promise<TokenSet | null>;
  /** New tokens instead of these; `null` where the sign-in has ended. */
  renew(stale: TokenSet): Promise<TokenSet | null>;
  save(tokens: TokenSet): Promise<void>;
  /** Ends the session here, and returns what it held. */
  forget(): Promise<TokenSet | null>;
}

/** A request that is sent now should still find the token valid. */
const marginMs = 30_000;
/** The longest that a session without any use is kept; what the issuer keeps may be shorter. */
const storedSeconds = 30 * 24 * 3_600;

/** @param inTurn one refresh at a time for each session of this process */
export function sessionTokens(
  key: string,
  { store, now, dpop }: Pick<Settings, 'store' | 'now' | 'dpop'>,
  issuer: Issuer,
  inTurn: <Value>(key: string, work: () => Promise<Value>) => Promise<Value>,
): SessionTokens {
  const exclusive: typeof inTurn = (name, work) =>
    inTurn(name, () => store.exclusive?.(name, work) ?? work());
  const held = async () => parseTokenSet(await store.get(key));

  async function save(tokens: TokenSet): Promise<void> {
    const isRenewable = tokens.refreshToken !== null;
    const lastsSeconds = Math.max(1, Math.ceil((tokens.expiresAt - now()) / 1_000));
    await store.set(key, JSON.stringify(tokens), isRenewable ? storedSeconds : lastsSeconds);
  }

  async function renew(stale: TokenSet): Promise<TokenSet | null> {
    return exclusive(key, async () => {
      const found = await held();
      // Somebody else has renewed or ended it meanwhile; a refresh token is good once.
      if (found?.accessToken !== stale.accessToken) return found;
      const renewed = found.refreshToken === null ? null : await refresh(found, found.refreshToken);
      if (renewed === null) await store.delete(key);
      else await save(renewed);
      return renewed;
    });
  }

  /** @returns `null` where the issuer says that the sign-in has ended */
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
    save,
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
    async forget() {
      const tokens = await held();
      await store.delete(key);
      return tokens;
    },
  };
}
