import { PublicError } from '@civic-graph/errors';
import { exchangeClient, tokenExchange } from '@civic-graph/tokens';
import { z } from 'zod';

/** A token for the graph that replaces an agent's. */
export interface ExchangedToken {
  readonly token: string;
  readonly lifetimeSeconds: number;
}

/**
 * Exchanges an agent's token at the issuer (RFC 8693).
 * @throws PublicError TOKEN_REVOKED if the issuer declines it, NOT_READY if the issuer is unavailable
 */
export type TokenExchange = (token: string) => Promise<ExchangedToken>;

export interface TokenExchangeOptions {
  /** Any URL of the identity service. */
  readonly url: string;
  /** The one shared with identity. */
  readonly secret: string;
  /** Called if the issuer is unavailable or does not know this gateway. */
  readonly onFailure: (reason: string) => void;
  readonly fetch?: typeof fetch;
}

const answer = z.object({ access_token: z.string(), expires_in: z.number() });
const refusal = z.object({ error: z.string() });

/** The agent's token is at fault, not the gateway's configuration. */
const declined: ReadonlySet<unknown> = new Set(['invalid_request', 'invalid_grant']);

/** Shorter than a request's deadline, so that the agent gets an answer. */
const timeoutMs = 1_500;

export function createTokenExchange(options: TokenExchangeOptions): TokenExchange {
  const { url, onFailure, fetch: send = fetch } = options;
  const { id, secret } = exchangeClient(options.secret);
  const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

  return async (token) => {
    const failed = (reason: string) => {
      onFailure(reason);
      return new PublicError('NOT_READY');
    };
    const body = new URLSearchParams({
      grant_type: tokenExchange.grantType,
      subject_token: token,
      subject_token_type: tokenExchange.accessToken,
    });
    let response: Response;
    let json: unknown;
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const [address, headers] = [new URL('/token', url), { authorization }];
      response = await send(address, { method: 'POST', headers, body, redirect: 'error', signal });
      json = await response.json();
    } catch (error) {
      throw failed(error instanceof Error ? error.message : String(error));
    }
    const granted = answer.safeParse(json);
    if (response.ok && granted.success)
      return { token: granted.data.access_token, lifetimeSeconds: granted.data.expires_in };
    const code = refusal.safeParse(json).data?.error;
    if (response.status === 400 && declined.has(code)) throw new PublicError('TOKEN_REVOKED');
    throw failed(`status ${response.status}${code === undefined ? '' : `, ${code}`}`);
  };
}
