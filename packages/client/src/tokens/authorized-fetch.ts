import type { Settings } from '../options.ts';
import { keyPairOf } from './binding-key.ts';
import { dpopProof } from './dpop-proof.ts';
import type { SessionTokens } from './session-tokens.ts';
import type { TokenSet } from './token-set.ts';

/**
 * Adds the access token of the session, and a DPoP proof if it is bound. Renews a refused token and retries
 * once, which is safe for mutations: the gateway checks the token first.
 */
export function authorizedFetch(
  tokens: SessionTokens,
  settings: Pick<Settings, 'fetch' | 'dpop' | 'now' | 'random'>,
): typeof fetch {
  let nonce: string | undefined;

  async function send(url: string, init: RequestInit, token: TokenSet | null): Promise<Response> {
    const headers = new Headers(init.headers);
    if (token !== null) {
      const { accessToken, isBound, key } = token;
      headers.set('authorization', `${isBound ? 'DPoP' : 'Bearer'} ${accessToken}`);
      const pair = isBound ? await keyPairOf(settings.dpop, key) : null;
      if (pair !== null) {
        const request = { method: init.method ?? 'GET', url, accessToken, nonce };
        headers.set('dpop', await dpopProof(pair, request, settings));
      }
    }
    // A redirect would carry the token and its proof to another server.
    const response = await settings.fetch(url, { ...init, headers, redirect: 'error' });
    nonce = response.headers.get('dpop-nonce') ?? nonce;
    return response;
  }

  return async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const token = await tokens.current();
    const first = await send(url, init, token);
    if (first.status !== 401 || token === null) return first;
    const challenge = first.headers.get('www-authenticate') ?? '';
    if (/\berror="?use_dpop_nonce/.test(challenge)) return again(first, token);
    if (!/\berror="?invalid_token/.test(challenge)) return first;
    const renewed = await tokens.renew(token);
    return renewed === null ? first : again(first, renewed);

    async function again(refused: Response, next: TokenSet): Promise<Response> {
      await refused.body?.cancel();
      return send(url, init, next);
    }
  };
}
