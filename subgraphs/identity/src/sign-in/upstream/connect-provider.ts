import { createRemoteJWKSet, customFetch as customJwksFetch } from 'jose';
import * as client from 'openid-client';
import { clientAuth } from './client-authentication.ts';
import { isAllowedAddress, type ProviderFetch, type ProviderFetchOptions } from './provider-fetch.ts';
import type { ProviderSettings } from './provider-settings.ts';
import { asRefusal, SignInRefusal } from './refusal.ts';

/** A provider whose metadata was read. */
export interface ProviderConnection {
  readonly metadata: client.ServerMetadata;
  /** For one sign-in, since it holds the current time. */
  configuration(): client.Configuration;
  readonly keys: ReturnType<typeof createRemoteJWKSet>;
}

/** Difference (in seconds) between the clocks of a provider and this service that is accepted. */
export const clockTolerance = 60;

/** Time (in milliseconds) after which metadata is read again. */
const metadataMs = 10 * 60_000;

/**
 * Interval (in milliseconds) between reads of keys that logout tokens with unknown key ids can cause, so that
 * nobody makes this service call a provider more often.
 */
const unknownKeyMs = 15_000;

/**
 * Reads the metadata of a provider at its first use, so that one that is down stops neither the start nor the
 * others. A failure is not stored.
 *
 * @returns a function that throws SignInRefusal
 */
export function providerConnector(
  settings: ProviderSettings,
  {
    fetch: call,
    clock,
    loopback,
  }: Pick<ProviderFetchOptions, 'loopback'> & { readonly fetch: ProviderFetch; readonly clock: () => Date },
): () => Promise<ProviderConnection> {
  let current: { readonly connection: Promise<ProviderConnection>; readonly until: number } | null = null;
  return () => {
    const now = clock().getTime();
    if (current === null || current.until <= now) {
      const connection = connect().catch((error: unknown) => {
        current = null;
        const refusal = asRefusal(error);
        // Wrong metadata is the provider's failure too, and not the person's.
        throw new SignInRefusal('provider_unavailable', refusal.reason);
      });
      current = { connection, until: now + metadataMs };
    }
    return current.connection;
  };

  async function connect(): Promise<ProviderConnection> {
    const authentication = await clientAuth(settings.authentication);
    const discovered = await client.discovery(
      new URL(settings.issuer),
      settings.clientId,
      undefined,
      authentication,
      { [client.customFetch]: openidFetch, ...(loopback && { execute: [client.allowInsecureRequests] }) },
    );
    const metadata = discovered.serverMetadata();
    const { jwks_uri } = checked(metadata);
    return {
      metadata,
      keys: createRemoteJWKSet(new URL(jwks_uri), {
        cooldownDuration: unknownKeyMs,
        [customJwksFetch]: call,
      }),
      configuration() {
        const ahead = Math.round((clock().getTime() - Date.now()) / 1000);
        const configuration = new client.Configuration(
          metadata,
          settings.clientId,
          { [client.clockSkew]: ahead, [client.clockTolerance]: clockTolerance },
          authentication,
        );
        configuration[client.customFetch] = openidFetch;
        if (loopback) client.allowInsecureRequests(configuration);
        return configuration;
      },
    };
  }

  function openidFetch(url: string, init: client.CustomFetchOptions): Promise<Response> {
    return call(url, init as RequestInit);
  }

  /** @throws Error that names an endpoint which is missing or not https */
  function checked(metadata: client.ServerMetadata) {
    const { authorization_endpoint, token_endpoint, jwks_uri } = metadata;
    const endpoints = { authorization_endpoint, token_endpoint, jwks_uri };
    for (const [name, address] of Object.entries(endpoints)) {
      if (
        typeof address !== 'string' ||
        !URL.canParse(address) ||
        !isAllowedAddress(new URL(address), { loopback })
      ) {
        throw new Error(`its metadata has no valid ${name}`);
      }
    }
    return endpoints as { readonly [Name in keyof typeof endpoints]: string };
  }
}
