import { readFile } from 'node:fs/promises';
import { CommandError } from '../command-error.ts';
import type { Host } from '../host.ts';
import { refusedByDemo } from '../refused-by-demo.ts';

/** Returns a valid token for each request. */
export type TokenSource = () => Promise<string>;

/** Before the demo's tokens of 30 minutes expire. */
const renewMs = 20 * 60_000;

/** Tokens of a persona of the running demo, renewed in time. */
export function personaTokens(
  request: { readonly persona: string; readonly app: string | undefined; readonly resource: string },
  { env, now }: Pick<Host, 'env' | 'now'>,
): TokenSource {
  let token: Promise<string> | undefined;
  let since = 0;
  return () => {
    if (token !== undefined && now().getTime() - since < renewMs) return token;
    since = now().getTime();
    token = refusedByDemo(async () => {
      const { findIssuer, requestToken } = await import('@civic-graph/launcher');
      return requestToken(await findIssuer(env), request);
    });
    return token;
  };
}

/** A token from the environment, or from a file that another program renews. */
export function configuredToken(env: Host['env']): TokenSource {
  const { CIVIC_TOKEN: token, CIVIC_TOKEN_FILE: file } = env;
  if (file) return async () => (await readFile(file, 'utf8')).trim();
  if (token) return async () => token;
  throw new CommandError('CIVIC_TOKEN: is required, or CIVIC_TOKEN_FILE; in a demo: --persona lin');
}
