import { randomBytes } from 'node:crypto';
import { type IdentityDigests, identityDigests } from '../../linked-identities/identity-digest.ts';
import type { IdentityDatabase } from '../../store/database.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import { type ProviderConnection, providerConnector } from './connect-provider.ts';
import { createProviderFetch } from './provider-fetch.ts';
import type { ProviderSettings } from './provider-settings.ts';

/** A provider with the function that reads its metadata, which throws SignInRefusal. */
export interface UpstreamProvider {
  readonly settings: ProviderSettings;
  /** Where the provider returns the person; one per provider, so that answers cannot be mixed up. */
  readonly redirectUri: string;
  readonly connect: () => Promise<ProviderConnection>;
}

/** The upstream providers of this service, and what a sign-in through them needs. */
export interface Upstream {
  readonly providers: readonly UpstreamProvider[];
  readonly attempts: Attempts;
  readonly digests: IdentityDigests;
}

export interface UpstreamOptions {
  readonly providers: readonly ProviderSettings[];
  readonly database: IdentityDatabase;
  /** The issuer identifier: this service's public URL. */
  readonly issuer: string;
  readonly pairwiseSalt: Uint8Array;
  readonly clock: () => Date;
  /** Whether providers may be at http on this machine. */
  readonly loopback: boolean;
  readonly fetch?: typeof fetch;
  readonly random?: (bytes: number) => Uint8Array;
}

/** Calls no provider. */
export function createUpstream(options: UpstreamOptions): Upstream {
  const { providers, database, issuer, pairwiseSalt, clock, loopback, random = randomBytes } = options;
  const fetch = createProviderFetch(options);
  return {
    providers: providers.map((settings) => ({
      settings,
      redirectUri: new URL(`/sign-in/callback/${settings.id}`, issuer).href,
      connect: providerConnector(settings, { fetch, clock, loopback }),
    })),
    attempts: createAttempts(database, { secret: pairwiseSalt, clock, random }),
    digests: identityDigests(pairwiseSalt),
  };
}
