import type { CivicOptions } from '../options.ts';

/**
 * Sends what is meant for gateway and issuer through the app's own server, at `PATH/graphql` and
 * `PATH/issuer/…`. Proofs still name the addresses behind it.
 */
export function throughRelay(
  path: string,
  { gateway, issuer }: Pick<CivicOptions, 'gateway' | 'issuer'>,
  send: typeof fetch,
): typeof fetch {
  const base = issuer.replace(/\/?$/, '/');
  return (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (url === gateway) return send(`${path}/graphql`, init);
    if (url.startsWith(base)) return send(`${path}/issuer/${url.slice(base.length)}`, init);
    return send(input, init);
  };
}
