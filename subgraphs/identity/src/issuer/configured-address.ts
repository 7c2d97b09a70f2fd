import type Provider from 'oidc-provider';

/**
 * Derives all provider URLs (endpoints, audiences, `htu`, secure cookies) from the issuer identifier.
 * Otherwise the provider uses `Host` and `X-Forwarded-*`, which clients choose (RFC 9700, section 2.1).
 */
export function useConfiguredAddress(provider: Provider): void {
  const issuer = new URL(provider.issuer);
  // Prototype of every request of a Koa application.
  Object.defineProperties(provider.request, {
    protocol: { get: () => issuer.protocol.slice(0, -1) },
    secure: { get: () => issuer.protocol === 'https:' },
    host: { get: () => issuer.host },
    hostname: { get: () => issuer.hostname },
    href: { get: hrefOf },
    URL: {
      get(this: ProviderRequest) {
        return new URL(hrefOf.call(this));
      },
    },
  });

  function hrefOf(this: ProviderRequest): string {
    const { path, search } = this;
    return `${issuer.origin}${path}${search}`;
  }
}

interface ProviderRequest {
  readonly path: string;
  readonly search: string;
}
