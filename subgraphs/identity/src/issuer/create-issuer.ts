import Provider, { type JWK } from 'oidc-provider';
import { oldSecretMember } from './client-metadata.ts';
import { useConfiguredAddress } from './configured-address.ts';
import { databaseProblem, mapDatabaseErrors } from './database-problem.ts';
import { guardUserCodes } from './device-flow/guard-user-codes.ts';
import { slowDownPolls } from './device-flow/slow-down.ts';
import type { Issuer, IssuerDependencies } from './issuer.ts';
import { sweepExpired } from './oidc-payload-adapter.ts';
import { providerConfiguration } from './provider-configuration.ts';
import { revokeAccessTokens } from './revoke-access-tokens.ts';
import { secretDigest } from './secret-digest.ts';
import { endGrantsAtSignOut, replaceSignOutWithoutSession } from './sign-out.ts';
import { createSigningKeyStore } from './signing-keys.ts';
import { offerTokenExchange } from './token-exchange/token-exchange.ts';

const maintenanceIntervalMilliseconds = 30_000;

export async function createIssuer(dependencies: IssuerDependencies): Promise<Issuer> {
  const { database, clock } = dependencies;
  const keyStore = createSigningKeyStore(database, dependencies.pairwiseSalt, clock);
  await keyStore.maintain(dependencies.signingKeyMaxAgeDays);
  let current = build(await keyStore.load());

  /**
   * oidc-provider reads its keys once, in its constructor, so new keys need a new provider. All state is in
   * tables.
   */
  function build(keys: readonly JWK[]) {
    const provider = new Provider(dependencies.issuer, providerConfiguration(dependencies, keys));
    useConfiguredAddress(provider);
    acceptDigestedSecrets(provider);
    mapDatabaseErrors(provider, dependencies.pages);
    replaceSignOutWithoutSession(provider, dependencies.pages);
    endGrantsAtSignOut(provider, dependencies);
    guardUserCodes(provider, dependencies);
    slowDownPolls(provider, dependencies);
    revokeAccessTokens(provider, keys, dependencies);
    offerTokenExchange(provider, keys, dependencies);
    provider.on('backchannel.error', (_ctx, error) => dependencies.report(error, 'back-channel logout'));
    provider.on('server_error', (ctx, error) => {
      if (databaseProblem(error)?.status !== 400) dependencies.report(error, ctx.path);
    });
    return { provider, handle: provider.callback(), keyIds: idsOf(keys) };
  }

  async function maintain(): Promise<void> {
    await keyStore.maintain(dependencies.signingKeyMaxAgeDays);
    const keys = await keyStore.load();
    if (idsOf(keys) !== current.keyIds) current = build(keys);
    await sweepExpired(database, clock());
  }

  const timer = setInterval(() => {
    maintain().catch((error: unknown) => dependencies.report(error, 'maintenance'));
  }, maintenanceIntervalMilliseconds);
  timer.unref();

  return {
    dependencies,
    get provider() {
      return current.provider;
    },
    handle(request, response) {
      void current.handle(request, response);
    },
    async rotateSigningKey() {
      await keyStore.rotate(0);
      current = build(await keyStore.load());
    },
    maintain,
    close() {
      clearInterval(timer);
    },
  };
}

/** Sorted with the signer first, so a new signer changes the list. */
function idsOf(keys: readonly JWK[]): string {
  return keys.map(({ kid }) => kid).join();
}

/**
 * Stored secrets are digests, so a presented one is digested before comparison. A replaced one may still
 * work.
 */
function acceptDigestedSecrets(provider: Provider): void {
  const { prototype } = provider.Client;
  const compare = prototype.compareClientSecret;
  prototype.compareClientSecret = function (actual) {
    const digest = secretDigest(actual);
    const old = this[oldSecretMember];
    // Both in constant time, whichever is right.
    const isPresent = compare.call(this, digest);
    const isOld = typeof old === 'string' && compare.call({ clientSecret: old } as typeof this, digest);
    return isPresent || isOld;
  };
}
