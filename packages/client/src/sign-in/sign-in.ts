import { base64url } from 'jose';
import * as client from 'openid-client';
import type { Settings } from '../options.ts';
import type { ConsentNeeded, StepUpNeeded } from '../refusals/refusal.ts';
import type { Lock } from '../store/in-turn.ts';
import { keyPairOf, newKey } from '../tokens/binding-key.ts';
import type { SessionTokens } from '../tokens/session-tokens.ts';
import { tokenSetOf } from '../tokens/token-set.ts';
import type { Issuer } from './connect-issuer.ts';
import type { SignInOutcome } from './outcome.ts';
import { type PendingSignIn, parsePending, pendingSeconds } from './pending.ts';
import { authorizationParameters, type SignInRequest } from './sign-in-request.ts';

export interface SignInContext {
  readonly settings: Settings;
  readonly issuer: Issuer;
  readonly tokens: SessionTokens;
  readonly lock: Lock;
  /** Returns the key of a pending sign-in in the store. */
  readonly pendingKey: (state: string) => string;
}

/** Begins a sign-in by authorization code with PKCE. @returns the URL to send the citizen to */
export async function beginSignIn(
  { settings, issuer, tokens, pendingKey }: SignInContext,
  request: SignInRequest | ConsentNeeded | StepUpNeeded,
): Promise<string> {
  const configuration = await issuer();
  const [state, verifier, nonce] = [1, 2, 3].map(() => base64url.encode(settings.random(32))) as Triple;
  const key = await newKey(settings.dpop);
  const pair = await keyPairOf(settings.dpop, key);
  const held = await tokens.held();
  const url = client.buildAuthorizationUrl(configuration, {
    ...authorizationParameters(
      request,
      held && { scopes: held.scopes, isOffline: held.refreshToken !== null },
      settings.scopes,
    ),
    redirect_uri: settings.redirectUri,
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    // Binds the code to the key as well (RFC 9449, section 10).
    ...(pair !== null && { dpop_jkt: await client.getDPoPHandle(configuration, pair).calculateThumbprint() }),
  });
  const pending: PendingSignIn = { verifier, nonce, key };
  await settings.store.set(pendingKey(state), JSON.stringify(pending), pendingSeconds);
  return url.href;
}

type Triple = [string, string, string];

/**
 * Completes a sign-in.
 *
 * @param callback URL at which the citizen returned, or its path and query
 * @throws errors of openid-client if the issuer does not answer, or its answer is invalid
 */
export async function completeSignIn(context: SignInContext, callback: string | URL): Promise<SignInOutcome> {
  const { settings, issuer, tokens } = context;
  // The registered URI, because an app behind a proxy may see another host.
  const url = new URL(settings.redirectUri);
  url.search = new URL(callback, url).search;
  const state = url.searchParams.get('state') ?? '';
  const pending = await takePending(context, state);
  if (pending === null) return { kind: 'stale' };
  const configuration = await issuer();
  const pair = await keyPairOf(settings.dpop, pending.key);
  const proof = pair === null ? {} : { DPoP: client.getDPoPHandle(configuration, pair) };
  try {
    const checks = {
      pkceCodeVerifier: pending.verifier,
      expectedState: state,
      expectedNonce: pending.nonce,
    };
    const response = await client.authorizationCodeGrant(configuration, url, checks, undefined, proof);
    const received = tokenSetOf(response, settings.now(), { key: pending.key });
    await tokens.save(received);
    return { kind: 'signed-in', scopes: received.scopes };
  } catch (error) {
    if (!(error instanceof client.AuthorizationResponseError)) throw error;
    return { kind: 'declined', error: error.error, description: error.error_description ?? null };
  }
}

/** Removes it, because the issuer ends a session whose code is used twice, for example by a reload. */
function takePending(
  { settings: { store }, lock, pendingKey }: SignInContext,
  state: string,
): Promise<PendingSignIn | null> {
  const key = pendingKey(state);
  return lock(key, async () => {
    const pending = parsePending(await store.get(key));
    await store.delete(key);
    return pending;
  });
}
