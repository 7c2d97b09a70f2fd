import type { CivicOptions } from '../options.ts';

/**
 * Sends requests for the gateway to `PATH/graphql` and for the issuer to `PATH/issuer/…`. DPoP proofs still
 * name the original URLs.
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
