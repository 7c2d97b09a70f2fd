import type Provider from 'oidc-provider';

/**
 * Makes the issuer identifier the only source of the provider's own address: endpoints, audiences, `htu`,
 * secure cookies. Otherwise the provider takes them from `Host` and `X-Forwarded-*`, which the client chooses
 * (RFC 9700, section 2.1).
 */
export function useConfiguredAddress(provider: Provider): void {
  const issuer = new URL(provider.issuer);
  // Every request of a Koa application inherits from this object.
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
