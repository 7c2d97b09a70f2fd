import { readFile } from 'node:fs/promises';
import { subjectHasher } from '@civic-graph/audit';
import { describeError } from '@civic-graph/errors';
import {
  check,
  createDatabase,
  createLogger,
  createSubgraph,
  type Database,
  guardAgainstRestore,
  prepareDatabase,
  reportRestore,
  requirePermanentSecrets,
  type Subgraph,
} from '@civic-graph/subgraph-kit';
import { sql } from 'kysely';
import { accessLogRoutes } from './access-log/routes.ts';
import { witnessKey } from './access-log/witness-key.ts';
import { witnessRoutes } from './access-log/witness-routes.ts';
import { accountRoutes } from './account-pages/routes.ts';
import { agenciesInForce } from './agencies/agencies-in-force.ts';
import { openAgencies } from './agencies/open-agencies.ts';
import { describeRefusal, refuseManifests } from './agencies/open-manifests.ts';
import { putInForce } from './agencies/put-in-force.ts';
import { PredicateBudget } from './citizen/predicates.ts';
import type { IdentityConfig } from './config.ts';
import { consentCountsRoute } from './consent/consent-counts-route.ts';
import { followAgencies } from './demo/follow-agencies.ts';
import { registerPortal } from './demo/register-portal.ts';
import { demoRoutes } from './demo/routes.ts';
import { seedDemo } from './demo/seed.ts';
import type { NotifyApp } from './graph/consent-mutations.ts';
import { createLoaders } from './graph/loaders.ts';
import { createResolvers, resources } from './graph/resolvers.ts';
import { notifyOfWithdrawal } from './issuer/back-channel-logout.ts';
import { clientProblem } from './issuer/client-metadata.ts';
import { createIssuer } from './issuer/create-issuer.ts';
import type { Issuer } from './issuer/issuer.ts';
import { issuerRoutes } from './issuer/routes.ts';
import { createAskOwnPayments } from './my-data/payments/ask-graph.ts';
import { safelistOwnOperation } from './my-data/payments/safelist-own-operation.ts';
import { myDataRoutes } from './my-data/routes.ts';
import { approvedOperationsRoute } from './partners/approved-operations-route.ts';
import { createAnalyse } from './partners/ask-gateway.ts';
import { deletedAppsRoute } from './partners/deleted-apps-route.ts';
import { expireDrafts } from './partners/expire-drafts.ts';
import { safelistRoutes } from './partners/safelist-routes.ts';
import { createPasskeys } from './passkeys/passkeys.ts';
import { forgetReaders } from './profiling/tally-readings.ts';
import { watchReaders } from './profiling/watch-readers.ts';
import { revocationRoutes } from './revocation/routes.ts';
import { providerPages } from './sign-in/provider-pages.ts';
import { signInRoutes } from './sign-in/routes.ts';
import { createUpstream } from './sign-in/upstream/upstream.ts';
import type { IdentityTables } from './store/database.ts';
import { identityDatabase } from './store/database-rights.ts';
import { switchRoutes } from './switches/routes.ts';

export interface IdentitySubgraph extends Subgraph {
  readonly issuer: Issuer;
  /** Lets tests count queries. */
  readonly database: Database<IdentityTables>;
}

const forgetEveryMs = 3_600_000;

/** Creates tables, demo city, issuer, graph and pages, in this order. */
export async function createIdentitySubgraph(config: IdentityConfig): Promise<IdentitySubgraph> {
  const { demo, clock = () => new Date() } = config;
  const logger = createLogger('identity', config.logLevel);
  const failed = (message: string) => (error: unknown) => logger.error(describeRefusal(error), message);
  const source = await openAgencies(
    { folder: config.agencyManifests, registry: config.registry ?? null },
    {
      refused: failed('a change of manifests is refused'),
      registry(event) {
        if (event.event === 'waiting') logger.info('waiting for the registry');
        else if ('reason' in event) logger.warn(event, 'manifests from the registry; retrying');
        else logger.info(event, 'manifests from the registry');
      },
    },
  );
  const database = createDatabase<IdentityTables>(config.databaseUrl);
  try {
    const progress = (step: string, count: number) => logger.info({ step, count }, 'demo data');
    await prepareDatabase<IdentityTables>({
      ...identityDatabase,
      ...{ service: database, ownerUrl: config.databaseOwnerUrl, deployment: config.deployment },
      ...(demo.syntheticCitizens && {
        async fill(owner) {
          const directory = await putInForce(owner, source.current, clock());
          await seedDemo({ database: owner, directory, secretKey: config.pairwiseSalt, clock, progress });
          if (config.cityPortalUrl != null) await registerPortal(owner, config.cityPortalUrl);
        },
      }),
    });
    const guard = await guardAgainstRestore({
      ...{ database, agency: 'identity', folder: config.databaseMarks ?? null },
      report: (problem, error) => reportRestore(logger, problem, error),
    });
    if (config.deployment === 'production') {
      const names = await requirePermanentSecrets(database, {
        PAIRWISE_SALT: config.pairwiseSalt,
        CITIZEN_KEY_SECRET: config.citizenKeySecret,
      });
      logger.info({ names }, 'these secrets must never change');
    }
    const agencies = await agenciesInForce({
      ...{ source, database, clock },
      report: failed('a change of manifests is not in force'),
    });
    agencies.onChange(({ subgraphs }) => logger.info({ subgraphs }, 'changed manifests are in force'));
    if (demo.syntheticCitizens) {
      followAgencies(agencies, {
        ownerUrl: config.databaseOwnerUrl ?? config.databaseUrl,
        report: failed('failed to add the official of an agency'),
      });
    }
    await safelistOwnOperation(database, clock());
    const issuer = await createIssuer({
      ...config,
      database,
      agencies,
      clock,
      sandbox: demo.sandboxTokens,
      pages: providerPages,
      report: (error, path) => logger.error({ path, error: describeError(error) }, 'issuer failed'),
    });
    const onRecords = watchReaders({
      thresholds: config.profiling,
      agencies,
      clock,
      report: (alert) =>
        logger.warn({ alert }, 'an app reads personal data in a pattern that looks like profiling'),
    });
    const forgetting = setInterval(() => {
      forgetReaders(database, clock()).catch((error: unknown) =>
        logger.error({ error: describeError(error) }, 'failed to delete old tallies'),
      );
      expireDrafts(database, clock()).catch((error: unknown) =>
        logger.error({ error: describeError(error) }, 'failed to delete expired drafts of apps'),
      );
    }, forgetEveryMs).unref();
    const notifyApp: NotifyApp = (withdrawal) => notifyOfWithdrawal(issuer, withdrawal);
    const providers = new Map((config.signInProviders ?? []).map(({ id, name }) => [id, name]));
    const passkeys = createPasskeys({ ...config, database, clock });
    const subgraph = await createSubgraph({
      name: 'identity',
      typeDefs: await readFile(new URL('../schema.graphql', import.meta.url), 'utf8'),
      resolvers: createResolvers(database, {
        agencies,
        pairwiseSalt: config.pairwiseSalt,
        citizenKeySecret: config.citizenKeySecret,
        clock,
        notifyApp,
        providers,
        issuer: config.issuer,
        report: (facts, message) => logger.info(facts, message),
        partners: {
          addresses: { loopback: demo.sandboxTokens },
          clientProblem: (metadata) => clientProblem(issuer.provider, metadata),
          analyse: createAnalyse({
            gateways: config.gateways,
            secret: config.subgraphSecret,
            report: (reason) => logger.warn({ reason }, 'a gateway did not report the needs of operations'),
          }),
          sandbox: demo.sandboxTokens ? issuer : null,
        },
      }),
      resources,
      loaders: () => ({
        ...createLoaders(database),
        predicates: new PredicateBudget(),
        directory: agencies.current,
      }),
      signature: { secret: config.subgraphSecret, clock },
      ready: () => check('database', () => sql`select 1`.execute(database)),
      async routes(app) {
        await app.register(issuerRoutes, { issuer });
        const receiver = { database, onRecords, witnessKey: witnessKey(config.pairwiseSalt), clock };
        await app.register(accessLogRoutes, { ...receiver, secret: config.subgraphSecret });
        await app.register(witnessRoutes, {
          ...receiver,
          report: (chain) => logger.error({ chain }, 'a chain of access records contradicts its receipts'),
        });
        await app.register(revocationRoutes, { database, agencies, secret: config.subgraphSecret, clock });
        await app.register(deletedAppsRoute, { database, secret: config.subgraphSecret, clock });
        await app.register(safelistRoutes, {
          ...{ database, secret: config.subgraphSecret, clock },
          sandbox: demo.sandboxTokens,
        });
        if (config.registry) {
          const { secret } = config.registry;
          await app.register(approvedOperationsRoute, { database, secret, clock });
          await app.register(consentCountsRoute, { database, secret, clock });
        }
        await app.register(switchRoutes, { database, agencies, secret: config.subgraphSecret, clock });
        await app.register(signInRoutes, {
          ...{ issuer, passkeys, testLogin: demo.testLogin, developerSignUp: config.developerSignUp },
          upstream: createUpstream({
            ...config,
            ...{ database, clock },
            providers: config.signInProviders ?? [],
            loopback: config.deployment === 'demo',
          }),
          report: (facts, message) => logger.info(facts, message),
        });
        const { pairwiseSalt } = config;
        const hashSubject = subjectHasher(config.citizenKeySecret);
        await app.register(myDataRoutes, {
          ...{ issuer, testLogin: demo.testLogin },
          desk: {
            ...{ database, agencies, pairwiseSalt, hashSubject, notifyApp, passkeys, providers, clock },
            askOwnPayments: createAskOwnPayments({
              ...{ issuer, gateways: config.gateways },
              report: (reason) =>
                logger.warn({ reason }, 'a gateway did not answer the query for own payments'),
            }),
          },
        });
        await app.register(accountRoutes, { issuer, passkeys, providers, notifyApp });
        if (demo.personaTokens) await app.register(demoRoutes, { issuer });
      },
      async close() {
        issuer.close();
        agencies.close();
        clearInterval(forgetting);
        await guard.stop();
        await database.destroy();
      },
      logLevel: config.logLevel,
      tracing: config.tracing ?? null,
    });
    return { ...subgraph, issuer, database };
  } catch (error) {
    source.close();
    await database.destroy();
    return refuseManifests(error);
  }
}
