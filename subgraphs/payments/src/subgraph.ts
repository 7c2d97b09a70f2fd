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
import { createPairwiseIds } from '@civic-graph/tokens';
import { sql } from 'kysely';
import type { PaymentsConfig } from './config.ts';
import { createProviders } from './create-providers.ts';
import { paymentsDatabase } from './database/database-rights.ts';
import type { PaymentsTables } from './database/tables.ts';
import { demoAgencies, fillDemo } from './demo/fill.ts';
import { createLoaders } from './graph/loaders.ts';
import { createResolvers } from './graph/resolvers.ts';
import { resources } from './graph/resources.ts';
import { forgetKeys } from './idempotency/forget-keys.ts';
import { askProviders } from './inquiry/ask-providers.ts';
import { bringBalancesForward } from './ledger/balances.ts';
import { settlePending } from './notification/receive.ts';
import { notificationRoutes } from './notification/routes.ts';
import type { PaymentProvider } from './provider/provider.ts';
import { testProviderRoutes } from './provider/sandbox/routes.ts';
import { demoKeys, publishKeys, receiptKeySet } from './receipt/keys.ts';
import { readFonts } from './receipt/pdf/fonts.ts';
import { createReceiptPrinter } from './receipt/pdf/print-receipt.ts';
import { createReceiptSigner } from './receipt/signer.ts';
import { reconcile } from './reconciliation/reconcile.ts';
import { replayProviders } from './reconciliation/replay-providers.ts';
import { resumeRefunds } from './refund/resume-refunds.ts';
import { paymentWebhookQueue } from './webhook/payment-webhook-queue.ts';
import { removeOfDeletedApps } from './webhook/remove-of-deleted-apps.ts';

/** External dependencies that tests replace. */
export interface PaymentsSurroundings {
  readonly clock?: () => Date;
  readonly fetch?: typeof fetch;
  /** Replaces the service's own pool; closed with the subgraph. */
  readonly database?: Database<PaymentsTables>;
  /** Transport between the service and its providers. */
  readonly provider?: (provider: PaymentProvider) => PaymentProvider;
  /** Shared by both sides of the test provider; base64. */
  readonly testProviderSecret?: string;
}

/**
 * Creates the payments service: GraphQL for the gateway, and routes for providers and verifiers of receipts.
 * Start order: providers, tables and demo data, a restore's consequences, keys, unfinished work, the server.
 */
export async function createPaymentsSubgraph(
  config: PaymentsConfig,
  surroundings: PaymentsSurroundings = {},
): Promise<Subgraph> {
  const { deployment, publicUrl, subgraphSecret, gateways, logLevel } = config;
  const logger = createLogger('payments', logLevel);
  const { clock = () => new Date(), fetch = globalThis.fetch, testProviderSecret } = surroundings;
  const db = surroundings.database ?? createDatabase<PaymentsTables>(config.databaseUrl);
  const stops: (() => Promise<void>)[] = [];
  try {
    // First, because it throws in production, before anything is written.
    const { providers: configured, testProvider } = await createProviders(config.providers, {
      db,
      deployment,
      publicUrl,
      clock,
      fetch,
      ...(testProviderSecret === undefined ? {} : { testProviderSecret }),
    });
    await prepareDatabase<PaymentsTables>({
      ...paymentsDatabase(deployment),
      ...{ service: db, ownerUrl: config.databaseOwnerUrl, deployment },
      ...(deployment === 'demo' && {
        fill: (owner) =>
          fillDemo(owner, config, clock(), (notices) => logger.info({ notices }, 'loaded demo data')),
      }),
    });
    const guard = await guardAgainstRestore({
      ...{ database: db, agency: 'payments', folder: config.databaseMarks ?? null },
      report: (problem, error) => reportRestore(logger, problem, error),
    });
    stops.push(guard.stop);
    if (deployment === 'production') {
      const names = await requirePermanentSecrets(db, { ADDRESSEE_SECRET: config.addresseeSecret });
      logger.info({ names }, 'these secrets must never change');
    }
    const receiptKeys = config.receiptKeys ?? (await demoKeys(db, demoAgencies, clock()));
    if (config.receiptKeys !== null) await publishKeys(db, config.receiptKeys, clock());
    const signer = await createReceiptSigner(receiptKeys);
    const { provider: between = (provider: PaymentProvider) => provider } = surroundings;
    const providers = new Map([...configured].map(([name, provider]) => [name, between(provider)]));
    const notifications = { db, signer, clock, providers };
    if (guard.followUpSince !== null) {
      const since = guard.followUpSince;
      logger.info({ since }, 'the database was restored: asking the providers what happened since');
      await replayProviders({ ...notifications, ...config.inquiry, since });
      await guard.followedUp();
    }
    const settled = await settlePending(notifications);
    if (settled > 0) logger.info({ settled }, 'applied notifications left by an earlier run');
    const payments = new ChangeFeed();
    const stopListening = listenForChanges({
      url: config.databaseListenUrl ?? config.databaseUrl,
      channel: 'payment_event',
      feed: payments,
      report: (error) =>
        logger.warn({ error: describe(error) }, 'payment updates are delayed: cannot listen to the database'),
    });
    stops.push(stopListening);
    const warn = (what: string, error: unknown) =>
      logger.warn({ error: describe(error) }, `${what} failed; will retry`);
    const webhooks = new WebhookDelivery(
      { queue: paymentWebhookQueue(db, config.webhooks.key), clock, rules: config.webhooks.rules },
      (error) => warn('delivering webhooks', error),
    );
    const workers = [
      { work: () => askProviders({ ...notifications, ...config.inquiry }), what: 'asking providers' },
      { work: () => resumeRefunds({ db, providers, clock }), what: 'following refunds up' },
      {
        // Waits before the next batch, because under load there is always more.
        work: () => bringBalancesForward(db).then(() => 0),
        what: 'bringing balances forward',
        everyMilliseconds: 60_000,
      },
      {
        work: () => forgetKeys(db, clock()),
        what: 'forgetting idempotency keys',
        everyMilliseconds: 3_600_000,
      },
      { work: () => webhooks.begin().then(() => 0), what: 'delivering webhooks' },
      ...(gateways.length === 0
        ? []
        : [
            {
              work: () =>
                removeOfDeletedApps(db, { name: 'payments', secret: subgraphSecret, gateways }, clock()),
              what: 'removing the webhooks of deleted apps',
              everyMilliseconds: 10_000,
            },
          ]),
      {
        work: () =>
          reconcile({ db, clock, providers, report: (error) => warn('reconciling', error) }).then(() => 0),
        what: 'reconciling',
        everyMilliseconds: 3_600_000,
      },
    ];
    for (const { work, what, everyMilliseconds = pollMilliseconds } of config.workers ? workers : []) {
      const report = (error: unknown) => warn(what, error);
      stops.push(repeat({ work, everyMilliseconds, report }));
    }
    stops.push(() => webhooks.stop());
    return await createSubgraph({
      name: 'payments',
      typeDefs: await readFile(new URL('../schema.graphql', import.meta.url), 'utf8'),
      resolvers: createResolvers({
        db,
        providers,
        clock,
        payments,
        pairwiseIds: createPairwiseIds(config.addresseeSecret),
        printer: createReceiptPrinter(await readFonts()),
        webhooks: config.webhooks,
      }),
      resources,
      loaders: () => createLoaders(db),
      signature: { secret: subgraphSecret, clock },
      ready: () => check('database', () => sql`SELECT 1`.execute(db)),
      close: async () => {
        await stopAll(stops);
        await db.destroy();
      },
      logLevel,
      tracing: config.tracing ?? null,
      routes: async (app) => {
        app.get('/receipts/jwks.json', async () => receiptKeySet(db));
        await app.register(notificationRoutes, notifications);
        if (testProvider !== null) await app.register(testProviderRoutes, { db, provider: testProvider });
      },
    });
  } catch (error) {
    await stopAll(stops);
    await db.destroy();
    throw error;
  }
}

/** Poll interval for due work. */
const pollMilliseconds = 1_000;

/** Stopped in start order; each finishes its work in progress. */
async function stopAll(stops: readonly (() => Promise<void>)[]): Promise<void> {
  for (const stop of stops) await stop();
}

/** Only a code or a name, because a database's message may quote values. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? String(error.code) : error.name;
}
