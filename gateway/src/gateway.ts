import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { subjectHasher } from '@civic-graph/audit';
import { consoleAssets, ensureConsoleBuilt } from '@civic-graph/console';
import { createAccessTokenVerifier, createDpopVerifier } from '@civic-graph/tokens';
import { startTracing } from '@civic-graph/tracing';
import Fastify, { type FastifyInstance } from 'fastify';
import inject, { type InjectOptions, type Response as InjectResponse } from 'light-my-request';
import pino, { type Logger } from 'pino';
import type { Registry } from 'prom-client';
import { createAccessAudit } from './audit/access-audit.ts';
import { createUsedProofs } from './authentication/used-proofs.ts';
import { createCacheMetrics } from './caching/cache-metrics.ts';
import { cachedSubgraphs } from './caching/cached-subgraphs.ts';
import { createAnswerCache } from './caching/create-cache.ts';
import { invalidationRoute } from './caching/invalidation-route.ts';
import type { GatewayConfig } from './config.ts';
import { consoleRoutes } from './console/console-routes.ts';
import { createEngine } from './execution/create-engine.ts';
import { createApolloServer } from './http/apollo-server.ts';
import { demoRoutes } from './http/demo-routes.ts';
import { createFastLane } from './http/fast-lane.ts';
import { graphqlRoute } from './http/graphql-route.ts';
import { healthRoutes } from './http/health-routes.ts';
import { type ErrorFormatter, errorMask } from './http/mask-error.ts';
import { Overload } from './http/overload.ts';
import { createPublicPort } from './http/public-port.ts';
import { createMetrics } from './observability/metrics.ts';
import { operationFigures } from './observability/operation-figures.ts';
import { slowOperationLog } from './observability/slow-operations.ts';
import { operationNeedsRoute } from './own-subgraph/operation-needs-route.ts';
import { ownSubgraph, withOwnSubgraph } from './own-subgraph/own-subgraph.ts';
import { loadPlanner } from './planning/load-planner.ts';
import { timedPlanner } from './planning/timed-planner.ts';
import { withoutLiterals } from './planning/without-literals.ts';
import { createQuotas } from './quotas/quotas.ts';
import { connectRedis } from './redis/connect-redis.ts';
import { newsOfIdentity } from './revocation/news-of-identity.ts';
import { eventStreamRoute } from './subscriptions/event-stream-route.ts';
import { createStreamedOperations } from './subscriptions/streamed-operations.ts';
import { createWebSockets } from './subscriptions/web-sockets.ts';
import { subgraphDirectory } from './supergraph/subgraph-directory.ts';
import { composedFromFolder, supergraphFile } from './supergraph/supergraph-source.ts';
import { createSwitchClient } from './switches/switch-client.ts';
import { reachSubgraphs } from './transport/reach-subgraphs.ts';

export interface Gateway {
  /** Starts both listeners. @returns the addresses, with the real ports where 0 was asked for; a worker has one */
  listen(): Promise<{ readonly url: string; readonly adminUrl: string }>;
  /**
   * Fails readiness, answers on for a while and tells callers to go elsewhere, then finishes what is in flight and closes,
   * within a bounded time. Called again, it is the same closing.
   */
  close(): Promise<void>;
  /** Requests without a socket, for tests. */
  inject(request: InjectOptions): Promise<InjectResponse>;
  /** The figures of `/metrics`, as text for Prometheus. */
  metrics(): Promise<string>;
  /** Where these are kept. */
  readonly registry: Registry;
}

export interface GatewayDependencies {
  readonly logger?: Logger;
}

/** Puts a gateway together; nothing listens yet. @throws where the supergraph must not be served */
export async function createGateway(
  config: GatewayConfig,
  dependencies: GatewayDependencies = {},
): Promise<Gateway> {
  const logger = dependencies.logger ?? pino({ name: 'gateway', level: config.logLevel });
  const metrics = createMetrics();
  const tracing = await startTracing({
    service: 'gateway',
    settings: config.tracing,
    callers: 'anybody',
    report: (state) => logger.warn({ traces: state }, 'traces to the collector'),
  });
  let closing: Promise<void> | undefined;

  // The engine: no HTTP in front of it yet, only behind it.
  // What tokens rested on and was taken back. Without it, signatures alone would decide.
  // What agencies have switched off comes by the same way, and which apps' safelists have changed.
  const { switchboard, safelists, revocations } = newsOfIdentity(config, { logger, metrics });
  const revocationState = () => revocations?.state() ?? 'current';
  const usedProofs = createUsedProofs({
    redisUrl: config.cache.redisUrl,
    report: (state) => logger.info({ state }, 'used proofs of tokens that are bound to a key'),
  });
  const verify = createAccessTokenVerifier({
    ...config.tokens,
    ...(revocations && { isRevoked: revocations.isRevoked }),
    verifyProof: createDpopVerifier({
      url: new URL('/graphql', config.publicUrl).href,
      replayStore: usedProofs,
    }),
  });
  const subgraphs = reachSubgraphs(config, { logger, metrics });
  const cache = createAnswerCache(config.cache, logger);
  const cacheMetrics = cache && createCacheMetrics(metrics.registry, cache);
  // What is kept is not asked for; what is asked for goes over HTTP.
  const { calls } = subgraphs;
  const agencies = cache ? cachedSubgraphs(calls, { cache, observe: cacheMetrics?.read }) : calls;
  const consentUrl = config.tokens.issuer;
  const identity = config.identity ?? undefined;
  const changeSwitches = createSwitchClient(identity);
  // Who has read what of whom, on disk before the answer leaves.
  const audit =
    config.audit &&
    createAccessAudit(config.audit, {
      hashSubject: subjectHasher(config.tokens.citizenKeySecret),
      identity,
      logger,
      onRecords: metrics.accessRecorded,
    });
  // What callers may spend, shared by all gateways where there is a Redis.
  const redis = config.quotas && config.cache.redisUrl !== null ? connectRedis(config.cache.redisUrl) : null;
  const quotas = config.quotas && createQuotas(config.quotas, redis);
  const countRun = operationFigures(metrics);
  const logSlow = slowOperationLog(logger, config.slowOperationMs);
  const engine = createEngine({
    audit,
    quotas,
    events: subgraphs.events,
    subgraphs: withOwnSubgraph(agencies, () => {
      const { schema, served } = gateway.serving;
      return {
        schema,
        policyIndex: served.policyIndex,
        switched: switchboard.in(served),
        limits: config.limits,
        consentUrl,
        switches: { schema, served, switchboard, change: changeSwitches },
      };
    }),
    switchboard,
    safelists: safelists ?? undefined,
    limits: config.limits,
    authorizationMode: config.authorizationMode,
    onWouldDeny: (wouldDeny, requestId) =>
      logger.warn({ wouldDeny, requestId }, 'a dry run gave out what the rules deny'),
    maxErrors: config.maxErrors,
    maxPreparedOperations: config.maxPreparedOperations,
    maxPreparedCharacters: config.maxPreparedCharacters,
    consentUrl,
    withholdsPersonalData: () => revocationState() !== 'current',
    onRefusal: metrics.fieldRefused,
    onRun(admitted, call, seconds) {
      countRun(admitted.operation, call.principal, seconds);
      logSlow(admitted, call, seconds);
    },
  });
  const createPlanner = await loadPlanner(config.planner, (reason) =>
    logger.warn({ reason: withoutLiterals(reason) }, 'the planner found no plan; the other one is asked'),
  );
  const source =
    config.supergraph.kind === 'file'
      ? supergraphFile(config.supergraph.path)
      : composedFromFolder(config.supergraph.folder, ownSubgraph);
  const maskError = errorMask({ hideSuggestions: config.deployment === 'production' });
  const mask: ErrorFormatter = (formatted, error) => {
    const masked = maskError(formatted, error);
    metrics.errorTold(String(masked.extensions?.code));
    return masked;
  };
  const { server, gateway } = createApolloServer(config, engine, {
    source,
    directory: subgraphDirectory(config.directory),
    reach: subgraphs.reach,
    observe: metrics.supergraphChanged,
    createPlanner: (...sdl) => timedPlanner(createPlanner(...sdl), metrics.planned),
    overrideLabels: config.overrideLabels,
    logger,
    mask,
    switchboard,
  });
  await server.start();

  // The public port. An operation that was seen before is answered in the fast lane; the application is the other.
  const { deadlineMs } = config;
  const fastLane = createFastLane({
    ...{ engine, gateway, verify, mask, logger, deadlineMs },
    isForwarded: config.isForwarded,
  });
  // Subscriptions, and whoever else asks for events, over either of two protocols.
  const { subscriptions } = config;
  const operations = createStreamedOperations({
    ...{ engine, gateway, verify, logger, tracing, deadlineMs, limits: config.limits },
    maxOpen: subscriptions.maxOpen,
    maxPerCaller: subscriptions.maxPerCaller,
    checkEveryMs: subscriptions.checkEveryMs,
    onEvent: metrics.eventDelivered,
    onEnd: metrics.subscriptionEnded,
  });
  const webSockets = createWebSockets({
    ...subscriptions,
    ...{ operations, verify, mask, logger },
    schema: () => gateway.serving.schema,
    maxMessageBytes: config.limits.maxBodyBytes,
    isForwarded: config.isForwarded,
  });
  metrics.countSubscriptions(() => operations.open);
  metrics.watch({
    prepared: () => engine.figures(gateway.current),
    isPersonalDataWithheld: () => revocationState() !== 'current',
    revocationSilenceSeconds: () => (revocations?.silenceMs() ?? 0) / 1000,
    audit: audit?.lag ?? null,
  });
  const overload = new Overload();
  const { app, listener, beginClosing } = createPublicPort(config, {
    ...{ fastLane, overload, tracing, logger, metrics },
    upgrade: webSockets.upgrade,
    isLeaving: () => closing !== undefined,
  });
  healthRoutes(app, gateway, { isStopping: () => closing !== undefined, revocationState });
  graphqlRoute(app, server, {
    ...config,
    verify,
    charge: engine.charge,
    isKnown: (source) => gateway.current !== null && engine.prepared(gateway.current, source) !== undefined,
    answerWithEvents: eventStreamRoute({
      ...subscriptions,
      operations,
      mask,
      isForwarded: config.isForwarded,
    }),
  });
  if (cache) {
    const index = () => gateway.current?.cacheIndex;
    invalidationRoute(app, {
      ...{ cache, index, observe: cacheMetrics?.invalidated },
      secretOf: subgraphs.secretOf,
    });
  }
  if (identity) {
    operationNeedsRoute(app, identity, () => {
      const { schema, served } = gateway.serving;
      return { schema, policyIndex: served.policyIndex, limits: config.limits };
    });
  }
  if (config.deployment === 'demo') demoRoutes(app, config.tokens.issuer);
  if (config.console) consoleRoutes(app, await consoleAssets(await ensureConsoleBuilt()));

  // The admin port, for the machine itself.
  const admin = Fastify({ logger: false });
  admin.get('/metrics', async (_, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );

  // Last, since whoever throws before this leaves nothing running.
  await revocations?.start();

  return {
    async inject(request) {
      await app.ready();
      return inject(listener, request);
    },
    metrics: () => metrics.registry.metrics(),
    registry: metrics.registry,
    async listen() {
      overload.start();
      await app.listen({ host: config.host, port: config.port });
      const url = addressOf(app, config.host);
      if (config.adminPort === null) return { url, adminUrl: '' };
      await admin.listen({ host: '127.0.0.1', port: config.adminPort });
      return { url, adminUrl: addressOf(admin, '127.0.0.1') };
    },
    close() {
      closing ??= shutDown();
      return closing;
    },
  };

  async function shutDown(): Promise<void> {
    overload.stop();
    // First: `/readyz` says no and each answer closes its connection, while requests are still taken.
    await sleep(config.shutdownDelayMs);
    // Then subscriptions: nobody could be waited for who is told of events to come.
    await operations.close();
    await webSockets.close();
    beginClosing();
    await app.close();
    await admin.close();
    await revocations?.close();
    await server.stop();
    await subgraphs.close();
    await audit?.close();
    await usedProofs.close();
    redis?.disconnect();
    await cache?.close();
    await tracing?.close();
  }
}

function addressOf(app: FastifyInstance, host: string): string {
  const { port } = app.server.address() as AddressInfo;
  return `http://${host}:${port}`;
}
