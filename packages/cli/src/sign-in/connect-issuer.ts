import { arch, hostname, platform } from 'node:os';
import * as client from 'openid-client';
import { CommandError } from '../command-error.ts';
import { safeUrl } from './safe-url.ts';

/** The command line as a client; it is public, because anybody has it. */
export const commandLineClient = 'civic-cli';

const timeoutSeconds = 30;

/**
 * Discovers an issuer.
 * @param authentication Default is none, as a public client.
 * @throws CommandError for an address at which no issuer answers, or that would show tokens on the way
 */
export async function connectIssuer(
  issuer: string,
  clientId = commandLineClient,
  authentication: client.ClientAuth = client.None(),
): Promise<client.Configuration> {
  const url = safeUrl(issuer, 'issuer');
  const metadata = { id_token_signed_response_alg: 'ES256' };
  try {
    return await client.discovery(url, clientId, metadata, authentication, {
      [client.customFetch]: fetchAsCommandLine,
      timeout: timeoutSeconds,
      execute: url.protocol === 'https:' ? [] : [client.allowInsecureRequests],
    });
  } catch (error) {
    throw new CommandError(
      `no issuer answers at ${url.origin} (${reasonOf(error)}); start it, or name another with --issuer`,
    );
  }
}

/** A token must not follow a redirect. The agent names the device on the page where a person confirms it. */
function fetchAsCommandLine(
  url: string,
  { headers, ...options }: client.CustomFetchOptions,
): Promise<Response> {
  const agent = `civic (${platform()} ${arch()}; ${hostname().replace(/[^\w.-]/g, '?')})`;
  return fetch(url, {
    ...(options as RequestInit),
    headers: { ...headers, 'user-agent': agent },
    redirect: 'error',
  });
}

/** Why a request to the issuer failed, in a word. */
export function reasonOf(error: unknown): string {
  if (error instanceof client.ResponseBodyError) {
    return [error.error, error.error_description].filter(Boolean).join(': ');
  }
  // The innermost error says most, such as ECONNREFUSED below `fetch failed`.
  if (error instanceof Error && error.cause instanceof Error) return reasonOf(error.cause);
  if (error instanceof Error && 'code' in error && error.code !== undefined) return String(error.code);
  return error instanceof Error ? error.message : String(error);
}
