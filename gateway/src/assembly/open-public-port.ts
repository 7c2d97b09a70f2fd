import { consoleAssets, ensureConsoleBuilt } from '@civic-graph/console';
import type { Tracing } from '@civic-graph/tracing';
import type { FastifyInstance } from 'fastify';
import { invalidationRoute } from '../caching/invalidation-route.ts';
import type { GatewayConfig } from '../config.ts';
import { consoleRoutes } from '../console/console-routes.ts';
import { demoRoutes } from '../http/demo-routes.ts';
import { createFastLane } from '../http/fast-lane.ts';
import { graphqlRoute } from '../http/graphql-route.ts';
import { healthRoutes } from '../http/health-routes.ts';
import { Overload } from '../http/overload.ts';
import { createPublicPort, type PublicPort } from '../http/public-port.ts';
import { operationNeedsRoute } from '../own-subgraph/operation-needs-route.ts';
import { clientNetwork } from '../quotas/client-network.ts';
import { eventStreamRoute } from '../subscriptions/event-stream-route.ts';
import { createStreamedOperations, type StreamedOperations } from '../subscriptions/streamed-operations.ts';
import { createWebSockets } from '../subscriptions/web-sockets.ts';
import type { BackingServices } from './backing-services.ts';
import type { Observers } from './observers.ts';
import type { ServedGraph } from './serve-supergraph.ts';

export interface OpenedPort extends Pick<PublicPort, 'app' | 'listener' | 'beginClosing'> {
  readonly overload: Overload;
  readonly operations: StreamedOperations;
  /** Ends subscriptions and WebSockets, which would not end by themselves. */
  closeStreams(): Promise<void>;
}

export interface PublicPortParts extends Observers {
  readonly services: BackingServices;
  readonly graph: ServedGraph;
  readonly tracing: Tracing | null;
  readonly isStopping: () => boolean;
}

/** All that a caller can reach. Nothing listens yet. */
export async function openPublicPort(
  config: GatewayConfig,
  { services, graph, tracing, isStopping, logger, metrics }: PublicPortParts,
): Promise<OpenedPort> {
  const { engine, gateway, server, mask, turns, persistedQuery } = graph;
  const { verify } = services;
  const { deadlineMs, isForwarded, subscriptions } = config;
  // An operation that was seen before is answered in the fast lane; the application is the other.
  const fastLane = createFastLane({ engine, gateway, verify, mask, logger, deadlineMs, isForwarded });
  // Subscriptions, and whoever else asks for events, over either of two protocols.
  const operations = createStreamedOperations({
    ...{ engine, gateway, turns, verify, logger, tracing, deadlineMs, limits: config.limits },
    slots: {
      most: subscriptions.maxOpen,
      perCaller: subscriptions.maxPerCaller,
      perNetwork: subscriptions.maxPerNetwork,
    },
    checkEveryMs: subscriptions.checkEveryMs,
    onEvent: metrics.eventDelivered,
    onEnd: metrics.subscriptionEnded,
  });
  const webSockets = createWebSockets({
    ...subscriptions,
    ...{ operations, verify, mask, logger, isForwarded },
    origins: [new URL(config.publicUrl).origin, ...subscriptions.origins],
    schema: () => gateway.serving.schema,
    maxMessageBytes: config.limits.maxBodyBytes,
  });
  const overload = new Overload((request) => clientNetwork(request, isForwarded));
  const port = createPublicPort(config, {
    ...{ fastLane, overload, tracing, logger, metrics },
    upgrade: webSockets.upgrade,
    isLeaving: isStopping,
  });
  healthRoutes(port.app, gateway, {
    isStopping,
    revocationState: services.revocationState,
    isAccessRecorded: () => services.audit?.lag().isWritable ?? true,
  });
  graphqlRoute(port.app, server, {
    ...config,
    verify,
    turns,
    persistedQuery,
    charge: engine.charge,
    knownWork: (source) =>
      gateway.current === null ? undefined : engine.prepared(gateway.current, source)?.work,
    answerWithEvents: eventStreamRoute({ ...subscriptions, operations, mask, isForwarded }),
  });
  agencyRoutes(port.app, config, { services, graph });
  if (config.deployment === 'demo') demoRoutes(port.app, config.tokens.issuer);
  if (config.console) consoleRoutes(port.app, await consoleAssets(await ensureConsoleBuilt()));
  return {
    ...port,
    overload,
    operations,
    async closeStreams() {
      await operations.close();
      await webSockets.close();
    },
  };
}

/** By signed calls. */
function agencyRoutes(
  app: FastifyInstance,
  { limits }: GatewayConfig,
  { services, graph: { gateway, turns } }: Pick<PublicPortParts, 'services' | 'graph'>,
): void {
  const { cache, cacheMetrics, subgraphs, identity } = services;
  if (cache) {
    const index = () => gateway.current?.cacheIndex;
    const observe = cacheMetrics?.invalidated;
    invalidationRoute(app, { cache, index, observe, secretOf: subgraphs.secretOf });
  }
  if (identity) {
    operationNeedsRoute(app, identity, () => {
      const { schema, served } = gateway.serving;
      return { schema, policyIndex: served.policyIndex, limits, turns };
    });
  }
}
