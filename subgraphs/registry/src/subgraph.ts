import { readFile } from 'node:fs/promises';
import { repeat } from '@civic-graph/service';
import { WebhookDelivery } from '@civic-graph/service/webhooks';
import {
  ChangeFeed,
  check,
  createDatabase,
  createLogger,
  createSubgraph,
  type Database,
  guardAgainstRestore,
  listenForChanges,
  prepareDatabase,
  reportRestore,
  requirePermanentSecrets,
  type Subgraph,
} from '@civic-graph/subgraph-kit';
import { sql } from 'kysely';
import { fillChangelog } from './changelog/fill-changelog.ts';
import { citizenCounter } from './check/affected-citizens.ts';
import { approvedOperations } from './check/approved-operations.ts';
import { type Checker, createChecker } from './check/checker.ts';
import { createChecks } from './check/run-check.ts';
import type { RegistryConfig } from './config.ts';
import { createContractSchemas } from './contract/contract-schemas.ts';
import { registryDatabase } from './database/database-rights.ts';
import type { RegistryTables } from './database/tables.ts';
import { followSeed } from './demo/follow-seed.ts';
import { createLoaders } from './graph/loaders.ts';
import { createResolvers } from './graph/resolvers.ts';
import { resources } from './graph/resources.ts';
import { openHealth } from './health/open-health.ts';
import { healthRoutes } from './health/routes.ts';
import { pullRoutes } from './pull/routes.ts';
import { createSignedArtifacts } from './pull/signed-artifacts.ts';
import { createSeal } from './secret/seal.ts';
import { createSecretStore } from './secret/subgraph-secrets.ts';
import { keyRoutes } from './signing/routes.ts';
import { parseSigningKey, publishSigningKey } from './signing/signing-key.ts';
import { connectToCluster } from './usage/clickhouse-database.ts';
import { createEmbeddedDatabase } from './usage/embedded-database.ts';
import { usageRoutes } from './usage/routes.ts';
import { createServedFields } from './usage/served-fields.ts';
import type { UsageDatabase } from './usage/usage-database.ts';
import { createUsageStore } from './usage/usage-store.ts';
import { changeMessageQueue } from './webhook/change-message-queue.ts';

/** External dependencies that tests replace. */
export interface RegistrySurroundings {
  readonly clock?: () => Date;
  readonly checker?: Checker;
  /** How long (in milliseconds) a publisher waits for a check; see `CheckOptions`. */
  readonly patienceMs?: number;
  /** Replaces the service's own pool; closed with the subgraph. */
  readonly database?: Database<RegistryTables>;
  /** Replaces ClickHouse; closed with the subgraph. */
  readonly usage?: UsageDatabase;
}

/** Pause (in milliseconds) before workers look for work again. */
const workerPollMs = 2_000;

/**
 * Creates the registry: GraphQL for agencies, and signed rollouts for gateways. Start order: key, tables,
 * published key, notifications, then the server.
 */
export async function createRegistrySubgraph(
  config: RegistryConfig,
  surroundings: RegistrySurroundings = {},
): Promise<Subgraph> {
  const { clock = () => new Date(), checker = createChecker(), patienceMs, database } = surroundings;
  const { databaseUrl, deployment, subgraphSecret: secret, logLevel } = config;
  const logger = createLogger('platform', logLevel);
  const key = await parseSigningKey(config.signingKey);
  const db = database ?? createDatabase<RegistryTables>(databaseUrl);
  const usage = createUsageStore(surroundings.usage ?? openUsage(config.usage));
  const stops: (() => Promise<void>)[] = [];
  const close = async () => {
    checker.close();
    await Promise.all(stops.map((stop) => stop()));
    await usage.close();
    await db.destroy();
  };
  try {
    await prepareDatabase<RegistryTables>({
      ...registryDatabase,
      ...{ service: db, ownerUrl: config.databaseOwnerUrl, deployment },
    });
    const guard = await guardAgainstRestore({
      ...{ database: db, agency: 'registry', folder: config.databaseMarks ?? null },
      report: (problem, error) => reportRestore(logger, problem, error),
    });
    stops.push(guard.stop);
    if (deployment === 'production') {
      const names = await requirePermanentSecrets(db, { REGISTRY_SEAL_KEY: config.sealKey });
      logger.info({ names }, 'these secrets must never change');
    }
    await publishSigningKey(db, key, clock());
    const feed = new ChangeFeed();
    const warn = (what: string) => (error: unknown) =>
      logger.warn({ error: describe(error) }, `${what} failed; will retry`);
    const { key: webhookKey, rules } = config.webhooks;
    const delivery = new WebhookDelivery(
      { queue: changeMessageQueue(db, webhookKey), clock, rules },
      warn('delivering webhooks'),
    );
    const work = (what: string, run: () => Promise<number>) =>
      repeat({ work: run, everyMilliseconds: workerPollMs, report: warn(what) });
    stops.push(
      listenForChanges({
        url: config.databaseListenUrl ?? databaseUrl,
        channel: 'rollout',
        feed,
        report: (error) =>
          logger.warn({ error: describe(error) }, 'rollouts are delayed: cannot listen to the database'),
      }),
      work('comparing rollouts', () => fillChangelog({ db, checker, clock })),
      work('delivering webhooks', () => delivery.begin().then(() => 0)),
      () => delivery.stop(),
    );
    const secrets = createSecretStore(createSeal(config.sealKey));
    // In the background, because composing takes longer than the start of the service.
    if (config.seed.length > 0) {
      const seed = followSeed({ db, checker, clock, folders: config.seed }, (outcome) => {
        if (outcome.kind === 'seeded') logger.info({ subgraphs: outcome.subgraphs }, 'published the demo');
        else if (outcome.kind === 'refused') {
          logger.error(
            { problems: outcome.problems },
            'the demo does not compose; the previous supergraph stays',
          );
        } else if (outcome.kind === 'failed') {
          logger.error({ error: describe(outcome.error) }, 'the demo is not published: see REGISTRY_SEED');
        }
      });
      stops.push(() => seed.close());
    }
    const health = openHealth({
      ...{ db, clock, settings: config.canary },
      onRollback: ({ sequence, reason }) => logger.warn({ sequence, reason }, 'rolled a canary back'),
      onFailure: (error) =>
        logger.warn({ error: describe(error) }, 'a canary could not be checked; retrying'),
    });
    stops.push(() => health.close());
    const servedFields = createServedFields(db);
    const patience = patienceMs !== undefined && { patienceMs };
    const contractSchemas = createContractSchemas({ db, checker, clock, ...patience });
    const checks = createChecks({
      db,
      checker,
      clock,
      usage,
      servedFields,
      contractSchemas,
      countCitizens: config.identityUrl === null ? null : citizenCounter(config.identityUrl, secret),
      approved: config.identityUrl === null ? null : approvedOperations(config.identityUrl, secret),
      ...patience,
    });
    return await createSubgraph({
      name: 'platform',
      typeDefs: await readFile(new URL('../schema.graphql', import.meta.url), 'utf8'),
      resolvers: createResolvers({
        ...{ db, checks, clock, secrets, usage, servedFields, contractSchemas },
        webhooks: config.webhooks,
      }),
      resources,
      loaders: () => createLoaders(db),
      signature: { secret, clock },
      ready: () => check('database', () => sql`SELECT 1`.execute(db)),
      close,
      logLevel,
      tracing: config.tracing ?? null,
      routes: async (app) => {
        const artifacts = createSignedArtifacts(db, key, contractSchemas);
        await app.register(pullRoutes, { db, feed, artifacts, secrets, secret, clock });
        await app.register(healthRoutes, { secret, clock, receive: health.receive });
        await app.register(keyRoutes, { db });
        const report = (error: unknown) =>
          logger.warn({ error: describe(error) }, 'usage is not stored; gateways send it again');
        await app.register(usageRoutes, { usage, servedFields, secret, clock, report });
      },
    });
  } catch (error) {
    await close();
    throw error;
  }
}

function openUsage(settings: RegistryConfig['usage']): UsageDatabase {
  return settings.kind === 'cluster'
    ? connectToCluster(settings.url)
    : createEmbeddedDatabase(settings.directory);
}

/** Only a code or a name, because a database's message may contain values. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? String(error.code) : error.name;
}
