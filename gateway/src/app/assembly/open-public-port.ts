import type { Tracing } from '@civic-graph/service';
import { clientNetwork } from '@civic-graph/service';
import type { FastifyInstance } from 'fastify';
import type { GatewayConfig } from '../../config/config.ts';
import { contractFastPaths } from '../../server/http/contract-fast-paths.ts';
import { deletedAppsRoute } from '../../server/http/deleted-apps-route.ts';
import { demoRoutes } from '../../server/http/demo-routes.ts';
import { createFastPath } from '../../server/http/fast-path.ts';
import { graphqlRoutes } from '../../server/http/graphql-route.ts';
import { healthRoutes } from '../../server/http/health-routes.ts';
import { invalidationRoute } from '../../server/http/invalidation-route.ts';
import { LoadShedder } from '../../server/http/load-shedding.ts';
import { operationNeedsRoute } from '../../server/http/operation-needs-route.ts';
import { createPublicPort, type PublicPort } from '../../server/http/public-port.ts';
import { createSubgraphCallVerifier } from '../../server/http/verify-subgraph-call.ts';
import type { OpenMcp } from '../../server/mcp/open-mcp.ts';
import { openStudio, studioSignIn } from '../../server/studio/open-studio.ts';
import { scopesOfSchema } from '../../server/studio/scopes-of-schema.ts';
import { eventStreamRoute } from '../../server/subscriptions/event-stream-route.ts';
import {
  createStreamedOperations,
  type StreamedOperations,
} from '../../server/subscriptions/streamed-operations.ts';
import { createWebSockets } from '../../server/subscriptions/web-sockets.ts';
import type { ServedView } from '../../supergraph/civic-gateway.ts';
import type { BackingServices } from './backing-services.ts';
import type { Observers } from './observers.ts';
import type { ServedGraph } from './serve-supergraph.ts';

export interface OpenedPort extends Pick<PublicPort, 'app' | 'listener' | 'beginClosing'> {
  readonly loadShedder: LoadShedder;
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

/** Builds the public port; nothing listens yet. */
export async function openPublicPort(
  config: GatewayConfig,
  { services, graph, tracing, isStopping, logger, metrics }: PublicPortParts,
): Promise<OpenedPort> {
  const { engine, gateway, server, contractServer, mask, parseQueue, persistedQuery } = graph;
  const { verify } = services;
  const { deadlineMs, isForwarded, subscriptions } = config;
  // Prepared operations take the fast path, all others the application.
  const fastPathOf = (view: ServedView) =>
    createFastPath({
      ...{ engine, gateway: view, verify, persistedQuery, mask, logger, deadlineMs, isForwarded },
    });
  const contractFastPath = contractFastPaths(
    (contract) => gateway.at(contract).current !== null,
    (contract) => fastPathOf(gateway.at(contract)),
  );
  // Subscriptions and other event streams, over either of two protocols.
  const operations = createStreamedOperations({
    ...{ engine, gateway, parseQueue, verify, logger, tracing, deadlineMs, limits: config.limits },
    slots: {
      max: subscriptions.maxOpen,
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
  const loadShedder = new LoadShedder((request) => clientNetwork(request, isForwarded));
  const studio = studioSignIn(config);
  const port = createPublicPort(config, {
    ...{ fastPath: fastPathOf(gateway), contractFastPath, loadShedder, tracing, logger, metrics },
    studio,
    upgrade: webSockets.upgrade,
    isLeaving: isStopping,
  });
  healthRoutes(port.app, gateway, {
    isStopping,
    revocationState: services.revocationState,
    isAccessRecorded: () => services.audit?.lag().isWritable ?? true,
  });
  graphqlRoutes(port.app, server, {
    ...config,
    ...{ engine, gateway, verify, parseQueue, persistedQuery, contractServer },
    answerWithEvents: eventStreamRoute({ ...subscriptions, operations, mask }),
  });
  const mcp = await mcpServer(port.app, config, { services, graph, tracing, logger, loadShedder });
  agencyRoutes(port.app, config, { services, graph });
  if (config.deployment === 'demo') demoRoutes(port.app, config.tokens.issuer);
  if (config.console) {
    const scopes = () => scopesOfSchema(gateway.serving.served.policyIndex);
    openStudio(port.app, config, { signIn: studio, scopes, logger });
  }
  return {
    ...port,
    loadShedder,
    operations,
    async closeStreams() {
      mcp?.close();
      await operations.close();
      await webSockets.close();
    },
  };
}

/** The MCP server; its library is loaded only if it is configured. */
async function mcpServer(
  app: FastifyInstance,
  config: GatewayConfig,
  parts: Omit<PublicPortParts, 'isStopping' | 'metrics'> & { readonly loadShedder: LoadShedder },
): Promise<OpenMcp | null> {
  const { services, graph, tracing, logger, loadShedder } = parts;
  const { verifyAgent, safelists, switchboard, redis } = services;
  if (config.mcp === null || verifyAgent === null || safelists === null) return null;
  const { openMcp } = await import('../../server/mcp/open-mcp.ts');
  const { engine, gateway, parseQueue, mask } = graph;
  const { deadlineMs, isForwarded, limits } = config;
  return openMcp(app, config, config.mcp, {
    ...{ engine, gateway, parseQueue, mask, limits, safelists, switchboard, redis },
    ...{ verify: verifyAgent, isForwarded, deadlineMs, tracing, logger, loadShedder },
  });
}

/** Routes that agencies call with signed requests. */
function agencyRoutes(
  app: FastifyInstance,
  { limits }: GatewayConfig,
  { services, graph: { gateway, parseQueue } }: Pick<PublicPortParts, 'services' | 'graph'>,
): void {
  const { cache, cacheMetrics, subgraphs, identity } = services;
  const verify = createSubgraphCallVerifier(subgraphs.keysOf);
  if (cache) {
    const index = () => gateway.current?.cacheIndex;
    const observe = cacheMetrics?.invalidated;
    invalidationRoute(app, { cache, index, observe, verify });
  }
  if (identity) {
    deletedAppsRoute(app, { verify, identity });
    operationNeedsRoute(app, identity, () => {
      const { schema, served } = gateway.serving;
      return { schema, policyIndex: served.policyIndex, limits, parseQueue };
    });
  }
}
